"""The privacy desk with the keys alone, on a phone and on a wide screen: a log entry found and taken along, a request
decided, an emergency agreed to and ended, and every page of it.
"""

import re
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from learners.models import PrivacyRequest
from learners.privacy import emergencies, requests
from learners.safekeeping import audit
from tests.browser import road
from tests.browser.hands import Keys
from tests.browser.watching import check_accessible, check_fits

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
PAGES = {
    "desk/": "What waits",
    "requests/": "Requests",
    "emergencies/": "Emergencies",
    "consents/": "Consents",
    "disclosures/": "Shown to families",
    "log/": "Audit log",
    "check/": "Chain of the audit log",
    "keeping/": "How long things are kept",
    "texts/": "Legal texts",
    "texts/family-consent/new/": "Consent to share with a family member: a new version",
    "roles/": "Roles",
}
BELOW_THE_BAR = (
    "one => one.getBoundingClientRect().top >= document.querySelector('.helpbar').getBoundingClientRect().bottom"
)


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def page(request, open_browser, cast, p02) -> Page:
    now = timezone.now()
    audit.note("person-read", by=cast.gil, now=now, enrolment=cast.ana_learns)
    audit.note("person-read", by=cast.hana, now=now, enrolment=cast.ben_learns)
    requests.make(cast.ana, PrivacyRequest.Kind.RESTRICT, "Only Gil, please.", by=cast.ana, now=now)
    emergencies.ask(by=cast.hana, sign_in_name="ana", reason="Her sister calls: she has not come home.", now=now)
    opened = open_browser(viewport=request.param, accept_downloads=True).new_page()
    road.sign_in(opened, "petra")
    opened.goto("/privacy/desk/")
    return opened


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def way(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Privacy desk").get_by_role("link", name=name, exact=True)


def named(page: Page, role: Literal["link", "button"], words: str, whose: str) -> Locator:
    """What says to the ear whose it is."""
    return page.get_by_role("main").get_by_role(role, name=re.compile(rf"^{words} ?: {re.escape(whose)}$"))


def arrive(page: Page, what: Locator, heading: str) -> None:
    """By the keys; the next page is there before anything else is pressed."""
    Keys().press(what)
    expect(road.heading(page)).to_have_text(heading)
    page.wait_for_load_state()


def summary(page: Page) -> Locator:
    return page.get_by_role("group", name="Something is left to fix")


def test_every_page_fits_and_is_accessible(page):
    for place, heading in PAGES.items():
        page.goto(f"/privacy/{place}")
        expect(road.heading(page)).to_have_text(heading)
        look(page)
        names = page.get_by_role("main").get_by_role("link").all_inner_texts()
        assert all(names), place
    page.context.watch.check()


def test_an_event_is_found_narrowed_and_taken_along(page):
    keys = Keys()
    arrive(page, way(page, "Audit log"), "Audit log")
    keys.write(page.get_by_label("About whom"), "nobody-here")
    keys.press(road.button(page, "Show these"))
    expect(summary(page)).to_be_focused()
    look(page)
    keys.press(summary(page).get_by_role("link"))
    field = page.get_by_label("About whom")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("No account has this sign-in name"))
    assert page.locator(".field").filter(has=field).evaluate(BELOW_THE_BAR), "the label is in sight, too"
    page.keyboard.press("Control+A")
    page.keyboard.type("ana")
    page.keyboard.press("Enter")
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.filter(has_text="Ana E.").first).to_be_visible()
    expect(rows.filter(has_text="Ben")).to_have_count(0)
    look(page)
    with page.expect_download() as waiting:
        keys.press(road.link(page, "These as CSV"))
    assert waiting.value.suggested_filename.startswith("audit-")


def test_a_request_is_decided(page):
    keys = Keys()
    arrive(page, named(page, "link", "Read and decide", "Ana E."), "Ana E.: let fewer people see my data")
    expect(page.get_by_role("main")).to_contain_text("Only Gil, please.")
    look(page)
    keys.press(road.button(page, "Decide and send the answer"))
    expect(summary(page)).to_be_focused()
    look(page)
    keys.choose(page.locator("[name=decision]"), "grant")
    keys.write(page.get_by_label("Answer to the person"), "Done: from today only Gil sees it.")
    keys.press(road.button(page, "Decide and send the answer"))
    expect(page.get_by_role("main")).to_contain_text("granted")
    expect(page.get_by_role("main")).to_contain_text("The person reads your answer in their own account.")
    look(page)


def test_an_emergency_is_agreed_to_and_ended(page):
    keys = Keys()
    arrive(page, road.link(page, "1 ask in an emergency waits for a second person"), "Asks that wait for you")
    expect(page.get_by_role("heading", level=2)).to_contain_text("asks for the record of Ana Example")
    look(page)
    keys.press(road.button(page, "Agree, for an hour"))
    expect(page.get_by_role("heading", name="Open because you agreed")).to_be_visible()
    look(page)
    keys.press(named(page, "button", "Close it now", "Ana Example"))
    expect(page.get_by_role("main")).to_contain_text("Ended. The record is closed.")
    page.wait_for_load_state()
    arrive(page, way(page, "Emergencies"), "Emergencies")
    arrive(page, named(page, "link", "Read why", "Ana E."), "The record of Ana E.")
    arrive(page, road.button(page, "I have looked at it"), "Emergencies")
    expect(page.get_by_role("main")).to_contain_text("looked at by")
    look(page)
    page.context.watch.check()
