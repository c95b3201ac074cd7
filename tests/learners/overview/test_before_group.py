"""The huddle sheet: for which meeting, with which topic, about whom; and the page that shows it."""

import re
from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from courses import editions
from learners.models import AuditEvent, GroupSession, Mode, ProgressReview
from learners.overview import before_group, huddle
from learners.planning import pauses
from tests.factories.people import make_cast, moved
from tests.learners import clinic
from tests.learners.clinic import DAY
from tests.learners.pages.test_queries import crowd, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return clinic.program_with_safety(program_page)


@pytest.fixture
def cast(program):
    return make_cast(program.program_key)


@pytest.fixture
def monday(cast):
    """A Monday at 8 o'clock in the morning, an hour before the morning group; the cast started a week ago."""
    now = datetime(2027, 3, 1, 8, tzinfo=cast.morning.zone)
    cast.morning.enrolments.update(starts_on=date(2027, 2, 22))
    return now


def sheet(cast, now, day=None) -> before_group.Sheet:
    return before_group.sheet(cast.morning, day, now=now)


def plan_session(cast, day, **fields) -> GroupSession:
    usual = {"starts_at": time(9), "ends_at": time(12), "by": cast.gil}
    return GroupSession.objects.create(cohort=cast.morning, held_on=day, **{**usual, **fields})


# --- which meeting --------------------------------------------------------------------------------------------------


def test_it_is_for_todays_meeting_else_for_the_next_one(cast, monday):
    assert sheet(cast, monday).day == date(2027, 3, 1)
    assert sheet(cast, monday + DAY).day == date(2027, 3, 3)
    made = sheet(cast, monday)
    assert (made.earlier, made.later) == (date(2027, 2, 26), date(2027, 3, 3))


def test_today_is_the_day_of_the_group(cast, monday):
    """On Monday at 11 p.m. in Chicago it is Tuesday in London, and still today."""
    assert sheet(cast, monday.replace(hour=23)).day == date(2027, 3, 1)


def test_what_is_called_off_is_passed_over_unless_asked_for(cast, monday):
    plan_session(cast, date(2027, 3, 1), state=GroupSession.State.CALLED_OFF)
    assert sheet(cast, monday).day == date(2027, 3, 3)
    asked = sheet(cast, monday, date(2027, 3, 1))
    assert not asked.meeting.takes_place


def test_another_day_can_be_asked_for_even_one_without_a_meeting(cast, monday):
    assert sheet(cast, monday, date(2027, 3, 5)).meeting.day == date(2027, 3, 5)
    assert sheet(cast, monday, date(2027, 3, 2)).meeting is None


def test_the_number_counts_what_was_really_held(cast, monday):
    assert sheet(cast, monday).number == 1
    for days, state in ((28, "held"), (27, "held"), (26, "called-off"), (25, "planned")):
        plan_session(cast, date(2027, 2, days - 1), state=state)
    assert sheet(cast, monday).number == 3
    plan_session(cast, date(2027, 3, 1), state="held")
    assert sheet(cast, monday).number == 3


# --- the topic ------------------------------------------------------------------------------------------------------


def test_the_topic_that_staff_chose_is_shown(cast, program, monday):
    p04 = program.by_code["p04"]
    plan_session(cast, date(2027, 3, 1), module_key=p04.key)
    topic = sheet(cast, monday).topic
    assert (topic.module, topic.chosen, topic.minutes) == (p04, True, 0)


def test_a_topic_that_is_no_longer_published_keeps_its_name(cast, program_page, program, monday):
    edition = editions.latest(program.by_code["p04"].key)
    plan_session(cast, date(2027, 3, 1), module_key="00000000-0000-4000-8000-000000000000", edition=edition)
    topic = sheet(cast, monday).topic
    assert (topic.module, topic.title) == (None, edition.title)


def test_else_what_most_have_waiting_is_suggested_with_its_guide(cast, program, monday):
    topic = sheet(cast, monday - 5 * DAY).topic
    assert (topic.module.code, topic.chosen, topic.minutes) == ("p01", False, 45)
    assert topic.purpose == "They leave with one step."


def test_what_was_a_topic_lately_is_not_suggested_again(cast, program, monday):
    plan_session(cast, date(2027, 2, 26), module_key=program.by_code["p01"].key, state="held")
    assert sheet(cast, monday - 2 * DAY).topic.module.code == "p04"


def test_on_a_wheel_it_is_the_turn_of_the_week(cast, monday):
    cast.morning.mode, cast.morning.wheel_starts_on = Mode.WHEEL, date(2027, 2, 22)
    cast.morning.save()
    assert sheet(cast, monday).topic.module.code == "p04"
    assert sheet(cast, monday, date(2027, 2, 22)).topic.module.code == "p01"


def test_a_group_of_families_gets_what_comes_next_for_it(cast, program, monday):
    cast.ana_learns.__class__.objects.filter(cohort=cast.morning, audience="participant").update(ended_on="2027-02-28")
    made = sheet(cast, monday)
    assert (made.topic.module.code, made.people, made.families) == ("f01", 0, 2)
    plan_session(cast, date(2027, 2, 26), module_key=program.by_code["f01"].key, state="held")
    assert sheet(cast, monday).topic is None


# --- the people -----------------------------------------------------------------------------------------------------


def test_it_is_about_participants_of_this_group_only(cast, monday):
    names = {one.followed.enrolment.person.sign_in_name for one in sheet(cast, monday).lines}
    assert names == {"ana", "dan"}


def test_who_moved_here_since_the_last_meeting_is_new(cast, monday):
    kept = {"left": cast.evening, "joined": cast.morning, "reason": "Work", "by": cast.mia}
    moved(enrolment=cast.ana_learns, at=monday - 2 * DAY, **kept)
    assert sheet(cast, monday).lines[0].said[0].words == "Came from another group."
    assert sheet(cast, monday + 2 * DAY).lines[0].said[0].kind != "new"


def test_it_agrees_with_the_list_of_who_may_need_a_word(cast, program, monday):
    for days in (5, 4):
        clinic.check_in(cast.ana_learns, program.by_code["p01"], now=monday - days * DAY)
    line = next(one for one in sheet(cast, monday).lines if one.followed.enrolment == cast.ana_learns)
    assert [reason.rule for reason in line.followed.reasons] == ["tries", "safety"]
    assert "not passed yet: again “Waiting makes it pass”." in line.said[0].words


def test_the_others_are_counted(cast, program, monday):
    read = program.by_code["p01"]
    made = sheet(cast, monday)
    assert (made.people, made.others) == (2, 0)
    clinic.join(cast.morning, "otis", monday, 4)
    otis = clinic.join(cast.morning, "ori", monday, 4)
    clinic.read(otis, read, now=monday)
    clinic.by_staff(otis, read.key, "excused", by=cast.gil, now=monday)
    made = sheet(cast, monday)
    assert (made.people, made.others) == (4, 1)


# --- the page -------------------------------------------------------------------------------------------------------


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def path(cast) -> str:
    return reverse("huddle", args=[cast.morning.uid])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_shows_the_sheet_and_leads_to_guide_and_handout(cast, program):
    page = text(browser(cast.gil).get(path(cast)))
    p01 = program.by_code["p01"]
    for words in ("Before group", "2 people · session 1", "Topic: Riding the wave", "45 minutes.", "Ana E."):
        assert words in page
    assert reverse("guide", args=[p01.key]) in page
    assert reverse("guide_handout", args=[p01.key]) in page
    assert reverse("cohort", args=[cast.morning.uid]) in page


def test_each_line_leads_to_the_person_and_to_what_can_be_done(cast, program, now):
    ned = clinic.join(cast.morning, "ned", now, 9)
    clinic.read(ned, program.by_code["p01"], now=now)
    page = text(browser(cast.gil).get(path(cast)))
    assert re.search(rf'href="[^"]*/{ned.uid}/"\s*>Ned E.<', page)
    assert re.search(rf'href="[^"]*/{ned.uid}/[^"]*note/\?back=huddle"', page)
    assert re.search(rf'href="[^"]*/{ned.uid}/[^"]*extend/\?back=huddle"', page)
    assert "Run group" in page
    as_manager = text(browser(cast.mia).get(path(cast)))
    assert "extend/?back=huddle" in as_manager
    assert "note/?back=huddle" not in as_manager


def test_an_excuse_is_for_the_module_that_is_named(cast, program, now):
    clinic.join(cast.morning, "ned", now, 9)
    line = sheet(cast, now).lines[-1]
    module = program.by_code["p01"]
    assert ("excuse", module.key) in [
        (deed.name, deed.module) for deed in huddle.Line(line.followed, line.said[-1:]).deeds
    ]


def test_no_name_stands_beside_what_the_group_gets_wrong(cast, program, now):
    for number in range(6):
        clinic.check_in(clinic.join(cast.morning, f"six{number}", now, 9), program.by_code["p01"], now=now)
    page = text(browser(cast.gil).get(path(cast)))
    part = page[page.index('id="beliefs"') :]
    part = part[: part.index("</section>")]
    assert "6 of 6" in part
    assert "Say: Many think so." in part
    assert "Six" not in part


def test_the_group_of_families_names_nobody(cast):
    cast.ana_learns.__class__.objects.filter(cohort=cast.morning, audience="participant").update(ended_on="2027-02-28")
    page = text(browser(cast.gil).get(path(cast)))
    assert "2 family members are in this group." in page
    assert "Fay" not in page


def test_each_read_is_audited_with_its_day(cast):
    browser(cast.mia).get(path(cast), {"day": "2027-03-01"})
    event = AuditEvent.objects.get(action="huddle-read")
    assert (event.by, event.cohort, event.detail) == (cast.mia, cast.morning, {"day": "2027-03-01"})


@pytest.mark.parametrize("day", ["tomorrow", "2027-13-01", "20270301", "9999-12-31", "0001-01-01", "2027-W09-1"])
def test_a_day_that_is_none_is_absent(cast, day):
    assert browser(cast.gil).get(path(cast), {"day": day}).status_code == 404
    assert not AuditEvent.objects.filter(action="huddle-read").exists()


@pytest.mark.parametrize("people", [1, 60])
def test_the_page_takes_as_many_queries_for_any_number_of_people(cast, program, now, people):
    learns = crowd(cast.morning, program.by_code["p01"], people)
    for one in learns[:30]:
        clinic.check_in(one, program.by_code["p01"], now=now)
        ProgressReview.objects.create(enrolment=one, due_on=one.starts_on, by=cast.gil)
        pauses.pause(one, first=one.starts_on, by=cast.gil, now=now)
    clinic.hold(cast.morning, 2, dict.fromkeys(learns, "absent"), by=cast.gil, now=now)
    assert queries(browser(cast.gil), "get", path(cast)) == 23
