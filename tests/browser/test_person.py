"""One person on a facilitator's screen and on paper: a change by keyboard, and a summary of all on one sheet."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from learners.learning import progress
from learners.models import Attendance, GroupSession, PlanChange
from learners.people import enrolments
from tests.browser import road
from tests.browser.paper import FORMATS, sheets_of
from tests.browser.test_public import NARROW
from tests.browser.watching import check_accessible, check_fits


@pytest.fixture
def desk(open_browser, cast):
    """Gil's page."""
    page = open_browser(viewport={"width": 1280, "height": 860}).new_page()
    road.sign_in(page, "gil")
    expect(road.heading(page)).to_have_text("Your groups")
    return page


def twelve_weeks(cast, curriculum):
    """Everything of the plan is done, three groups a week were attended, and staff changed this and that."""
    ana, now = cast.ana_learns, timezone.now()
    type(ana).objects.filter(pk=ana.pk).update(starts_on=ana.starts_on - timedelta(weeks=12))
    ana.refresh_from_db()
    modules = [one for one in curriculum.by_key.values() if one.audience == "participant"]
    for place, module in enumerate(modules):
        at = now - timedelta(days=2 * (len(modules) - place))
        with progress.recording(ana, module.key, now=at) as recorder:
            recorder.add(progress.Kind.COMPLETED, edition=module.edition_id, rule=1)
        session = GroupSession.objects.create(
            cohort=cast.morning,
            held_on=at.date(),
            starts_at=time(9),
            ends_at=time(12),
            state="held",
            edition_id=module.edition_id,
            by=cast.gil,
        )
        Attendance.objects.create(session=session, enrolment=ana, status="present", by=cast.gil, at=at)
    for module in modules[:6]:
        enrolments.change_plan(ana, "skipped", module.key, reason="Known from before", by=cast.gil, now=now)


def test_a_whole_program_fits_on_one_sheet(desk, cast, curriculum):
    twelve_weeks(cast, curriculum)
    desk.goto(f"/facilitate/people/{cast.ana_learns.uid}/summary/")
    expect(desk.get_by_role("row")).to_have_count(37)
    assert {paper: sheets_of(desk, paper) for paper in FORMATS} == dict.fromkeys(FORMATS, 1)


def test_a_module_is_taken_out_by_keyboard_and_brought_back(desk, cast, curriculum):
    desk.goto(f"/facilitate/people/{cast.ana_learns.uid}/")
    desk.get_by_role("link", name="Take a module out").focus()
    desk.keyboard.press("Enter")
    desk.get_by_label("Why").fill("Agreed with Ana")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="This would change 1 module")).to_be_focused()
    assert not PlanChange.objects.exists()
    desk.get_by_role("button", name="Take it out").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("no longer in the plan")
    desk.get_by_role("button", name="Take it back").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("taken back")
    assert PlanChange.objects.get().undone_at


@pytest.mark.parametrize("path", ["", "summary/", "minutes/", "reviews/", "change/pathway/", "change/note/"])
def test_the_pages_are_accessible_and_fit_a_phone(desk, cast, path):
    desk.goto(f"/facilitate/people/{cast.ana_learns.uid}/{path}")
    check_accessible(desk)
    desk.set_viewport_size(NARROW)
    check_fits(desk)
