"""Taking back what staff changed: as long as nothing was opened because of it, and never what is over."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.learning import progress, rebuilding
from learners.models import AuditEvent
from learners.people import enrolments, pathways
from learners.planning import assigned, pauses, plan_history, undoing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ana(cast):
    return cast.ana_learns


@pytest.fixture
def later(now):
    """A little after the change, so that an opening comes after it."""
    return now + timedelta(minutes=5)


def standings(enrolment, now):
    enrolment = type(enrolment).objects.select_related("cohort__program").get(pk=enrolment.pk)
    return {row.module.code: row.standing for row in assigned.for_enrolment(enrolment, now=now).rows}


def history(enrolment, now):
    mine = assigned.for_enrolment(enrolment, now=now)
    return [(entry, undoing.refusal(mine, entry)) for entry in plan_history.of(mine)]


def newest(enrolment, now):
    return next(pair for pair in history(enrolment, now) if pair[0].undo or pair[1])


def undo(cast, enrolment, now, by=None):
    entry, _why_not = newest(enrolment, now)
    return undoing.undo(enrolment, entry.undo, by=by or cast.gil, now=now)


def add(cast, ana, program, now, code="p04"):
    enrolments.change_plan(
        ana, "added", program.by_code[code].key, opens_on=cast.morning.today(now), reason="Early", by=cast.gil, now=now
    )


def see(enrolment, module, now):
    progress.see_card(enrolment, module, module.cards[0].id, now=now)


@pytest.mark.parametrize("kind", ["added", "moved", "skipped"])
def test_a_change_of_one_module_is_taken_back(cast, ana, program, now, kind):
    before = standings(ana, now)
    day = None if kind == "skipped" else cast.morning.today(now)
    enrolments.change_plan(ana, kind, program.by_code["p04"].key, opens_on=day, reason="Early", by=cast.gil, now=now)
    assert standings(ana, now) != before
    undo(cast, ana, now, by=cast.mia)
    assert standings(ana, now) == before
    entry = history(ana, now)[0][0]
    assert (entry.undone_at, entry.undone_by, entry.undo) == (now, cast.mia, "")


@pytest.mark.parametrize("kind", ["added", "moved"])
def test_not_once_the_module_was_opened_because_of_it(cast, ana, program, now, later, kind):
    module, day = program.by_code["p04"], cast.morning.today(now)
    enrolments.change_plan(ana, kind, module.key, opens_on=day, reason="Early", by=cast.gil, now=now)
    see(ana, module, later)
    entry, why_not = newest(ana, later)
    assert module.title in why_not
    with pytest.raises(ValidationError, match="stays open"):
        undoing.undo(ana, entry.undo, by=cast.gil, now=later)
    assert ana.plan_changes.get().undone_at is None


def test_weeks_that_were_opened_close_again(cast, ana, now):
    before = standings(ana, now)
    enrolments.open_through(ana, 2, reason="Asked for more", by=cast.gil, now=now)
    assert "upcoming" not in standings(ana, now).values()
    undo(cast, ana, now)
    assert standings(ana, now) == before
    assert AuditEvent.objects.filter(action="open-through-undone").count() == 1


def test_weeks_go_back_to_what_was_open_before(cast, ana, now):
    enrolments.open_through(ana, 1, by=cast.gil, now=now)
    enrolments.open_through(ana, 2, by=cast.gil, now=now)
    undo(cast, ana, now)
    ana.refresh_from_db()
    assert ana.open_through_week == 1


def test_not_once_something_of_those_weeks_was_opened(cast, ana, program, now, later):
    enrolments.open_through(ana, 2, by=cast.gil, now=now)
    see(ana, program.by_code["p01"], later)  # open anyway
    assert newest(ana, later)[1] == ""
    see(ana, program.by_code["p04"], later)
    assert program.by_code["p04"].title in newest(ana, later)[1]


def test_a_pause_and_more_time_are_taken_back_until_they_are_over(cast, ana, now):
    before = standings(ana, now)
    pauses.pause(ana, first=cast.morning.today(now), reason="Away", by=cast.gil, now=now)
    undo(cast, ana, now)
    pauses.extend(ana, 1, reason="Ill", by=cast.gil, now=now)
    assert newest(ana, now + 3 * DAY)[1] == ""
    assert "are over" in newest(ana, now + 9 * DAY)[1]
    with pytest.raises(ValidationError):
        undoing.undo(ana, f"pause:{ana.pauses.last().pk}", by=cast.gil, now=now + 9 * DAY)
    undo(cast, ana, now)
    assert standings(ana, now) == before


def test_an_excuse_is_taken_back_and_the_facts_keep_both(cast, ana, module, now):
    see(ana, module, now)
    progress.excuse(ana, module.key, reason="Knows it", by=cast.gil, now=now)
    assert standings(ana, now)[module.code] == "done"
    entry = newest(ana, now)[0]
    assert (entry.reason, entry.by) == ("Knows it", cast.gil)
    undo(cast, ana, now)
    assert standings(ana, now)[module.code] == "under-way"
    assert list(ana.events.filter(kind__startswith="excuse").order_by("pk").values_list("kind", flat=True)) == [
        "excused",
        "excuse-undone",
    ]
    assert [one for _, some in rebuilding.differences(repair=False) for one in some] == []


def test_a_pathway_is_changed_back(cast, ana, program, now, later):
    pathways.change_pathway(ana, "substance-use", ["alcohol"], reason="Findings", by=cast.gil, now=now)
    undo(cast, ana, now)
    ana.refresh_from_db()
    assert (ana.pathway, ana.conditions) == ("co-occurring", [])
    pathways.change_pathway(ana, "substance-use", ["alcohol"], reason="Findings", by=cast.gil, now=later)
    see(ana, program.by_code["p09"], later + DAY)
    assert program.by_code["p09"].title in newest(ana, later + DAY)[1]


def test_what_was_changed_in_an_episode_that_ended_stays(cast, ana, module, now):
    change = enrolments.change_plan(ana, "skipped", module.key, reason="Known", by=cast.gil, now=now)
    enrolments.end(ana, on=cast.morning.today(now), by=cast.gil, now=now)
    with pytest.raises(ValidationError, match="has ended"):
        undoing.undo(ana, f"change:{change.pk}", by=cast.gil, now=now)


@pytest.mark.parametrize("what", ["", "change:999", "pause:x", "nonsense", "excuse:"])
def test_what_is_not_there_cannot_be_taken_back(cast, ana, now, what):
    with pytest.raises(ValidationError, match="already"):
        undoing.undo(ana, what, by=cast.gil, now=now)


def test_nothing_of_anothers_plan_is_taken_back(cast, ana, module, now):
    change = enrolments.change_plan(ana, "skipped", module.key, reason="Known", by=cast.gil, now=now)
    with pytest.raises(ValidationError, match="already"):
        undoing.undo(cast.ben_learns, f"change:{change.pk}", by=cast.hana, now=now)
    change.refresh_from_db()
    assert change.undone_at is None
