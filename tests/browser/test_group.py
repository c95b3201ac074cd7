"""A group from its topic to its end, as a facilitator runs it, with people who answer on their phones."""

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.models import Attendance, GroupSession, LearningEvent, LiveAnswer
from learners.people import enrolments
from tests.browser import road
from tests.browser.hands import Finger, Keys
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.factories import people

SIZES = [{"width": 360, "height": 740}, {"width": 1280, "height": 800}]
NAMES = ("lou", "max", "nia", "oto")


@pytest.fixture
def group(cast):
    """Meets every day; five people with Ana, and Dan, whose account is closed."""
    now = timezone.now()
    cast.morning.days, cast.morning.starts_at = list(range(7)), time(0, 1)
    cast.morning.ends_at = time(23, 59)
    cast.morning.save()
    for name in NAMES:
        enrolments.enrol(people.person(name), cast.morning, by=None, now=now, pathway="mental-health")
    return cast.morning


def place_of(group) -> str:
    with STILL:
        return f"/facilitate/cohorts/{group.uid}/sessions/{group.today(timezone.now())}/"


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


@pytest.mark.parametrize(("size", "hand"), list(zip(SIZES, (Finger(), Keys()), strict=True)), ids=["phone", "keys"])
def test_a_group_is_run_from_topic_to_end(open_browser, cast, group, curriculum, size, hand):
    context = open_browser(viewport=size)
    page = context.new_page()
    road.sign_in(page, "gil")
    page.goto(place_of(group))
    topic = curriculum.by_code["p04"]
    hand.choose(page.locator("#topic-module"), str(topic.key))
    hand.press(road.button(page, "Begin the session"))
    expect(road.heading(page)).to_have_text(topic.title)
    look(page)
    _say_who_is_there(page, cast, hand)
    _walk_the_wall(page, topic, hand)
    _ask(open_browser, page, group, hand)
    hand.press(road.button(page, "End the session"))
    expect(page.get_by_text("The session is written down.")).to_be_visible()
    look(page)
    context.watch.check()
    with STILL:
        held = GroupSession.objects.get()
        assert (held.state, held.edition_id) == (GroupSession.State.HELD, topic.edition_id)
        assert Attendance.objects.filter(status="present").count() == 5
        assert Attendance.objects.get(status="absent").enrolment == cast.ana_learns
        assert not LearningEvent.objects.exists()


def _say_who_is_there(page: Page, cast, hand) -> None:
    """Ana is away, everybody else is there."""
    hand.choose(page.locator(f"[name='{cast.ana_learns.uid}-status']"), "absent")
    hand.press(road.button(page, "Save, and everybody else was present"))
    expect(page.get_by_text("Saved for 6 people.")).to_be_visible()


def _walk_the_wall(page: Page, topic, hand) -> None:
    """With the keys of a presenter, to the last screen and back by link."""
    hand.press(road.link(page, "Open the wall"))
    expect(road.heading(page)).to_contain_text("Screen 1 of")
    count = len(topic.cards) + 4  # start, practice, question, next
    page.wait_for_load_state()  # the script that hears the keys included
    for place in range(2, count + 1):
        page.keyboard.press("PageDown" if place % 2 else "ArrowRight")
        expect(road.heading(page)).to_contain_text(f"Screen {place} of {count}")
        look(page)
    page.keyboard.press("ArrowLeft")
    expect(road.heading(page)).to_contain_text(f"Screen {count - 1} of {count}")
    hand.press(page.get_by_role("link", name="Start the time"))
    expect(page.get_by_role("timer")).to_contain_text(":")
    hand.press(page.get_by_role("link", name="Leave the wall"))
    expect(road.heading(page)).to_have_text(topic.title)


def _ask(open_browser, page: Page, group, hand) -> None:
    """Five phones answer, and the wall shows how."""
    hand.press(road.button(page, "Open it"))
    expect(page.get_by_text("Fewer than five have answered so far.")).to_be_visible()
    for name in ("ana", *NAMES):
        phone = open_browser().new_page()
        road.sign_in(phone, name)
        phone.get_by_role("link", name="In group", exact=True).click()
        if name == "ana":
            look(phone)
        phone.locator("label.opt").first.click()
        road.button(phone, "Answer").click()
        expect(phone.get_by_text("Your answer is in, without your name.")).to_be_visible()
        phone.context.close()
    page.goto(place_of(group))
    expect(page.get_by_text("5 have answered.")).to_be_visible()
    hand.press(road.button(page, "Close it and count"))
    expect(page.get_by_text("The question is closed.")).to_be_visible()
    with STILL:
        assert LiveAnswer.objects.filter(seat__startswith="closed-").count() == 5
    address = page.url.partition("#")[0]
    page.goto(f"{address}wall/")
    count = int(road.heading(page).inner_text().split()[-1])
    page.goto(f"{address}wall/?step={count - 1}")
    expect(page.locator("svg.spread")).to_be_visible()
    look(page)
    page.goto(address)


def test_the_wall_works_without_a_script(open_browser, cast, group, curriculum):
    page = open_browser(java_script_enabled=False, watched=False).new_page()
    road.sign_in(page, "gil")
    page.goto(place_of(group))
    page.locator("#topic-module").select_option(str(curriculum.by_code["p04"].key))
    road.button(page, "Begin the session").click()
    road.link(page, "Open the wall").click()
    expect(page.get_by_role("timer")).to_contain_text("8 minutes")
    page.get_by_role("link", name="Start the time").click()
    expect(page.get_by_role("timer")).to_contain_text(" to ")
    page.get_by_role("link", name="On", exact=True).click()
    expect(road.heading(page)).to_contain_text("Screen 2 of")
    expect(page.get_by_role("timer")).to_contain_text(" to ")


def test_list_sheets_paper_and_calendar_are_accessible_in_both_widths(open_browser, cast, group, curriculum):
    for size in SIZES:
        page = open_browser(viewport=size).new_page()
        road.sign_in(page, "gil")
        place = place_of(group)
        page.goto(place)
        if page.get_by_role("button", name="Begin the session").count():
            road.button(page, "Begin the session").click()
            road.button(page, "Open it").click()
        expect(page.get_by_text("Fewer than five have answered so far.")).to_be_visible()
        for address in (f"{place}question/paper/", f"{place}question/sheets/", f"{place}../", "/facilitate/calendar/"):
            page.goto(address)
            look(page)
        page.goto(f"{place}../")
        page.get_by_text("Times, call off").nth(1).click()
        look(page)


def test_calendar_and_in_group_are_accessible_on_a_phone(phone, cast, group):
    road.sign_in(phone, "ana")
    phone.goto("/learn/live/")
    expect(phone.get_by_text("No question is open")).to_be_visible()
    look(phone)
    phone.goto("/learn/calendar/")
    road.button(phone, "Make an address").click()
    expect(phone.get_by_text("it is shown only this once")).to_be_visible()
    look(phone)
