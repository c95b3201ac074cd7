"""Ten minutes before group: the sheet on a screen, on a phone and on paper, and the list of who may need a word."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from learners.models import ProgressReview
from tests.browser import road
from tests.browser.conftest import PHONE
from tests.browser.paper import FORMATS, sheets_of
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.learners import clinic
from tests.learners.clinic import DAY

DESK = {"width": 1280, "height": 860}


@pytest.fixture
def twelve(cast, curriculum):
    """With Ana and Dan twelve people: stopped, trying, missing sessions, with homework open, away from it all."""
    with STILL:
        now, first, second = timezone.now(), curriculum.by_code["p01"], curriculum.by_code["p02"]
        people = [clinic.join(cast.morning, f"person{n}", now, 3 + n) for n in range(10)]
        for place, one in enumerate(people):
            clinic.read(one, first, now=now - 2 * DAY, cards=None if place % 2 else 2)
            if place % 3:
                clinic.check_in(one, second, now=now - 2 * DAY)
                clinic.check_in(one, second, now=now - 2 * DAY)
        for days in (5, 3):
            clinic.hold(cast.morning, days, dict.fromkeys(people[7:], "absent"), by=cast.gil, now=now)
        due = cast.morning.today(now) - DAY
        ProgressReview.objects.create(enrolment=people[0], due_on=due, by=cast.gil)
    return people


@pytest.fixture
def desk(open_browser, twelve):
    page = open_browser(viewport=DESK).new_page()
    road.sign_in(page, "gil")
    return page


def open_sheet(page):
    road.link(page, "Morning group").click()
    page.get_by_role("link", name="Before group", exact=True).click()
    expect(road.heading(page)).to_have_text("Before group")


def test_the_sheet_is_one_screen_and_one_page_of_paper(desk, cast):
    desk.goto(f"/facilitate/cohorts/{cast.morning.uid}/before-group/")
    lines = desk.locator(".huddle > section:nth-child(2) li")
    expect(lines).to_have_count(12)
    expect(desk.get_by_text("not passed yet: again").first).to_be_visible()
    check_accessible(desk)
    assert lines.last.bounding_box()["y"] < DESK["height"] * 1.25
    assert {paper: sheets_of(desk, paper) for paper in FORMATS} == dict.fromkeys(FORMATS, 1)
    desk.emulate_media(media="print")
    for gone in (".helpbar", ".top", ".foot", ".fixes", ".pages", "[data-print]"):
        expect(desk.locator(gone).first).to_be_hidden()
    desk.context.watch.check()


def test_from_the_group_to_the_sheet_on_a_phone(open_browser, twelve):
    page = open_browser(viewport=PHONE).new_page()
    road.sign_in(page, "gil")
    open_sheet(page)
    check_fits(page)
    check_accessible(page)


def test_saying_that_one_has_seen_it_with_a_note(desk):
    desk.get_by_role("link", name="Who may need a word", exact=True).click()
    check_accessible(desk)
    first = desk.locator(".people > li").first
    name = first.locator("b, a").first.inner_text()
    first.get_by_role("link", name="with a note").click()
    expect(road.heading(desk)).to_have_text(name)
    desk.get_by_label("A note, if you like").fill("Asked about a ride.")
    check_accessible(desk)
    road.button(desk, "I have seen this").click()
    expect(desk.get_by_text(f"Kept: {name} is seen.")).to_be_visible()
    desk.get_by_text("Seen already: 1 person").click()
    check_accessible(desk)
    desk.context.watch.check()
