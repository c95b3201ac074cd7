"""A code from a slip's square, in a browser: it reaches no server by the address, and works typed, without a script."""

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, Request, expect

from learners.entrance import invitations
from tests.browser import road

PASSWORD = "four calm words today"


def code_for(cast: Any) -> str:
    return invitations.make(cast.ana, way="slip", by=cast.gil, now=timezone.now())


def choose(page: Page) -> None:
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password once more").fill(PASSWORD)
    page.get_by_role("button", name="Save and go in").click()


def test_the_camera_brings_the_code_along_and_no_address_holds_it(phone, cast):
    code = code_for(cast)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(_told(request)))
    phone.goto(f"/welcome/#{code}")
    expect(phone.get_by_label("Code")).to_have_value(code)
    assert "#" not in phone.url
    expect(phone.get_by_label("New password", exact=True)).to_be_focused()
    choose(phone)
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")
    assert [one for one in asked if code in one] == []


def _told(request: Request) -> str:
    """What a log of a server could hold of a request."""
    return request.url + request.headers.get("referer", "")


def test_a_typed_code_works_without_a_script(open_browser, cast):
    page = open_browser(java_script_enabled=False, watched=False).new_page()
    page.goto("/welcome/")
    page.get_by_label("Code").fill(code_for(cast).lower().replace("-", " "))
    choose(page)
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
