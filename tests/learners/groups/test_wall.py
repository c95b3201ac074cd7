"""The wall: what a whole group may see, and nobody's name."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from learners.groups import live, running, sessions, wall
from learners.models import GroupSession, User
from learners.people import enrolments
from tests.factories import people
from tests.learners.answering import right
from tests.learners.pages.test_guides import SECRETS

pytestmark = pytest.mark.django_db

MARK = "Zephyrine"  # in every name


@pytest.fixture
def group(cast, now):
    cast.morning.days = list(range(7))
    cast.morning.save()
    return cast.morning


@pytest.fixture
def today(group, now):
    return group.today(now)


@pytest.fixture
def session(group, module, cast, today, now):
    """Under way, after one with the same topic a week ago."""
    earlier = today - timedelta(days=7)
    sessions.end(group, earlier, module, sessions.Times(time(9), time(12)), by=cast.gil, now=now)
    return sessions.begin(group, today, module, by=cast.gil, now=now)


@pytest.fixture
def staff(cast) -> Client:
    browser = Client()
    browser.force_login(cast.gil)
    return browser


@pytest.fixture
def url(group, today) -> str:
    return reverse("wall", args=[group.uid, today])


def kinds(group, today, now) -> list[str]:
    return [screen.kind for screen in wall.screens(running.evening(group, today, now=now))]


def test_the_screens_follow_the_order_of_the_evening(session, group, module, today, now):
    cards = ["card"] * len(module.cards)
    assert kinds(group, today, now) == ["start", "homework", *cards, "practice", "question", "next"]


def test_without_a_topic_there_is_little_to_show(group, staff, url, today, now):
    assert kinds(group, today, now) == ["start"]
    assert "not chosen yet" in staff.get(url).content.decode()


def test_no_screen_shows_the_name_of_anybody(session, group, cast, staff, url, today, now, module):
    """Each name, sign-in name and address is marked, a message with a name waits, and every screen is walked."""
    for number, user in enumerate(User.objects.all()):
        user.first_name, user.last_name = f"{MARK}{number}", f"{MARK} Last"
        user.sign_in_name, user.email = f"{MARK}-{number}".lower(), f"{MARK}{number}@example.org"
        user.save()
    question = live.askable(session.edition_id)[0]
    live.answer(live.ask(session, question["id"], by=cast.gil, now=now), cast.ana_learns, right(question))
    staff.post(reverse("session_end", args=[group.uid, today]), {"began": "09:00"})  # says who is not marked
    place, seen = "?step=1", 0
    while place:
        answer = staff.get(url + place)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert MARK.lower() not in shown.lower(), place
        assert group.name not in shown, place
        assert "/facilitate/modules/" not in shown
        assert "helpbar" in shown
        seen, place = seen + 1, answer.context["next"]
    assert seen == len(kinds(group, today, now))


def test_a_message_that_waits_does_not_come_onto_the_wall(session, staff, url, group, today):
    staff.post(reverse("session_topic", args=[group.uid, today]), {"module": str(session.module_key)})
    assert 'class="notices"' not in staff.get(url).content.decode()
    assert 'class="notices"' in staff.get(reverse("session", args=[group.uid, today])).content.decode()


def test_no_word_of_the_guide_is_on_the_wall(session, staff, url, group, today, now):
    for place in range(1, len(kinds(group, today, now)) + 1):
        shown = staff.get(f"{url}?step={place}").content.decode()
        assert [words for words in SECRETS if words in shown] == []


@pytest.mark.parametrize("step", ["", "0", "-1", "999999", "x", "²", "1e3", "99"])
def test_any_step_in_the_address_shows_a_screen(session, staff, url, step):
    assert staff.get(url, {"step": step}).status_code == 200


# --- the timer ------------------------------------------------------------------------------------------------------


def test_without_a_script_the_timer_shows_the_planned_minutes_and_times(session, staff, url, time_machine, group):
    page = staff.get(url)
    timer = page.context["timer"]
    assert (timer.place, timer.out_of, timer.minutes) == (1, 1, 45)
    assert "45 minutes" in page.content.decode()
    assert "Start the time" in page.content.decode()
    time_machine.move_to(datetime(2026, 11, 30, 15, 0, tzinfo=UTC), tick=False)
    GroupSession.objects.filter(pk=session.pk).update(held_on="2026-11-30")
    url = reverse("wall", args=[group.uid, "2026-11-30"])
    staff.force_login(User.objects.get(sign_in_name="gil"))
    page = staff.get(url + staff.get(url).context["start"])
    shown = page.content.decode()
    assert "9 a.m." in shown
    assert "9:45 a.m." in shown
    assert 'aria-live="off"' in shown
    assert 'data-seconds="2700"' in shown
    assert "began=" in page.context["next"]  # it goes on with the next screen


@pytest.mark.parametrize("began", ["", "x", "1", "99999999999999", "-5", "9999999999"])
def test_nonsense_in_the_address_starts_no_timer(session, group, today, now, began):
    evening = running.evening(group, today, now=now)
    assert wall.timer(evening, "7", began, now=now).began is None


def test_time_that_is_over_is_no_debt(session, group, today, now):
    evening = running.evening(group, today, now=now)
    began = str(int((now - timedelta(hours=2)).timestamp()))
    timer = wall.timer(evening, "1", began, now=now)
    assert timer.seconds_left == 0


# --- the question ---------------------------------------------------------------------------------------------------


def question_screen(staff, url, count):
    return staff.get(f"{url}?step={count - 1}").content.decode()


def test_the_spread_comes_onto_the_wall_after_closing_and_from_five_on(session, cast, group, staff, url, today, now):
    count = len(kinds(group, today, now))
    question = live.askable(session.edition_id)[0]
    asked = live.ask(session, question["id"], by=cast.gil, now=now)
    names = ("lou", "max", "nia", "oto")
    joined = [enrolments.enrol(people.person(one), group, by=None, now=now, pathway="mental-health") for one in names]
    for one in (cast.ana_learns, *joined):
        live.answer(asked, one, right(question))
    opened = question_screen(staff, url, count)
    assert "5 have answered." in opened
    assert "<rect" not in opened
    back = {"from": "wall", "step": str(count - 1)}
    answer = staff.post(reverse("session_close", args=[group.uid, today]), back)
    assert answer["Location"] == f"{url}?step={count - 1}"
    closed = question_screen(staff, url, count)
    assert "<rect" in closed
    assert "5 of 5 answers are" in closed


def test_too_few_answers_are_said_to_be_too_few(session, cast, group, staff, url, today, now):
    count = len(kinds(group, today, now))
    question = live.askable(session.edition_id)[0]
    asked = live.ask(session, question["id"], by=cast.gil, now=now)
    live.answer(asked, cast.ana_learns, right(question))
    live.close(asked, by=cast.gil, now=now)
    shown = question_screen(staff, url, count)
    assert "Too few answered" in shown
    assert "<rect" not in shown
