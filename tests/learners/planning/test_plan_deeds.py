"""Changing a plan: filled in, looked at, done; refused with all that was typed; back to where staff came from."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from learners.learning import progress
from learners.models import Enrolment, LearningEvent, PathwayChange, Pause, PlanChange, StaffNote
from learners.people import enrolments
from learners.planning import assigned, pauses, plan_deeds
from learners.safekeeping import notes

pytestmark = pytest.mark.django_db
REASON = "Agreed with Ana"


@pytest.fixture
def gil(cast) -> Client:
    client = Client()
    client.force_login(cast.gil)
    return client


@pytest.fixture
def filled(program, module, today):
    """What would be posted for each deed."""
    first, second = str(module.key), str(program.by_code["p04"].key)
    day = today.isoformat()
    return {
        "open-week": {"week": "2"},
        "extend": {"weeks": "2"},
        "pause": {"first": day, "until": ""},
        "resume": {"on": day},
        "assign": {"module": str(program.by_code["p09"].key), "opens_on": day},
        "skip": {"module": first},
        "move": {"module": second, "opens_on": day},
        "excuse": {"module": first},
        "repeat": {},
        "pathway": {"pathway": "substance-use", "conditions": ["alcohol"]},
        "note": {"text": "Prefers mornings"},
    }


def url(cast, deed):
    return reverse("person_change", args=[cast.ana_learns.uid, deed])


def prepare(cast, deed, today, now):
    if deed == "resume":
        pauses.pause(cast.ana_learns, first=today, by=cast.gil, now=now)


def stored(cast):
    """Whatever a deed could change."""
    models = (PlanChange, Pause, PathwayChange, LearningEvent, StaffNote, Enrolment)
    columns = ("open_through_week", "pathway", "conditions", "ended_on")
    return [model.objects.count() for model in models], Enrolment.objects.filter(pk=cast.ana_learns.pk).values(
        *columns
    )[0]


def standings(enrolment, now):
    enrolment = enrolments.current(enrolment.person, enrolment.audience)
    return {
        row.module.key: (row.standing, row.assignment.opens_on)
        for row in assigned.for_enrolment(enrolment, now=now).rows
    }


PLAN_DEEDS = sorted(slug for slug, deed in plan_deeds.DEEDS.items() if deed.changes_plan)


@pytest.mark.parametrize("deed", PLAN_DEEDS)
def test_a_preview_shows_what_would_change_and_changes_nothing(cast, gil, filled, today, now, deed):
    prepare(cast, deed, today, now)
    before = stored(cast)
    answer = gil.post(url(cast, deed), {**filled[deed], "reason": REASON, "step": "preview"})
    assert answer.status_code == 200
    assert "Nothing is changed yet" in answer.content.decode()
    assert stored(cast) == before


@pytest.mark.parametrize("deed", PLAN_DEEDS)
def test_what_is_done_is_what_the_preview_showed(cast, gil, filled, today, now, deed):
    prepare(cast, deed, today, now)
    shown = gil.post(url(cast, deed), {**filled[deed], "reason": REASON, "step": "preview"}).context["differences"]
    before = standings(cast.ana_learns, now)
    answer = gil.post(url(cast, deed), {**filled[deed], "reason": REASON, "step": "do"}, follow=True)
    assert str(plan_deeds.DEEDS[deed].done) in answer.content.decode()
    after = standings(cast.ana_learns, now)
    changed = {key: after.get(key) for key in {*before, *after} if before.get(key) != after.get(key)}
    told = {
        one.module.key: (one.after.standing, one.after.assignment.opens_on) if one.after else None
        for one, _, _ in shown
        if (one.before and (one.before.standing, one.before.assignment.opens_on))
        != (one.after and (one.after.standing, one.after.assignment.opens_on))
    }
    assert changed.keys() == told.keys()
    assert {key: value[0] for key, value in changed.items() if value} == {k: v[0] for k, v in told.items() if v}


@pytest.mark.parametrize("deed", sorted(plan_deeds.DEEDS))
def test_without_a_reason_nothing_is_done_and_nothing_is_lost(cast, gil, filled, today, now, deed):
    prepare(cast, deed, today, now)
    before = stored(cast)
    field = "text" if deed == "note" else "reason"
    answer = gil.post(url(cast, deed), {**filled[deed], field: " ", "step": "do"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something is left to fix" in page
    for value in filled[deed].values():
        assert deed == "note" or not isinstance(value, str) or f'value="{value}"' in page
    assert stored(cast) == before


@pytest.mark.parametrize(
    ("deed", "changed", "says"),
    [
        ("extend", {"weeks": "40"}, "1 to 12"),
        ("pause", {"first": "someday"}, "year-month-day"),
        ("pause", {"until": "2020-01-01"}, "ends after the day"),
        ("move", {"opens_on": "2020-01-01"}, "on or after the start"),
        ("skip", {"module": "p01"}, "Choose a module"),
        ("open-week", {"week": "9"}, "Choose a week"),
        ("pathway", {"pathway": "co-occurring", "conditions": []}, "Nothing would change"),
        ("pathway", {"pathway": "other"}, "Choose a pathway"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_preview(cast, gil, filled, deed, changed, says):
    answer = gil.post(url(cast, deed), {**filled[deed], **changed, "reason": REASON, "step": "preview"})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert REASON in answer.content.decode()


def test_a_deed_that_does_not_fit_the_plan_is_not_done(cast, gil, filled, today, now):
    assert "makes no sense" in gil.get(url(cast, "resume")).content.decode()
    assert gil.post(url(cast, "resume"), {**filled["resume"], "reason": REASON, "step": "do"}).status_code == 422
    enrolments.end(cast.ana_learns, on=today, by=cast.gil, now=now)
    before = stored(cast)
    assert gil.post(url(cast, "pause"), {**filled["pause"], "reason": REASON, "step": "do"}).status_code == 422
    assert stored(cast) == before


def test_going_back_to_change_something_keeps_what_was_typed(cast, gil, filled):
    answer = gil.post(url(cast, "extend"), {**filled["extend"], "reason": REASON, "step": "edit"})
    assert answer.status_code == 200
    assert f'value="{REASON}"' in answer.content.decode()
    assert not Pause.objects.exists()


def test_a_link_can_choose_the_module(cast, gil, program):
    key = program.by_code["p04"].key
    page = gil.get(url(cast, "move"), {"module": key}).content.decode()
    assert f'<option value="{key}" selected' in page


def test_the_person_is_told_to_be_the_reader_of_the_reason(cast, gil):
    assert "the person can read it" in gil.get(url(cast, "skip")).content.decode()


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("cohort", "cohort"),
        ("person", "person"),
        ("https://example.org/", "person"),
        ("plan", "person"),
        ("", "person"),
    ],
)
def test_afterwards_staff_are_where_they_came_from_or_at_the_person(cast, gil, filled, back, goes):
    answer = gil.post(url(cast, "extend"), {**filled["extend"], "reason": REASON, "step": "do", "back": back})
    uid = cast.morning.uid if goes == "cohort" else cast.ana_learns.uid
    assert answer.headers["Location"] == reverse(goes, args=[uid])


def test_a_new_episode_begins_and_the_old_one_is_still_there(cast, gil, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    answer = gil.post(url(cast, "repeat"), {"reason": REASON, "step": "do"})
    again = enrolments.current(cast.ana, "participant")
    assert (again.episode, answer.headers["Location"]) == (2, reverse("person", args=[again.uid]))
    assert gil.get(reverse("person", args=[cast.ana_learns.uid])).status_code == 200
    assert progress.rows_of(cast.ana_learns)


def test_notes_are_for_those_who_lead_the_group(cast, gil, filled):
    gil.post(url(cast, "note"), {**filled["note"], "step": "do"})
    assert [text for _, text in notes.of(cast.ana_learns)] == ["Prefers mornings"]
    mia = Client()
    mia.force_login(cast.mia)
    assert mia.get(url(cast, "note")).status_code == 404
    assert mia.post(url(cast, "note"), {**filled["note"], "step": "do"}).status_code == 404
    assert mia.get(url(cast, "pause")).status_code == 200


def test_a_deed_that_nobody_knows_is_not_there(cast, gil):
    assert gil.get(url(cast, "promote")).status_code == 404


def test_a_page_of_somebody_else_changes_nothing(cast, gil, filled):
    answer = gil.post(
        url(cast, "extend"), {**filled["extend"], "reason": REASON, "step": "do", "owner": str(cast.hana.uid)}
    )
    assert answer.status_code == 409
    assert not Pause.objects.exists()


def test_a_change_is_taken_back_from_the_page_or_says_why_not(cast, gil, module, now):
    change = enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason=REASON, by=cast.gil, now=now)
    undo = reverse("person_undo", args=[cast.ana_learns.uid])
    assert "taken back" in gil.post(undo, {"what": f"change:{change.pk}"}, follow=True).content.decode()
    assert "taken back already" in gil.post(undo, {"what": f"change:{change.pk}"}, follow=True).content.decode()
    change.refresh_from_db()
    assert change.undone_at


def test_a_page_made_for_one_module_offers_what_makes_sense(cast, program, module, now, today):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    mine = assigned.for_enrolment(cast.ana_learns, now=now + timedelta(days=1))
    offered = {
        slug: {key for key, _ in deed.form(mine=mine).fields["module"].choices}
        for slug, deed in plan_deeds.DEEDS.items()
        if slug in ("assign", "skip", "move", "excuse")
    }
    first, later, elective = (str(program.by_code[code].key) for code in ("p01", "p04", "p09"))
    assert offered == {
        "assign": {later, elective},
        "skip": {first, later},
        "move": {later},
        "excuse": {first},
    }
