"""A learner's pages on the smallest phone, at 400 % zoom, with forced colors, and for whoever wants no motion."""

import pytest
from playwright.sync_api import Page, expect

from learners.models import Attempt
from tests.browser import road
from tests.browser.serving import STILL
from tests.browser.test_public import NARROW, ZOOMED
from tests.browser.watching import check_fits, check_still, violations


def visit(page: Page, module):
    """Each kind of page of the road."""
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    yield page
    page.goto(f"/learn/{module.key}/")
    yield page
    road.button(page, "Start the check-in").click()
    expect(road.heading(page)).to_contain_text("Question 1")
    with STILL:
        attempt = f"/learn/check-ins/{Attempt.objects.get().pk}/"
    inside = [*(f"cards/{card.id}/" for card in module.cards), "short/", "worksheet/"]
    for place in [
        *(f"/learn/{module.key}/{one}" for one in inside),
        f"{attempt}all/",
        f"{attempt}review/",
        "/learn/history/",
        "/learn/program/",
        "/learn/search/",
        "/learn/my-plan/",
    ]:
        assert page.goto(place).status == 200
        yield page


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["narrow", "zoomed"])
def test_no_page_needs_scrolling_sideways(open_browser, p02, size):
    for page in visit(open_browser(viewport=size).new_page(), p02):
        check_fits(page)
        check_still(page)


def test_axe_finds_nothing_with_forced_colors(open_browser, p02):
    for page in visit(open_browser(forced_colors="active", reduced_motion="reduce").new_page(), p02):
        assert not violations(page), page.url
