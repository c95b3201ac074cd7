"""The demo: a clinic that is made once, and crowds of invented people who could have been real."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from courses import editions
from learners.demo import sign_ins
from learners.learning import attempts, rebuilding, spaced, worksheets
from learners.models import (
    Attempt,
    Attendance,
    Audience,
    AuditEvent,
    Enrolment,
    FamilyLink,
    GroupSession,
    LearningEvent,
    ModuleProgress,
    Pause,
    PlanChange,
    Response,
    User,
    WorksheetEntry,
)
from learners.people import roles
from learners.planning import assigned

ON = date(2026, 11, 22)
NOON = "2026-11-22T17:00:00Z"


def seed(**options: Any) -> str:
    said = StringIO()
    call_command("seed_demo", on=ON, stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


@pytest.fixture
def clinic(curriculum, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    seed()


@pytest.fixture
def crowd(clinic) -> None:
    seed(learners=72, seed=7, events_per_learner=210)


def enrolment_of(name: str) -> Enrolment:
    return Enrolment.objects.select_related("cohort__program").get(person__sign_in_name=name)


# --- the clinic -----------------------------------------------------------------------------------------------------


def test_every_named_account_signs_in_with_the_printed_password(clinic):
    for one in sign_ins.EVERYBODY:
        assert check_password(sign_ins.PASSWORD, User.objects.get(sign_in_name=one.name).password)
    assert len(sign_ins.PASSWORD) >= 15


def test_making_it_again_changes_nothing(clinic):
    before = numbers()
    seed()
    assert numbers() == before


def test_participants_stand_where_the_table_says(clinic, django_user_model):
    from django.utils import timezone

    plans = {
        name: assigned.for_enrolment(enrolment_of(name), now=timezone.now()) for name in ("maya", "jordan", "luis")
    }
    assert plans["maya"].week == 2
    assert 0 < plans["maya"].done < len(plans["maya"].wanted)
    assert plans["maya"].next.standing == "under-way"
    assert all(row.progress is None for row in plans["jordan"].rows)
    assert {row.standing for row in plans["luis"].rows} & {"make-up"}
    pathways = {plan.enrolment.pathway for plan in plans.values()}
    assert pathways == {"substance-use", "mental-health", "co-occurring"}


def test_one_family_member_is_linked_and_one_is_not(clinic):
    assert FamilyLink.objects.get().family_member.sign_in_name == "rosa"
    assert enrolment_of("omar").audience == enrolment_of("rosa").audience == Audience.FAMILY


def test_staff_hold_the_roles_of_the_table(clinic):
    people = {one.name: User.objects.get(sign_in_name=one.name) for one in sign_ins.EVERYBODY}
    assert roles.followed_cohorts(people["fran"]).count() == 3
    assert roles.followed_cohorts(people["pat"]).count() == 4, "with the course of those who came by the open code"
    assert roles.can_author(people["alex"])
    assert not roles.follows_groups(people["alex"])
    assert people["sam"].is_superuser
    assert [name for name, one in people.items() if one.is_superuser] == ["sam"]


def test_an_author_may_publish_modules_and_manage_no_account(clinic, curriculum):
    from courses.models import ModulePage

    alex = User.objects.get(sign_in_name="alex")
    assert ModulePage.objects.first().permissions_for_user(alex).can_publish()
    assert alex.has_perm("courses.change_misconception")
    assert not any("user" in permission or "group" in permission for permission in alex.get_all_permissions())


def test_the_table_can_be_printed_alone_and_for_programs(db):
    assert "maya" in seed(sign_ins=True)
    assert json.loads(seed(sign_ins=True, json=True))["accounts"][0]["password"] == sign_ins.PASSWORD
    assert not User.objects.filter(sign_in_name="maya").exists()


@override_settings(MODE="production")
def test_a_real_site_refuses(db):
    with pytest.raises(CommandError, match="local copies only"):
        seed()


def test_without_a_curriculum_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_curriculum"):
        seed()


# --- the crowd ------------------------------------------------------------------------------------------------------


def test_what_is_stored_is_what_the_events_fold_to(crowd):
    assert [one for _, differences in rebuilding.differences(repair=False) for one in differences] == []


def test_events_stand_in_the_order_in_which_they_happened(crowd):
    last: dict[int, Any] = {}
    for event in LearningEvent.objects.order_by("pk"):
        assert last.get(event.enrolment_id, event.at) <= event.at
        last[event.enrolment_id] = event.at


def test_every_kind_of_life_is_there(crowd):
    kinds = Counter(LearningEvent.objects.values_list("kind", flat=True))
    assert set(kinds) >= set(LearningEvent.Kind.values) - {
        "re-marked",
        "made-up",
        "excuse-undone",
    }
    assert {*Enrolment.objects.values_list("pathway", flat=True)} == {
        "",
        "substance-use",
        "mental-health",
        "co-occurring",
    }
    assert Enrolment.objects.filter(episode=2).exists()
    assert Enrolment.objects.filter(ended_on__isnull=False).exists()
    assert Pause.objects.exists()
    assert PlanChange.objects.exists()
    assert Attempt.objects.filter(passed=False).exists()
    assert Attempt.objects.filter(number=2, carried__0__isnull=False).exists()
    assert Attempt.objects.filter(number=1, reviews__1__isnull=False).exists()
    assert AuditEvent.objects.filter(action="paused").count() == Pause.objects.count()
    assert len(set(User.objects.values_list("first_name", flat=True))) > 50


def test_attempts_are_marked_as_the_engine_marks_them(crowd):
    for attempt in Attempt.objects.filter(submitted_at__isnull=False).order_by("pk")[:150]:
        marked = attempts.result_of(attempt)
        right = {question_id for question_id, mark in marked.marks.items() if mark.correct}
        reviewed = spaced.result_of(attempt, attempts.answers_of(attempt))
        again = {question_id for question_id, mark in reviewed.marks.items() if mark.correct}
        assert right | again == set(attempt.responses.filter(right=True).values_list("question_id", flat=True))
        assert attempt.right == len(right) + len(attempt.carried)
        assert attempt.percent == 100 * attempt.right // attempt.out_of


def test_entries_open_and_hold_what_the_fields_can_hold(crowd):
    from courses.worksheets import FIELD_KINDS

    for entry in WorksheetEntry.objects.order_by("pk")[:60]:
        fields = editions.content(editions.get(entry.edition_id)).fields
        for field_id, value in worksheets.values_of(entry).items():
            field = fields[field_id]
            assert FIELD_KINDS[field["kind"]].words(field, value), field["kind"]


def test_nothing_happens_before_the_start_after_the_end_or_in_the_future(crowd):
    for enrolment in Enrolment.objects.select_related("cohort").prefetch_related("events"):
        days = [event.at.astimezone(enrolment.cohort.zone).date() for event in enrolment.events.all()]
        assert all(enrolment.starts_on <= day < ON for day in days)
        assert not enrolment.ended_on or all(day < enrolment.ended_on for day in days)


def test_the_same_seed_makes_the_same_rows(clinic):
    assert content_of(11) == content_of(11)
    assert content_of(11) != content_of(12)


def test_a_larger_crowd_contains_the_smaller_one(clinic):
    seed(learners=30, seed=3)
    small = numbers()
    seed(learners=60, seed=3)
    assert User.objects.filter(sign_in_name__contains="-p3").count() == 60
    assert numbers()["LearningEvent"] > small["LearningEvent"]
    seed(learners=60, seed=3)
    assert User.objects.filter(sign_in_name__contains="-p3").count() == 60


def test_it_comes_near_to_the_number_of_events_that_was_asked_for(clinic):
    for wanted in (50, 160):
        told = json.loads(seed(learners=100, seed=wanted, events_per_learner=wanted, json=True))
        assert told["learners"] == 100
        assert 0.75 * wanted < told["events"] / 100 < 1.25 * wanted


# --- how it is compared ---------------------------------------------------------------------------------------------


def numbers() -> dict[str, int]:
    models = (User, Enrolment, LearningEvent, ModuleProgress, Attempt, Response, WorksheetEntry, AuditEvent, FamilyLink)
    models += (GroupSession, Attendance)
    return {model.__name__: model.objects.count() for model in models}


def content_of(number: int) -> dict[str, list[Any]]:
    """All rows of a crowd but keys of the database and ciphertexts; the crowd is taken back."""
    with transaction.atomic():
        seed(learners=60, seed=number)
        mine = {"enrolment__person__sign_in_name__contains": f"-p{number}"}
        person = ("enrolment__uid", "module_key")
        rows = {
            "people": User.objects.filter(sign_in_name__contains=f"-p{number}")
            .order_by("uid")
            .values_list("uid", "first_name"),
            "events": LearningEvent.objects.filter(**mine).order_by("pk").values_list(*person, "kind", "at", "data"),
            "progress": ModuleProgress.objects.filter(**mine).order_by(*person).values_list(*person, "best_percent"),
            "attempts": Attempt.objects.filter(**mine).order_by("pk").values_list("pk", *person, "percent", "asks"),
            "entries": WorksheetEntry.objects.filter(**mine).order_by("pk").values_list("pk", *person, "saved_at"),
            "attendance": Attendance.objects.filter(**mine)
            .order_by("session__held_on", "enrolment__uid")
            .values_list("session__held_on", "enrolment__uid", "status", "arrived_at"),
        }
        found = {name: list(some) for name, some in rows.items()}
        transaction.set_rollback(True)
    return found
