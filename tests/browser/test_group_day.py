"""A facilitator's day as somebody new to it walks it: before group, a fix, a note, the group itself, and the record."""

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.models import Attendance, AuditEvent, GroupSession, LiveAnswer, Pause
from learners.safekeeping import notes
from tests.browser import road
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.learners import clinic
from tests.learners.clinic import DAY

DESK = {"width": 1280, "height": 860}
NAMES = ("lou", "max", "nia", "oto")


@pytest.fixture
def group(cast, curriculum):
    """Meets every day. Most stopped at a card, Lou comes today; they are five with Ana, and Dan cannot sign in."""
    with STILL:
        now = timezone.now()
        cast.morning.days, cast.morning.starts_at, cast.morning.ends_at = list(range(7)), time(0, 1), time(23, 59)
        cast.morning.save()
        for name in NAMES:
            one = clinic.join(cast.morning, name, now, 0 if name == "lou" else 9)
            if name != "lou":
                clinic.read(one, curriculum.by_code["p01"], now=now - 2 * DAY, cards=2)
    return cast.morning


@pytest.fixture
def desk(open_browser, group) -> Page:
    page = open_browser(viewport=DESK).new_page()
    road.sign_in(page, "gil")
    return page


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def test_a_whole_group_day(desk, cast, group, curriculum):
    topic = curriculum.by_code["p04"]
    _before_group(desk)
    _give_nia_more_time(desk)
    _write_a_note_about_lou(desk, cast)
    _run_the_group(desk, topic)
    _ask_on_paper(desk)
    _end(desk)
    _read_the_record(desk, topic)
    desk.context.watch.check()  # type: ignore[attr-defined]
    _is_on_record(cast, topic)


def _before_group(page: Page) -> None:
    road.link(page, "Morning group").click()
    expect(road.heading(page)).to_have_text("Before group")
    expect(page.get_by_role("listitem").filter(has_text="Nia E.")).to_contain_text("Stopped at card 2")
    expect(page.get_by_role("listitem").filter(has_text="Lou E.")).to_contain_text("New")
    look(page)


def _fix(page: Page, words: str, name: str) -> None:
    """One of the actions beside a person."""
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link", name=words).click()


def _give_nia_more_time(page: Page) -> None:
    _fix(page, "Give more time", "Nia E.")
    page.get_by_label("How many weeks more").fill("1")
    page.get_by_label("Why").fill("She moved house this week")
    road.button(page, "See what would change").click()
    expect(page.get_by_role("heading", level=2).first).to_be_focused()
    look(page)
    road.button(page, "Give more time").click()
    expect(road.heading(page)).to_have_text("Before group")
    expect(page.get_by_text("The plan has more time now.")).to_be_visible()


def _write_a_note_about_lou(page: Page, cast) -> None:
    _fix(page, "Write a note", "Lou E.")
    page.get_by_label("Note").fill("Asked about rides on Fridays.")
    road.button(page, "Keep this note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()


def _run_the_group(page: Page, topic) -> None:
    road.link(page, "Run group").click()
    page.locator("#topic-module").select_option(str(topic.key))
    road.button(page, "Begin the session").click()
    expect(road.heading(page)).to_have_text(topic.title)
    page.get_by_label("Max E.: Said it in own words").check()
    road.button(page, "Save, and everybody else was present").click()
    expect(page.get_by_text("Saved for 6 people.")).to_be_visible()
    road.link(page, "Open the wall").click()
    expect(road.heading(page)).to_contain_text("Screen 1 of")
    for name in ("Max", "Nia", "Lou", "Ana"):
        expect(page.get_by_text(name)).to_have_count(0)
    page.get_by_role("link", name="Leave the wall").click()


def _ask_on_paper(page: Page) -> None:
    """Six sheets, typed in afterwards, and closed."""
    road.button(page, "Open it").click()
    road.link(page, "Type in paper sheets").click()
    for number in range(1, 7):
        page.get_by_label(f"Sheet {number}: {'A' if number < 5 else 'B'}", exact=True).check()
    look(page)
    road.button(page, "Save the sheets").click()
    road.button(page, "Close it and count").click()
    expect(page.get_by_text("The question is closed.")).to_be_visible()


def _end(page: Page) -> None:
    road.button(page, "End the session").click()
    expect(page.get_by_text("The session is written down.")).to_be_visible()
    expect(page.get_by_text("online minutes are counted apart")).to_be_visible()


def _read_the_record(page: Page, topic) -> None:
    page.get_by_role("navigation", name="Pages of staff").get_by_role("link", name="Records").click()
    expect(page.get_by_role("table").filter(has_text="Module and edition")).to_contain_text(topic.title)
    look(page)
    road.link(page, "Max E.").click()
    expect(road.heading(page)).to_contain_text("Education record: Max Example")
    for words in (topic.title, "edition 1", "in own words"):
        expect(page.get_by_role("main")).to_contain_text(words)
    paste = page.get_by_label("Text to paste").input_value()
    assert topic.title in paste
    assert not [name for name in ("Max", "Nia", "Ana", "Lou") if name in paste]
    look(page)
    with page.expect_download() as download:
        road.link(page, "CSV").click()
    assert download.value.suggested_filename.startswith("record-")
    written = download.value.path().read_text(encoding="utf-8-sig")
    assert topic.title in written
    assert "Nia" not in written


def _is_on_record(cast, topic) -> None:
    with STILL:
        held = GroupSession.objects.get()
        assert (held.state, held.edition_id) == (GroupSession.State.HELD, topic.edition_id)
        assert Attendance.objects.filter(session=held, status="present").count() == 6
        assert Pause.objects.get().kind == Pause.Kind.EXTENSION
        lou = Attendance.objects.get(enrolment__person__sign_in_name="lou").enrolment
        assert [text for _note, text in notes.of(lou)] == ["Asked about rides on Fridays."]
        assert LiveAnswer.objects.count() == 6
        read = set(AuditEvent.objects.filter(by=cast.gil).values_list("action", flat=True))
        assert {"huddle-read", "extended", "note-written", "session-ended", "record-read"} <= read
