"""People come in, move, leave and come back: nothing is lost, nothing is told to those who should not know."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from learners.entrance import invitations
from learners.learning import progress
from learners.models import AuditEvent, CohortMove, Enrolment, Invitation, LearningEvent, Mode, User
from learners.people import accounts, admissions
from learners.people.admissions import Newcomer
from learners.planning import assigned
from learners.safekeeping import stated
from tests.factories import courses as curriculum
from tests.factories import people

pytestmark = pytest.mark.django_db


def newcomer(today, **more) -> Newcomer:
    usual = {"sign_in_name": "quiet-lake-20", "day": today, "pathway": "mental-health", "conditions": ("anxiety",)}
    return Newcomer(**{**usual, **more})


def admit(cast, now, **more) -> Enrolment:
    return admissions.admit(cast.morning, newcomer(cast.morning.today(now), **more), by=cast.gil, now=now)


# --- coming in ------------------------------------------------------------------------------------------------------


def test_a_newcomer_has_an_account_without_a_password_and_a_plan(cast, now, today):
    made = admit(cast, now, first_name="Noor")
    assert made.person.first_name == "Noor"
    assert not made.person.has_usable_password()
    assert not any([made.person.is_superuser, made.person.groups.exists(), made.person.user_permissions.exists()])
    assert (made.starts_on, made.pathway, made.conditions, made.episode) == (today, "mental-health", ["anxiety"], 1)
    actions = set(AuditEvent.objects.filter(by=cast.gil).values_list("action", flat=True))
    assert {"account-made", "enrolled"} <= actions


def test_by_mail_the_invitation_is_written_in_the_same_deed(cast, now):
    made = admit(cast, now, email="noor@example.org", way="mail")
    assert Invitation.objects.get(person=made.person).way == "mail"


def test_a_slip_has_no_code_before_it_is_printed(cast, now):
    admit(cast, now, way="slip")
    assert not Invitation.objects.exists()


@pytest.fixture
def of_twelve_weeks(db):
    return people.make_cast(curriculum.large_program(modules=36).translation_key)


def test_start_week_three_means_that_two_weeks_lie_behind(of_twelve_weeks, now):
    cast = of_twelve_weeks
    today = cast.morning.today(now)
    made = admit(cast, now, start_week=3)
    plan = assigned.for_enrolment(made, now=now)
    assert plan.week == 3
    assert made.starts_on == today - timedelta(weeks=2)
    assert {row.standing for row in plan.rows if row.assignment.own_week < 3} == {"make-up"}


def test_on_a_wheel_the_week_of_the_group_decides(cast, now, today):
    turn(cast.morning, today, week=5)
    made = admit(cast, now, start_week=3)
    assert (made.starts_on, made.joined_at_week) == (today, 5)


def turn(cohort, today, week):
    """Make it a wheel that stands in this week."""
    cohort.mode, cohort.wheel_starts_on = Mode.WHEEL, today - timedelta(weeks=week - 1)
    cohort.save()


def test_a_family_member_gets_the_family_track_and_no_pathway(cast, now):
    made = admit(cast, now, audience="family", pathway="", conditions=())
    assert (made.audience, made.pathway) == ("family", "")
    with pytest.raises(ValidationError):
        admit(cast, now, audience="family", sign_in_name="quiet-lake-21")
    assert not User.objects.filter(sign_in_name="quiet-lake-21").exists(), "all of the deed or nothing"


def test_a_taken_name_gets_another_suggestion_and_no_owner(cast, now):
    with pytest.raises(ValidationError) as refused:
        admit(cast, now, sign_in_name="Cara", first_name="Cara")
    said = refused.value.messages[0]
    assert "is free" in said
    assert "Example" not in said
    assert "cara" not in said


def test_an_address_that_somebody_has_makes_no_difference(cast, now):
    """Foreign or own, used or not: the same deed, the same rows."""
    cast.cara.email = "known@example.org"
    cast.cara.save()
    for place, address in enumerate(("known@example.org", "unknown@example.org")):
        made = admit(cast, now, sign_in_name=f"quiet-lake-3{place}", email=address, way="mail")
        assert made.person != cast.cara
        assert Invitation.objects.filter(person=made.person).count() == 1
    assert not Invitation.objects.filter(person=cast.cara).exists()


def test_a_closed_group_takes_nobody(cast, now):
    cast.morning.is_open = False
    cast.morning.save()
    with pytest.raises(ValidationError):
        admit(cast, now)
    assert not User.objects.filter(sign_in_name="quiet-lake-20").exists()


def test_many_come_in_together_or_not_at_all(cast, now, today):
    crowd = [newcomer(today, sign_in_name=f"quiet-lake-4{n}") for n in range(3)]
    before = User.objects.count()
    with pytest.raises(ValidationError):
        admissions.admit_many(
            cast.morning, [*crowd, newcomer(today, sign_in_name="ana")], batch=uuid4(), by=cast.gil, now=now
        )
    assert User.objects.count() == before
    batch = uuid4()
    assert len(admissions.admit_many(cast.morning, crowd, batch=batch, by=cast.gil, now=now)) == 3
    assert admissions.admit_many(cast.morning, crowd, batch=batch, by=cast.gil, now=now) is None
    assert User.objects.count() == before + 3


# --- moving ---------------------------------------------------------------------------------------------------------


def test_a_move_keeps_the_episode_and_all_that_was_learned(cast, now, module):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    before = list(LearningEvent.objects.values())
    admissions.move(cast.ana_learns, cast.evening, reason="New shift", by=cast.gil, now=now)
    moved = Enrolment.objects.get(pk=cast.ana_learns.pk)
    assert (moved.cohort, moved.episode, moved.starts_on) == (cast.evening, 1, cast.ana_learns.starts_on)
    assert list(LearningEvent.objects.values()) == before
    trace = CohortMove.objects.get()
    stated.open_on({cast.ana.pk: [trace]})
    assert (trace.left, trace.joined, trace.reason, trace.by) == (cast.morning, cast.evening, "New shift", cast.gil)
    assert AuditEvent.objects.filter(action="moved", enrolment=moved).exists()


def test_a_move_onto_a_wheel_meets_the_week_of_the_group(of_twelve_weeks, now):
    cast = of_twelve_weeks
    today = cast.morning.today(now)
    turn(cast.evening, today, week=8)
    late = admit(cast, now, start_week=3)
    admissions.move(late, cast.evening, reason="New shift", by=cast.gil, now=now)
    moved = Enrolment.objects.select_related("cohort__program").get(pk=late.pk)
    plan = assigned.for_enrolment(moved, now=now)
    assert plan.week == 3, "the own week goes on"
    assert moved.joined_at_week == 6, "own week 3 meets week 8 of the group"


@pytest.mark.parametrize("why", ["another program", "the same", "closed", "ended", "no reason"])
def test_a_move_that_cannot_be_is_refused_with_what_to_do(cast, now, today, why):
    to = {"another program": cast.elsewhere, "the same": cast.morning}.get(why, cast.evening)
    if why == "closed":
        to.is_open = False
        to.save()
    if why == "ended":
        admissions.discharge(cast.ana_learns, on=today, reason="", by=cast.gil, now=now)
    with pytest.raises(ValidationError):
        admissions.move(cast.ana_learns, to, reason="" if why == "no reason" else "x", by=cast.gil, now=now)
    assert not CohortMove.objects.exists()
    assert Enrolment.objects.get(pk=cast.ana_learns.pk).cohort == cast.morning


# --- leaving and coming back ----------------------------------------------------------------------------------------


def test_leaving_and_coming_back_is_a_second_episode_and_the_first_stays(cast, now, module, today):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    events = list(LearningEvent.objects.values())
    admissions.discharge(cast.ana_learns, on=today, reason="Finished", by=cast.gil, now=now)
    later = now + timedelta(days=30)
    left = Enrolment.objects.select_related("cohort", "person").get(pk=cast.ana_learns.pk)
    back = newcomer(today + timedelta(days=30), pathway="substance-use", sign_in_name="")
    again = admissions.readmit(left, cast.evening, back, by=cast.mia, now=later)
    assert (again.person, again.episode, again.cohort) == (cast.ana, 2, cast.evening)
    assert (left.ended_on, left.pathway) == (today, "co-occurring")
    assert list(LearningEvent.objects.values()) == events


def test_nobody_is_discharged_twice_or_tomorrow_or_back_while_here(cast, now, today):
    with pytest.raises(ValidationError):
        admissions.discharge(cast.ana_learns, on=today + timedelta(days=1), reason="", by=cast.gil, now=now)
    with pytest.raises(ValidationError):
        admissions.readmit(cast.ana_learns, cast.morning, newcomer(today), by=cast.gil, now=now)
    admissions.discharge(cast.ana_learns, on=today, reason="", by=cast.gil, now=now)
    with pytest.raises(ValidationError):
        admissions.discharge(cast.ana_learns, on=today, reason="", by=cast.gil, now=now)


# --- accounts -------------------------------------------------------------------------------------------------------


def test_a_closed_account_is_kept_and_its_code_ends(cast, now):
    code = invitations.make(cast.ana, way="slip", by=cast.gil, now=now)
    accounts.close(cast.ana, enrolment=cast.ana_learns, by=cast.gil, now=now)
    assert invitations.usable(code, now=now) is None
    accounts.reopen(cast.ana, enrolment=cast.ana_learns, by=cast.gil, now=now)
    assert invitations.usable(code, now=now) is None, "opening it again brings back no code"
    assert User.objects.get(pk=cast.ana.pk).is_active
    actions = AuditEvent.objects.filter(enrolment=cast.ana_learns).values_list("action", flat=True)
    assert {"account-closed", "account-reopened"} <= set(actions)


def test_nobody_changes_or_closes_an_account_with_rights_of_its_own(cast, now):
    """A new address would be a way in, by the mail for a new password."""
    people.grant(cast.ana, now=now, program=cast.morning.program)
    more = {"enrolment": cast.ana_learns, "by": cast.gil, "now": now}
    with pytest.raises(ValidationError):
        accounts.change(cast.ana, first_name="Ana", last_name="Example", email="gil@example.org", **more)
    with pytest.raises(ValidationError):
        accounts.close(cast.ana, **more)
    assert User.objects.get(pk=cast.ana.pk).email == ""


def test_a_new_address_ends_the_code_on_its_way_to_the_old_one(cast, now):
    code = invitations.make(cast.ana, way="slip", by=cast.gil, now=now)
    more = {"enrolment": cast.ana_learns, "by": cast.gil, "now": now}
    assert accounts.change(cast.ana, first_name="Ana", last_name="Example", email="new@example.org", **more)
    assert invitations.usable(code, now=now) is None
    assert "new@example.org" not in str(list(AuditEvent.objects.values()))
