"""Episodes: begun, paused, changed, ended and repeated, each with who did it, none touching what was learned."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.learning import progress
from learners.models import Audience, AuditEvent, Enrolment
from learners.people import enrolments
from learners.planning import assigned, pauses
from tests.factories.people import cohort, person

pytestmark = pytest.mark.django_db


def standings(enrolment, now):
    enrolment = enrolments.current(enrolment.person, enrolment.audience)
    return {row.module.code: row.standing for row in assigned.for_enrolment(enrolment, now=now).rows}


def test_a_person_has_one_running_episode(cast, now):
    with pytest.raises(ValidationError, match="enrolled already"):
        enrolments.enrol(cast.ana, cast.evening, by=cast.mia, now=now, pathway="mental-health")


@pytest.mark.parametrize(
    ("audience", "pathway", "conditions", "says"),
    [
        (Audience.PARTICIPANT, "", (), "pathway"),
        (Audience.PARTICIPANT, "something", (), "pathway"),
        (Audience.FAMILY, "mental-health", (), "family"),
        (Audience.PARTICIPANT, "mental-health", ("flu",), "flu"),
    ],
)
def test_an_enrolment_that_makes_no_sense_says_what_to_do(cast, now, audience, pathway, conditions, says):
    with pytest.raises(ValidationError, match=says):
        enrolments.enrol(
            person("newcomer"),
            cast.morning,
            by=None,
            now=now,
            audience=audience,
            pathway=pathway,
            conditions=conditions,
        )


def test_a_newcomer_joins_a_wheel_at_its_current_week(cast, now):
    today = cast.morning.today(now)
    wheel = cohort(cast.morning.program, "Wheel", mode="wheel", wheel_starts_on=today - timedelta(weeks=3, days=2))
    enrolment = enrolments.enrol(person("newcomer"), wheel, by=None, now=now, pathway="mental-health")
    assert enrolment.joined_at_week == 4


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (83, 12), (84, 1), (-1, 12)])
def test_the_wheel_turns_every_seven_days(cast, days, week):
    start = date(2026, 3, 2)
    wheel = cohort(cast.morning.program, "Wheel", mode="wheel", wheel_starts_on=start)
    assert enrolments.wheel_week(wheel, start + timedelta(days=days)) == week


def test_a_repeat_is_a_new_episode_and_history_stays(cast, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    again = enrolments.repeat(cast.ana_learns, by=cast.mia, now=now)
    assert (again.episode, enrolments.current(cast.ana, "participant")) == (2, again)
    assert progress.rows_of(again) == {}
    assert progress.rows_of(cast.ana_learns)


def test_after_discharge_what_is_open_stays_and_nothing_further_opens(cast, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    enrolments.end(cast.ana_learns, on=cast.morning.today(now), by=cast.mia, now=now)
    later = standings(cast.ana_learns, now + timedelta(weeks=20))
    assert later[module.code] == "under-way"
    assert later == standings(cast.ana_learns, now)


def test_a_pause_holds_back_what_is_not_open_and_nothing_else(cast, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    pauses.pause(cast.ana_learns, first=cast.morning.today(now) + timedelta(days=1), by=cast.gil, now=now)
    later = standings(cast.ana_learns, now + timedelta(weeks=2))
    assert later[module.code] in ("under-way", "make-up")
    assert "upcoming" in later.values()


def test_a_resumed_plan_goes_on_where_it_stopped(cast, now):
    today = cast.morning.today(now)
    before = standings(cast.ana_learns, now)
    pauses.pause(cast.ana_learns, first=today + timedelta(days=1), by=cast.gil, now=now)
    pauses.resume(cast.ana_learns, on=today + timedelta(days=11), by=cast.gil, now=now)
    upcoming = {code for code, standing in before.items() if standing == "upcoming"}
    after = standings(cast.ana_learns, now + timedelta(days=11))
    assert {code for code, standing in after.items() if standing == "upcoming"} == upcoming


def test_two_pauses_on_the_same_days_are_refused(cast, now):
    today = cast.morning.today(now)
    pauses.pause(cast.ana_learns, first=today, until=today + timedelta(days=5), by=cast.gil, now=now)
    with pytest.raises(ValidationError, match="pause on those days"):
        pauses.pause(cast.ana_learns, first=today + timedelta(days=2), by=cast.gil, now=now)


def test_open_through_opens_weeks_at_once(cast, now):
    assert "upcoming" in standings(cast.ana_learns, now).values()
    enrolments.open_through(cast.ana_learns, 12, by=cast.gil, now=now)
    assert "upcoming" not in standings(cast.ana_learns, now).values()


def test_a_skipped_module_leaves_the_denominator_and_can_come_back(cast, module, now):
    enrolments.change_plan(
        cast.ana_learns, "skipped", module.key, reason="Done in another program", by=cast.gil, now=now
    )
    assert standings(cast.ana_learns, now)[module.code] == "skipped"
    enrolments.undo_change(cast.ana_learns, module.key, by=cast.gil, now=now)
    assert standings(cast.ana_learns, now)[module.code] == "open"
    assert cast.ana_learns.plan_changes.count() == 1


def test_a_change_without_a_reason_is_refused(cast, module, now):
    with pytest.raises(ValidationError, match="why"):
        enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason=" ", by=cast.gil, now=now)


def test_every_deed_leaves_its_audit_event(cast, module, now):
    today = cast.morning.today(now)
    before = AuditEvent.objects.count()
    pauses.pause(cast.ana_learns, first=today, by=cast.gil, now=now)
    pauses.resume(cast.ana_learns, on=today + timedelta(days=2), by=cast.gil, now=now)
    enrolments.open_through(cast.ana_learns, 3, by=cast.gil, now=now)
    enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Known", by=cast.gil, now=now)
    enrolments.end(cast.ana_learns, on=today, by=cast.gil, now=now)
    actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))[before:]
    assert actions == ["paused", "resumed", "opened-through", "module-skipped", "ended"]
    assert set(AuditEvent.objects.order_by("id").values_list("by__sign_in_name", flat=True)[before:]) == {"gil"}


def test_enrolments_are_counted_by_episode(cast):
    assert Enrolment.objects.filter(person=cast.ana).count() == 1
