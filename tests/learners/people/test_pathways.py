"""Another pathway: what the plan asks for changes, and nothing that was earned or opened is lost."""

import pytest
from django.core.exceptions import ValidationError

from learners.learning import progress
from learners.models import AuditEvent, PathwayChange
from learners.people import pathways
from learners.planning import assigned
from learners.safekeeping import stated

pytestmark = pytest.mark.django_db


def rows(enrolment, now):
    enrolment.refresh_from_db()
    return {row.module.code: row for row in assigned.for_enrolment(enrolment, now=now).rows}


def change(cast, now, pathway="substance-use", conditions=("alcohol",), reason="New findings"):
    return pathways.change_pathway(cast.ana_learns, pathway, conditions, reason=reason, by=cast.gil, now=now)


def test_an_elective_comes_with_its_condition(cast, now):
    assert "p09" not in rows(cast.ana_learns, now)
    change(cast, now)
    assert rows(cast.ana_learns, now)["p09"].assignment.source == "safety"


def test_what_was_opened_and_is_no_longer_asked_for_stays_open(cast, program, now):
    change(cast, now)
    elective = program.by_code["p09"]
    for card in elective.cards:
        progress.see_card(cast.ana_learns, elective, card.id, now=now)
    change(cast, now, pathway="mental-health", conditions=())
    row = rows(cast.ana_learns, now)["p09"]
    assert (row.assignment.reason, row.can_open) == ("optional", True)
    assert row.progress.cards_finished_at
    assert row not in assigned.for_enrolment(cast.ana_learns, now=now).wanted


def test_a_completion_is_never_lost(cast, program, now):
    change(cast, now)
    elective = program.by_code["p09"]
    with progress.recording(cast.ana_learns, elective.key, now=now) as recorder:
        recorder.add(progress.Kind.COMPLETED, edition=elective.edition_id, rule=1)
    change(cast, now, pathway="mental-health", conditions=())
    assert rows(cast.ana_learns, now)["p09"].standing == "done"


def test_before_and_after_are_kept_with_the_reason(cast, now):
    change(cast, now)
    kept = PathwayChange.objects.get()
    assert (kept.pathway_before, kept.conditions_before) == ("co-occurring", [])
    stated.open_on({cast.ana.pk: [kept]})
    assert (kept.pathway, kept.conditions, kept.by) == ("substance-use", ["alcohol"], cast.gil)
    assert kept.reason == "New findings"
    assert "New" not in kept.sealed_reason
    assert AuditEvent.objects.filter(action="pathway-changed", detail={"change": kept.pk}).count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"pathway": "something"}, "pathway"),
        ({"conditions": ("flu",)}, "flu"),
        ({"reason": " "}, "why"),
        ({"pathway": "co-occurring", "conditions": ()}, "Nothing would change"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(cast, now, given, says):
    with pytest.raises(ValidationError, match=says):
        change(cast, now, **given)
    cast.ana_learns.refresh_from_db()
    assert cast.ana_learns.pathway == "co-occurring"
    assert not PathwayChange.objects.exists()
