"""The facts of people as staff need them: from what really happened, for many at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.models import (
    Acknowledgement,
    AttentionRules,
    Enrolment,
    LearningEvent,
    ModuleProgress,
    Pause,
    PlanChange,
    ProgressReview,
)
from learners.overview import attention_list, following
from learners.people import enrolments
from learners.planning import pauses
from tests.factories.people import make_cast
from tests.learners import clinic
from tests.learners.clinic import DAY
from tests.learners.pages.test_queries import crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return clinic.program_with_safety(program_page)


@pytest.fixture
def cast(program):
    return make_cast(program.program_key)


@pytest.fixture
def p01(program):
    return program.by_code["p01"]


@pytest.fixture
def ned(cast, now):
    """Started ten days ago."""
    return clinic.join(cast.morning, "ned", now, 10)


def of(enrolment: Enrolment, now) -> following.Followed:
    people = attention_list.running([enrolment.cohort]) | Enrolment.objects.filter(pk=enrolment.pk)
    (one,) = following.of([people.select_related("person", "cohort__program").get(pk=enrolment.pk)], now=now)
    return one


def rules_of(one) -> list[str]:
    return [reason.rule for reason in one.reasons]


def test_who_did_nothing_has_been_waiting_since_the_start(ned, p01, now):
    one = of(ned, now)
    assert one.facts.waiting_since == ned.starts_on
    assert one.facts.last_on is None
    assert one.facts.safety == (p01.key,)
    assert rules_of(one) == ["safety", "quiet"]


def test_what_the_person_did_last_counts_in_the_days_of_the_group(ned, p01, now):
    then = now - 2 * DAY
    clinic.read(ned, p01, now=then, cards=1)
    assert of(ned, now).facts.last_on == ned.cohort.today(then)
    assert rules_of(of(ned, now)) == ["safety"]


@pytest.mark.parametrize("kind", [LearningEvent.Kind.EXCUSED, LearningEvent.Kind.WORKSHEET_DISCUSSED])
def test_what_staff_did_is_no_visit_of_the_person(ned, p01, program, cast, now, kind):
    clinic.by_staff(ned, program.by_code["p04"].key, kind, by=cast.gil, now=now)
    assert of(ned, now).facts.last_on is None
    clinic.read(ned, p01, now=now - 9 * DAY, cards=1)
    clinic.by_staff(ned, p01.key, kind, by=cast.gil, now=now)
    assert of(ned, now).facts.last_on == ned.cohort.today(now - 9 * DAY)


def test_what_is_excused_is_not_waited_for(ned, p01, cast, now):
    clinic.by_staff(ned, p01.key, LearningEvent.Kind.EXCUSED, by=cast.gil, now=now)
    assert of(ned, now).facts.safety == ()


def test_tries_count_until_one_is_passed(ned, p01, now):
    for days in (5, 3):
        clinic.check_in(ned, p01, now=now - days * DAY)
    one = of(ned, now)
    assert one.facts.tries == {p01.key: tuple(ned.cohort.today(now - days * DAY) for days in (5, 3))}
    assert rules_of(one) == ["safety", "tries"]
    assert one.title_of(one.reasons[1]) == p01.title
    clinic.check_in(ned, p01, now=now, passes=True)
    assert of(ned, now).facts.tries == {}


def test_a_corrected_key_takes_the_person_off_the_list(ned, p01, now):
    for days in (5, 3):
        clinic.check_in(ned, p01, now=now - days * DAY)
    ModuleProgress.objects.filter(enrolment=ned, module_key=p01.key).update(passed_at=now)
    assert of(ned, now).facts.tries == {}


def test_the_newest_mark_of_a_session_counts_and_a_made_up_one_is_not_missed(ned, cast, now):
    sessions = [clinic.hold(cast.morning, days, {ned: "absent"}, by=cast.gil, now=now) for days in (4, 2)]
    one = of(ned, now)
    assert "missed-sessions" in rules_of(one)
    assert len(one.sessions_to_make_up) == 2
    clinic.mark(sessions[1], ned, "made-up", by=cast.gil, now=now)
    one = of(ned, now)
    assert "missed-sessions" not in rules_of(one)
    assert one.sessions_to_make_up == (sessions[0].held_on,)


def test_a_pause_is_time_away_and_more_time_is_not(ned, cast, now):
    first = ned.starts_on + 2 * DAY
    pauses.pause(ned, first=first, until=ned.cohort.today(now) + DAY, by=cast.gil, now=now)
    assert of(ned, now).facts.is_paused
    assert rules_of(of(ned, now)) == []
    ned.pauses.update(kind=Pause.Kind.EXTENSION)
    assert not of(ned, now).facts.is_paused
    assert "quiet" in rules_of(of(ned, now))


def test_only_an_open_review_counts(ned, cast, now):
    today = ned.cohort.today(now)
    ProgressReview.objects.create(enrolment=ned, due_on=today - 5 * DAY, done_on=today, by=cast.gil)
    assert of(ned, now).facts.review_on is None
    ProgressReview.objects.create(enrolment=ned, due_on=today - DAY, by=cast.gil)
    assert "review" in rules_of(of(ned, now))


def test_what_somebody_has_seen_stands_apart_until_there_are_new_facts(ned, p01, cast, now):
    quiet = next(reason for reason in of(ned, now).reasons if reason.rule == "quiet")
    seen = Acknowledgement.objects.create(enrolment=ned, rule=quiet.rule, about=quiet.about, by=cast.gil, at=now)
    one = of(ned, now)
    assert rules_of(one) == ["safety"]
    assert one.seen == ((quiet, seen),)
    assert one.seen[0][1].by == cast.gil
    clinic.read(ned, p01, now=now - 8 * DAY, cards=1)
    one = of(ned, now)
    assert rules_of(one) == ["safety", "quiet"]
    assert one.seen == ()


def test_nobody_stands_there_after_the_end(ned, cast, now):
    enrolments.end(ned, on=ned.cohort.today(now), by=cast.gil, now=now)
    assert of(ned, now).reasons == ()


def test_a_program_has_the_usual_rules_or_its_own(ned, cast, now):
    program, other = cast.morning.program, cast.elsewhere.program
    AttentionRules.objects.create(program=program, quiet_days=30, safety_hours=0)
    found = following.rules_of([program, other])
    assert (found[program.pk].quiet_days, found[other.pk].quiet_days) == (30, 7)
    assert rules_of(of(ned, now)) == []


@pytest.mark.parametrize("people", [1, 60])
def test_any_number_of_people_takes_as_many_queries(cast, p01, now, people):
    learns = crowd(cast.evening, p01, people)
    for one in learns[:30]:
        enrolments.change_plan(one, PlanChange.Kind.SKIPPED, p01.key, reason="Known", by=cast.gil, now=now)
        ProgressReview.objects.create(enrolment=one, due_on=one.starts_on - timedelta(days=1), by=cast.gil)
    found = list(attention_list.running([cast.evening]))
    following.of(found, now=now)
    with CaptureQueriesContext(connection) as captured:
        made = following.of(found, now=now)
    assert len(made) == people + 1
    assert len(captured) == 9 - 2  # pauses and changes are with the people already
