"""Who is on the list: only own people, the longest first, and nobody whom the rules would find is left out."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.models import Acknowledgement, AttentionRules, Enrolment, LearningEvent, ProgressReview
from learners.overview import attention_list, following
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


def names(people) -> list[str]:
    return [one.enrolment.person.sign_in_name for one in people]


def test_it_has_who_was_found_longest_first_and_each_once(cast, now):
    for name, days in (("late", 8), ("long", 30), ("new", 1)):
        clinic.join(cast.morning, name, now, days)
    assert names(attention_list.of([cast.morning], now=now).people) == ["long", "late"]


def test_people_of_other_groups_and_family_members_are_never_on_it(cast, now):
    clinic.join(cast.evening, "other", now, 30)
    clinic.join(cast.morning, "kin", now, 30, audience="family", pathway="")
    assert attention_list.of([cast.morning], now=now).people == ()
    assert names(attention_list.of([cast.morning, cast.evening], now=now).people) == ["other"]
    assert attention_list.of([], now=now).people == ()


def test_rolling_admission_each_person_counts_from_the_own_start(cast, now):
    """The group is a year old; nobody is late because of that."""
    for days in range(7):
        clinic.join(cast.morning, f"day{days}", now, days)
    found = attention_list.of([cast.morning], now=now).people
    assert {reason.rule for one in found for reason in one.reasons} == {"safety"}
    assert names(found) == ["day6", "day5", "day4", "day3"]


def test_what_was_seen_and_still_holds_stands_apart_newest_first(cast, now):
    for name, hours in (("a-one", 2), ("b-two", 1)):
        one = clinic.join(cast.morning, name, now, 30)
        for reason in following.of([_full(one)], now=now)[0].reasons:
            Acknowledgement.objects.create(
                enrolment=one, rule=reason.rule, about=reason.about, by=cast.gil, at=now - hours * DAY
            )
    found = attention_list.of([cast.morning], now=now)
    assert found.people == ()
    assert names(found.seen) == ["b-two", "a-one"]


def _full(enrolment: Enrolment) -> Enrolment:
    return attention_list.running([enrolment.cohort]).get(pk=enrolment.pk)


@pytest.mark.parametrize("seed", range(4))
def test_narrowing_in_the_database_leaves_nobody_out(cast, program, now, seed):
    """Lives by chance: whoever the rules find among all people is on the list."""
    chance = Random(seed)
    AttentionRules.objects.create(program=cast.morning.program, quiet_days=chance.choice((1, 3, 7)), missed_sessions=1)
    people = [clinic.join(cast.morning, f"by-chance{number}", now, chance.randint(0, 20)) for number in range(25)]
    for one in people:
        _live(one, program, cast, now, chance)
    for days in (4, 2):
        marks = {one: chance.choice(("absent", "made-up", "present")) for one in people if chance.random() < 0.4}
        clinic.hold(cast.morning, days, marks, by=cast.gil, now=now)
    everybody = following.of(list(attention_list.running([cast.morning])), now=now)
    wanted = {(one.enrolment.pk, one.reasons) for one in everybody if one.reasons}
    assert {(one.enrolment.pk, one.reasons) for one in attention_list.of([cast.morning], now=now).people} == wanted
    assert wanted


def _live(one: Enrolment, program, cast, now, chance: Random) -> None:
    here = (one.cohort.today(now) - one.starts_on).days
    p01 = program.by_code["p01"]
    if chance.random() < 0.6:
        clinic.read(one, p01, now=now - chance.randint(0, here) * DAY, cards=chance.randint(1, 3))
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 3)):
            clinic.check_in(one, p01, now=now - chance.randint(0, here) * DAY, passes=chance.random() < 0.3)
    if chance.random() < 0.3:
        kind = chance.choice((LearningEvent.Kind.EXCUSED, LearningEvent.Kind.WORKSHEET_DISCUSSED))
        clinic.by_staff(one, p01.key, kind, by=cast.gil, now=now)
    if here > 3 and chance.random() < 0.3:
        until = chance.choice((None, one.starts_on + chance.randint(2, here) * DAY))
        pauses.pause(one, first=one.starts_on + DAY, until=until, by=cast.gil, now=now)
    if chance.random() < 0.2:
        due = one.cohort.today(now) + chance.randint(-3, 2) * DAY
        ProgressReview.objects.create(enrolment=one, due_on=due, by=cast.gil)


@pytest.mark.parametrize("people", [1, 60])
def test_it_takes_as_many_queries_for_any_number_of_people(cast, program, now, people):
    learns = crowd(cast.evening, program.by_code["p01"], people)
    Enrolment.objects.filter(pk__in=[one.pk for one in learns]).update(starts_on=learns[0].starts_on - 30 * DAY)
    cohorts = [cast.morning, cast.evening]
    attention_list.of(cohorts, now=now)
    with CaptureQueriesContext(connection) as captured:
        found = attention_list.of(cohorts, now=now)
    assert len(found.people) == people
    assert len(captured) <= 10
