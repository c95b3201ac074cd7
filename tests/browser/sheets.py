"""A worksheet in the browser, and sessions that end while it is open."""

from typing import Any

from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from learners.learning import worksheets
from learners.models import Enrolment
from tests.browser import road
from tests.browser.serving import STILL

WORDS = "I stop answering my sister"


def open_sheet(page: Page, module: Any) -> Page:
    page.goto(f"/learn/{module.key}/worksheet/")
    expect(road.heading(page)).to_have_text("My crisis card")
    return page


def first_line(page: Page) -> Locator:
    return page.get_by_label("Line 1", exact=True).first


def stored(learner: Enrolment, module: Any) -> str:
    """All that the worksheet holds, with the server standing still."""
    with STILL:
        return str(worksheets.values_of(worksheets.entry_of(learner, module.key)))


def end_sessions() -> None:
    with STILL:
        Session.objects.all().delete()


def come_back_to(page: Page) -> None:
    """A headless browser never hides a tab, so it is told."""
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")


def tab_of_sign_in(page: Page) -> Page:
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    return opened.value
