"""The second step in a browser: staff must set one up, an app with a real code, passkeys in place of passwords."""

import re

import pytest
from playwright.sync_api import Page, expect

from learners.entrance import factors
from tests.browser import road
from tests.browser.hands import Keys
from tests.browser.passkeys import Device
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.learners.entrance.keys import App, code


def at(page: Page, title: str) -> None:
    """The page is there, axe finds nothing, nothing needs scrolling sideways, and the policy was not broken."""
    expect(road.heading(page)).to_have_text(title)
    check_accessible(page)
    check_fits(page)
    page.context.watch.check()  # type: ignore[attr-defined]


def password(page: Page, name: str, hand=None) -> None:
    page.goto("/accounts/login/")
    give_password(page, name, hand or Keys())


def give_password(page: Page, name: str, hand) -> None:
    hand.write(page.get_by_label("Sign-in name or email"), name)
    hand.write(page.get_by_label("Password", exact=True), "three calm words here")
    hand.press(road.button(page, "Sign in"))


def test_staff_set_up_an_app_by_keys_alone_and_are_where_they_wanted_to_be(phone, cast):
    hand = Keys()
    phone.goto("/facilitate/attention/")
    give_password(phone, "gil", hand)
    at(phone, "Add a second step")
    phone.goto("/facilitate/")
    expect(road.heading(phone)).to_have_text("Add a second step")
    hand.press(road.link(phone, "An app with codes"))
    at(phone, "An app with codes")
    expect(phone.get_by_role("img", name="QR code for your app")).to_be_visible()
    hand.press(phone.get_by_text("I am on that phone, or cannot read the picture"))
    secret = phone.locator("main code").inner_text()
    hand.write(phone.get_by_label("Six digits from the app"), "000000")
    hand.press(road.button(phone, "Save"))
    expect(phone.get_by_role("heading", name="Something is left to fix")).to_be_visible()
    at(phone, "An app with codes")
    hand.write(phone.get_by_label("Six digits from the app"), code(secret))
    hand.press(road.button(phone, "Save"))
    at(phone, "Recovery codes")
    expect(phone.locator("main code")).to_have_count(10)
    with phone.expect_download() as file:
        road.button(phone, "Save them as a file").click()
    assert len(re.findall(r"^\d{4} \d{4}$", file.value.path().read_text(), re.MULTILINE)) == 10
    hand.press(road.link(phone, "I have them, go on"))
    expect(phone).to_have_url(re.compile(r"/facilitate/$"))
    check_fits(phone)


def test_signing_in_with_password_and_app(phone, cast):
    with STILL:
        app = App(cast.gil)
    password(phone, "gil")
    at(phone, "Second step")
    Keys().write(phone.get_by_label("Code", exact=True), app.code())
    Keys().press(road.button(phone, "Go in"))
    expect(phone).to_have_url(re.compile(r"/facilitate/"))


@pytest.fixture
def device(phone, cast) -> Device:
    """With Ana's passkey in it; her browser stands on the page of the recovery codes."""
    device = Device(phone)
    road.sign_in(phone, "ana")
    phone.goto("/accounts/security/")
    at(phone, "How you sign in")
    road.link(phone, "Add a second step").click()
    at(phone, "Add a second step")
    road.link(phone, "A passkey").click()
    at(phone, "Add a passkey")
    phone.get_by_label("Name of this passkey").fill("My phone")
    road.button(phone, "Make the passkey").click()
    expect(road.heading(phone)).to_have_text("Recovery codes")
    assert len(device.keys()) == 1
    return device


def test_a_passkey_signs_in_and_leads_where_the_person_wanted_to_go(phone, device):
    road.link(phone, "I have them, go on").click()
    at(phone, "How you sign in")
    road.button(phone, "Sign out").click()
    phone.goto("/accounts/login/?next=/learn/history/")
    at(phone, "Sign in")
    phone.get_by_label("Other people use this device").check()
    road.button(phone, "Sign in with a passkey").click()
    expect(road.heading(phone)).to_have_text("What you have done")
    assert phone.locator("body").get_attribute("data-idle-minutes") == "10", "a shared device, by passkey too"


def test_a_passkey_gets_another_name_and_is_taken_away(phone, device, cast):
    phone.goto("/accounts/passkeys/")
    at(phone, "Your passkeys")
    phone.get_by_role("link", name="Rename").click()
    at(phone, "Name of a passkey")
    phone.get_by_label("Name of this passkey").fill("Blue phone")
    road.button(phone, "Save").click()
    expect(phone.get_by_text("Blue phone").first).to_be_visible()
    phone.get_by_role("link", name="Take away").click()
    at(phone, "Take this passkey away?")
    road.button(phone, "Take it away").click()
    expect(road.heading(phone)).to_have_text("How you sign in")
    with STILL:
        assert factors.kinds(cast.ana) == set()


def test_a_passkey_is_all_that_staff_need(phone, cast):
    device = Device(phone)
    password(phone, "gil")
    road.link(phone, "A passkey").click()
    road.button(phone, "Make the passkey").click()
    road.link(phone, "I have them, go on").click()
    phone.goto("/facilitate/")
    road.button(phone, "Sign out").first.click()
    phone.goto("/accounts/login/")
    road.button(phone, "Sign in with a passkey").click()
    expect(phone).to_have_url(re.compile(r"/facilitate/"))
    assert device.keys()[0]["signCount"] > 0


def test_a_passkey_is_the_second_step_after_a_password(phone, device):
    road.link(phone, "I have them, go on").click()
    road.button(phone, "Sign out").click()
    password(phone, "ana")
    at(phone, "Second step")
    road.button(phone, "Use my passkey").click()
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")


def test_a_passkey_that_does_not_come_leaves_all_other_ways(phone, cast):
    device = Device(phone)
    device.find_owner(False)
    phone.goto("/accounts/login/")
    road.button(phone, "Sign in with a passkey").click()
    expect(phone.get_by_role("status").filter(has_text="That did not work")).to_be_visible(timeout=90_000)
    check_accessible(phone)
    give_password(phone, "ana", Keys())
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")


@pytest.mark.parametrize("way", ["code", "passkey"])
def test_who_one_is_can_be_said_once_more_in_other_ways(phone, device, way):
    codes = phone.locator("main code").all_inner_texts()
    long_ago(phone)
    phone.goto("/accounts/sessions/")
    at(phone, "Is it you?")
    if way == "code":
        phone.get_by_role("link", name="A code from my app").click()
        at(phone, "Is it you?")
        phone.get_by_label("Code", exact=True).fill(codes[0])
        road.button(phone, "Go on").click()
    else:
        phone.get_by_role("link", name="My passkey").click()
        at(phone, "Is it you?")
        road.button(phone, "Use my passkey").click()
    at(phone, "Where you are signed in")
    expect(phone.get_by_text("here, now")).to_be_visible()


def long_ago(page: Page) -> None:
    """All that was proved in this session was proved an hour ago."""
    from django.contrib.sessions.backends.db import SessionStore

    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "session")
    with STILL:
        session = SessionStore(key)
        session["account_authentication_methods"] = [
            {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
        ]
        session.save()


def test_without_scripts_password_and_code_do_it_all(open_browser, cast):
    page = open_browser(java_script_enabled=False).new_page()
    with STILL:
        app = App(cast.gil)
    page.goto("/accounts/login/")
    expect(road.button(page, "Sign in with a passkey")).to_be_hidden()
    page.get_by_label("Sign-in name or email").fill("gil")
    page.get_by_label("Password", exact=True).fill("three calm words here")
    road.button(page, "Sign in").click()
    page.get_by_label("Code", exact=True).fill(app.code())
    road.button(page, "Go in").click()
    expect(page).to_have_url(re.compile(r"/facilitate/"))
    page.goto("/accounts/passkeys/add/")
    expect(page.get_by_text("This browser cannot use passkeys")).to_be_visible()


@pytest.mark.parametrize("path", ["login/", "login/code/", "password/reset/"])
def test_pages_of_the_entrance_are_accessible(phone, path):
    phone.goto(f"/accounts/{path}")
    check_accessible(phone)
    check_fits(phone)
    phone.context.watch.check()  # type: ignore[attr-defined]


def test_a_code_by_mail_in_the_browser(phone, cast, mailoutbox):
    from django.utils import timezone

    from learners.post import outbox

    with STILL:
        cast.ana.email = "ana@example.org"
        cast.ana.save()
    phone.goto("/accounts/login/?next=/learn/history/")
    phone.get_by_role("link", name="Send a code to my email instead").click()
    phone.get_by_label("Email address").fill("ana@example.org")
    road.button(phone, "Send me a code").click()
    at(phone, "Type the code")
    with STILL:
        outbox.send_waiting(timezone.now())
    digits = re.search(r"^\d{6}$", mailoutbox[0].body, re.MULTILINE)[0]
    phone.get_by_label("Code from the email").fill(digits)
    road.button(phone, "Go in").click()
    expect(road.heading(phone)).to_have_text("What you have done")
