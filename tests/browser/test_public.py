"""Pages that anybody may open, and error pages: help first, a way out, and readable for everybody."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from tests.browser import road
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits, check_still, violations, wait_until

OTHERS = {
    "/accounts/login/": 200,
    "/accounts/password/reset/": 200,
    "/program/": 200,
    "/nothing-here/": 404,
    "/styleguide/": 403,
}
NARROW = {"width": 320, "height": 740}
ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %
FIRST = "document.querySelector('body > :not(.skip)').matches('aside.helpbar')"


@pytest.fixture
def places(curriculum) -> dict[str, int]:
    """Path -> status, of each public page and of the pages that need no page in the tree."""
    live = WagtailPage.objects.live().public().filter(depth__gt=1).specific()
    public = {page.get_url(): 200 for page in live if page._meta.app_label == "cms"}
    assert len(public) >= 7, "the public pages are not loaded"
    return {**public, **OTHERS}


def visit(page: Page, places: dict[str, int]):
    for place, status in places.items():
        assert page.goto(place).status == status, place
        yield place


def test_help_stands_first_and_each_page_has_one_heading(phone, places):
    for place in visit(phone, places):
        assert phone.locator("h1").count() == 1, place
        assert phone.evaluate(FIRST), place
        expect(phone.locator(".helpbar").get_by_role("link", name="Call 988")).to_have_attribute("href", "tel:988")
        expect(road.button(phone, "Leave quickly")).to_be_in_viewport()
    assert not phone.context.watch.asked_outside


def test_axe_finds_nothing_in_light_dark_and_forced_colors(phone, places):
    for place in visit(phone, places):
        check_accessible(phone)
        phone.emulate_media(forced_colors="active")
        assert not violations(phone), place
        phone.emulate_media(forced_colors="none")


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_no_page_needs_scrolling_sideways(open_browser, places, size):
    page = open_browser(viewport=size).new_page()
    for _ in visit(page, places):
        check_fits(page)
        page.locator(".helpbar summary").click()
        check_fits(page)


def test_nothing_moves_for_whoever_asked_for_that(phone, places):
    for _ in visit(phone, places):
        check_still(phone)


# --- leave quickly --------------------------------------------------------------------------------------------------


def test_leaving_replaces_the_page_and_signs_out(phone, away):
    road.sign_in(phone, "ana")
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")
    phone.wait_for_load_state()  # before its script is there, leaving is a plain form, as in the next test
    before = phone.evaluate("history.length")
    road.button(phone, "Leave quickly").click()
    phone.wait_for_url(away)
    assert phone.evaluate("history.length") == before
    wait_until(phone, nobody_is_signed_in)
    phone.goto("/learn/")
    expect(road.heading(phone)).to_have_text("Sign in")
    assert not phone.context.watch.asked_outside


def test_leaving_works_without_a_script(open_browser, away):
    page = open_browser(java_script_enabled=False).new_page()
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    road.button(page, "Leave quickly").click()
    page.wait_for_url(away)
    assert nobody_is_signed_in()
    page.go_back()
    expect(road.heading(page)).to_have_text("Sign in")


@pytest.mark.parametrize("script", [True, False])
def test_leaving_works_on_public_pages_and_error_pages(open_browser, places, away, script):
    page = open_browser(java_script_enabled=script).new_page()
    for _ in visit(page, places):
        road.button(page, "Leave quickly").click()
        page.wait_for_url(away)


def test_three_times_escape_leaves(phone, away):
    phone.goto("/")
    for _ in range(3):
        phone.keyboard.press("Escape")
    phone.wait_for_url(away)


def nobody_is_signed_in() -> bool:
    with STILL:
        return not any("_auth_user_id" in session.get_decoded() for session in Session.objects.all())
