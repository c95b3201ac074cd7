"""A family member in a browser: in with a poster's code, through a module, with and without an invitation."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.families import codes, consents, items, links, wording
from learners.models import FamilyLink, User
from learners.people import enrolments
from tests.browser import road
from tests.browser.hands import Finger
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.factories.people import Cast

PASSWORD = "four calm words today"
ALL = wording.Choices(shows_week=True, shows_taking_part=True, shows_items=True)


@pytest.fixture
def poster(cast: Cast) -> str:
    return codes.make(cast.morning.program, by=cast.mia, now=timezone.now()).code


@pytest.fixture
def invitation(cast: Cast) -> str:
    return links.name(cast.ana_learns, "My aunt", "other", now=timezone.now())[1]


@pytest.fixture
def f01(curriculum):
    return next(module for module in curriculum.by_key.values() if module.code == "f01")


def give_code(page: Page, code: str) -> None:
    page.goto("/family/join/")
    page.get_by_label("Code").fill(code)
    road.button(page, "Go on").click()


def make_account(page: Page) -> None:
    page.get_by_label("What shall we call you?").fill("Nora")
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password once more").fill(PASSWORD)
    road.button(page, "Save and go in").click()


def go_in(page: Page) -> None:
    expect(road.heading(page)).to_have_text("Write this down")
    road.link(page, "Go to the course").click()
    expect(road.heading(page)).to_have_text("Good to see you, Nora")


def test_with_a_posters_code_somebody_comes_in_and_finishes_a_module(phone, poster, f01):
    hand = Finger()
    give_code(phone, poster.lower().replace("-", " "))
    check_accessible(phone)
    make_account(phone)
    check_accessible(phone)
    go_in(phone)
    check_accessible(phone)
    check_fits(phone)
    road.open_next(phone, f01, hand)
    road.read_cards(phone, f01, hand, lambda page: None)
    phone.goto(f"/learn/{f01.key}/")
    road.button(phone, "Start the check-in").click()
    questions = road.questions_of(f01)
    road.answer_all(phone, questions, [], hand, lambda page: None)
    road.button(phone, "Hand in").click()
    expect(phone.locator("#score")).to_contain_text(f"{len(questions)} of {len(questions)} right")
    phone.goto("/family/history/")
    expect(phone.get_by_role("main").get_by_role("link", name=f01.title)).to_be_visible()
    check_accessible(phone)


def test_the_square_of_the_poster_brings_the_code_along(phone, poster):
    phone.goto(f"/family/join/#{poster}")
    expect(phone.get_by_label("Code")).to_have_value(poster)
    assert "#" not in phone.url


def test_it_works_without_a_script(open_browser, poster, f01):
    page = open_browser(java_script_enabled=False, watched=False).new_page()
    give_code(page, poster)
    make_account(page)
    go_in(page)
    page.locator(".next a").click()
    expect(road.heading(page)).to_have_text(f01.cards[0].title)


@pytest.mark.parametrize(("answer", "is_connected"), [("Yes, connect me", True), ("No, thank you", False)])
def test_an_invitation_is_answered_with_yes_or_no(phone, cast, invitation, answer, is_connected):
    give_code(phone, invitation)
    phone.get_by_label(answer).check()
    check_accessible(phone)
    make_account(phone)
    go_in(phone)
    with STILL:
        nora = User.objects.get(first_name="Nora")
        assert FamilyLink.objects.filter(family_member=nora).exists() == is_connected
    expect(phone.get_by_text("What Ana shows you")).to_have_count(0)
    phone.goto("/family/connections/")
    expect(phone.get_by_text("You said yes on")).to_have_count(1 if is_connected else 0)
    check_accessible(phone)


def test_what_somebody_shows_is_read_printed_and_left(phone, cast):
    now = timezone.now()
    link = FamilyLink.objects.get(family_member=cast.fay)
    seen = wording.page(link, now=now).fingerprint
    consents.sign(link, ALL, signature="Ana Example", seen=seen, by=cast.ana, now=now)
    items.share(link, now=now)
    road.sign_in(phone, "fay")
    expect(phone.get_by_role("heading", name="What Ana shows you")).to_be_visible()
    check_accessible(phone)
    check_fits(phone)
    road.link(phone, "The plan").click()
    expect(road.heading(phone)).to_have_text("Shown to you")
    expect(phone.get_by_text("42 CFR part 2 prohibits")).to_be_visible()
    check_accessible(phone)
    phone.goto("/family/")
    phone.get_by_text("Leave the connection with Ana").click()
    road.button(phone, "Leave it now").click()
    expect(phone.get_by_text("You left. Nobody is told why")).to_be_visible()
    phone.goto("/family/")
    expect(phone.get_by_text("What Ana shows you")).to_have_count(0)


def test_who_is_both_goes_from_one_to_the_other(phone, cast):
    enrolments.enrol(cast.ana, cast.morning, by=None, now=timezone.now(), audience="family")
    road.sign_in(phone, "ana")
    road.link(phone, "Family course").click()
    expect(phone.locator(".eyebrow").first).to_contain_text("Family course")
    check_accessible(phone)
    check_fits(phone)
    road.link(phone, "Own program").click()
    expect(phone.get_by_role("main").get_by_role("link", name="In group")).to_be_visible()
