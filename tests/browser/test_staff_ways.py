"""The way round for staff, on a phone: nothing of it is cut or hides behind an edge."""

import pytest
from playwright.sync_api import expect

from tests.browser import road
from tests.browser.watching import check_fits

CUT = """nav => [...nav.querySelectorAll("a, button")].filter((one) => {
  const box = one.getBoundingClientRect(), list = one.closest("ul");
  return box.left < 0 || box.right > innerWidth || list.scrollWidth > list.clientWidth;
}).map((one) => one.textContent.trim())"""
SIX = ["Before group", "Sessions", "People and weeks", "Records", "Insight", "Who comes in"]


@pytest.fixture
def small(open_browser):
    return open_browser(viewport={"width": 320, "height": 740}).new_page()


def test_each_way_of_a_group_is_in_sight(small, cast):
    road.sign_in(small, "gil")
    small.goto(f"/facilitate/cohorts/{cast.morning.uid}/coming-in/")
    ways = small.get_by_role("navigation", name="Pages of staff")
    expect(ways.get_by_role("link")).to_have_text([*SIX, "Your groups", "Who may need a word", "Modules and guides"])
    assert ways.evaluate(CUT) == []
    check_fits(small)


def test_each_way_of_the_desk_is_in_sight(small):
    road.sign_in(small, "petra")
    small.goto("/privacy/desk/")
    ways = small.get_by_role("navigation", name="Privacy desk")
    expect(ways.get_by_role("link")).to_have_count(10)
    assert ways.evaluate(CUT) == []
    check_fits(small)
