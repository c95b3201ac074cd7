"""The pages of the own account, on a phone and on a wide screen, for a participant and a family member."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.learning import worksheets
from learners.safekeeping import audit
from tests.browser import road
from tests.browser.hands import Keys
from tests.browser.watching import check_accessible, check_fits

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
PAGES = {
    "/account/": "Your account",
    "/account/data/": "My data",
    "/account/data/file/": "All your data as a file",
    "/account/looked/": "Who looked at my record",
    "/account/requests/": "My requests",
    "/account/close/": "Close my account",
}


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def page(request, open_browser, cast, p02) -> Page:
    worksheets.save(cast.ana_learns, p02, {}, version=0, now=timezone.now())
    for action in ("person-read", "sheet-read", "record-exported"):
        audit.note(action, by=cast.gil, now=timezone.now(), enrolment=cast.ana_learns)
    return open_browser(viewport=request.param, accept_downloads=True).new_page()


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


@pytest.mark.parametrize("name", ["ana", "fay"])
def test_every_page_fits_and_is_accessible(page, name):
    road.sign_in(page, name)
    for address, heading in PAGES.items():
        page.goto(address)
        expect(road.heading(page)).to_have_text(heading)
        look(page)
    page.context.watch.check()


def test_a_person_takes_the_own_data_along(page):
    road.sign_in(page, "ana")
    page.goto("/account/data/")
    road.link(page, "Get it all as a file").click()
    with page.expect_download() as waiting:
        road.button(page, "Make the file").click()
    assert waiting.value.suggested_filename.endswith(".zip")


def test_a_person_asks_for_something_and_takes_it_back(page):
    road.sign_in(page, "ana")
    page.goto("/account/requests/")
    road.button(page, "Send it").click()
    expect(page.get_by_role("group", name="Something is left to fix")).to_be_focused()
    look(page)
    page.get_by_label("correct something").check()
    page.get_by_label("In your own words").fill("My last name has two l")
    road.button(page, "Send it").click()
    expect(page.get_by_role("main")).to_contain_text("My last name has two l")
    look(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("main")).to_contain_text("withdrawn")


def test_a_person_closes_the_account(page):
    road.sign_in(page, "ana")
    page.goto("/account/close/")
    road.button(page, "Close my account").click()
    look(page)
    page.get_by_label("Yes, close my account").check()
    road.button(page, "Close my account").click()
    expect(road.heading(page)).to_have_text("Your account is closed")
    look(page)
    page.goto("/learn/")
    expect(road.heading(page)).to_have_text("Sign in")


def test_the_whole_account_with_the_keys_alone(page):
    """Who looked, the file, a request, and closing up to the question whether it is meant."""
    keys, main = Keys(), page.get_by_role("main")
    road.sign_in(page, "ana")
    page.goto("/account/")
    for name in ("Who looked at my record", "Your account", "My data"):
        arrive(page, name)
    keys.press(road.link(page, "Get it all as a file"))
    expect(road.heading(page)).to_have_text("All your data as a file")
    with page.expect_download():
        keys.press(road.button(page, "Make the file"))
    page.goto("/account/requests/")
    keys.choose(page.locator("[name=kind]"), "correct")
    keys.press(road.button(page, "Send it"))
    left = page.get_by_role("group", name="Something is left to fix")
    expect(left).to_be_focused()
    keys.press(left.get_by_role("link"))
    expect(page.get_by_label("In your own words")).to_be_focused()
    page.keyboard.type("My last name has two l")
    keys.press(road.button(page, "Send it"))
    expect(main).to_contain_text("“My last name has two l”")
    for name in ("Your account", "How you sign in", "Your account", "Close my account"):
        arrive(page, name)
    look(page)
    keys.press(road.button(page, "Close my account"))
    expect(left).to_be_focused()
    keys.press(road.link(page, "Keep it"))
    expect(road.heading(page)).to_have_text("Your account")


def arrive(page: Page, name: str) -> None:
    """By the keys, on the page that has the name of its link; it is there before anything else is pressed."""
    Keys().press(road.link(page, name))
    expect(road.heading(page)).to_have_text(name)
    page.wait_for_load_state()
