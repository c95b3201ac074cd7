"""What an export tells of some rows beyond their own columns: questions, fields and meetings in their words."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from courses import editions
from courses.quiz import QUESTION_KINDS
from learners.models import (
    Attempt,
    AuditEvent,
    Cohort,
    Consent,
    Enrolment,
    FamilyLink,
    GroupSession,
    PolicyVersion,
    Program,
    StaffNote,
    WorksheetEntry,
)
from learners.planning import my_plan
from learners.privacy import action_words

# Fetched along with the rows, so that an export asks no query for each.
FETCHED: dict[str, tuple[str, ...]] = {
    "learners.Enrolment": ("cohort",),
    "learners.CohortMove": ("left", "joined", "enrolment"),
    "learners.RoleGrant": ("cohort", "program"),
    "learners.Attendance": ("session", "enrolment"),
    "learners.Response": ("attempt",),
    "learners.LateAnswer": ("attempt",),
    "learners.EntrySideNote": ("entry",),
    "learners.AuditEvent": ("enrolment", "cohort"),
    "learners.Consent": ("link", "text", "replaces"),
    "learners.FamilyShare": ("link",),
    "learners.FamilyLink": ("participant",),
    "learners.ConsentEnd": ("consent",),
    "learners.ConsentCheck": ("consent",),
    "learners.Disclosure": ("consent", "enrolment"),
    "learners.StatedReason": ("event",),
    "learners.User_groups": ("group",),
    "learners.User_user_permissions": ("permission",),
}
NAMED = (Cohort, Program, PolicyVersion, Group, Permission)  # told by their names
# Ids that tie rows together; the page does without them.
INNER = (Enrolment, Attempt, FamilyLink, GroupSession, WorksheetEntry, StaffNote, AuditEvent, Consent)
HOLD_JSON = ("learners.WorksheetEntry", "learners.EntrySideNote", "learners.Certificate", "learners.Consent")

More = Iterator[tuple[str, str, Any, Any]]


def _sheet(edition_id: int, values: Any) -> More:
    """Each field with something in it, in the words of the edition that it was saved with."""
    content = editions.content(editions.get(edition_id))
    answers = my_plan.answers_in(content, values) if isinstance(values, dict) else ()
    title = content.worksheet["title"] if content.worksheet else content.title
    yield "worksheet", _("Worksheet"), title, title
    told = [{"field": one.label, "lines": list(one.lines)} for one in answers]
    yield "answers", _("What you wrote"), told, [(one.label, one.lines) for one in answers]


def _entry(row: Any, texts: dict[str, Any]) -> More:
    return _sheet(row.edition_id, texts.get("text"))


def _side_note(row: Any, texts: dict[str, Any]) -> More:
    return _sheet(row.entry.edition_id, texts.get("text"))


def _answer(row: Any, texts: dict[str, Any]) -> More:
    """The question as it was asked. One of another week comes from its own edition."""
    again = {question: edition for edition, question in row.attempt.reviews}
    edition = editions.get(again.get(row.question_id, row.attempt.edition_id))
    question = editions.content(edition).questions.get(row.question_id)
    if question is None:
        return
    words = QUESTION_KINDS[question["kind"]].words(question, row.answer)
    yield "question", _("Question"), question["prompt"], question["prompt"]
    yield "answer_in_words", _("Your answer"), words, words
    yield "module", _("Module"), edition.title, edition.title


def _meeting(row: Any, texts: dict[str, Any]) -> More:
    held = row.session
    day = date_format(held.held_on, "F j, Y")
    yield "held_on", _("Day"), held.held_on.isoformat(), day
    times = f"{time_format(held.starts_at, 'g:i a')} – {time_format(held.ends_at, 'g:i a')}"
    yield "planned", _("Planned"), [held.starts_at.isoformat(), held.ends_at.isoformat()], times


def _frozen(row: Any, texts: dict[str, Any]) -> More:
    """What stands on a certificate or a consent, as the page says it."""
    held = texts.get("text")
    if isinstance(held, dict):
        lines = [f"{name}: {value}" for name, value in held.items()]
        yield "as_lines", _("What it says"), None, [("", lines)]


def _why(row: Any, texts: dict[str, Any]) -> More:
    yield "at", _("When"), row.event.at.isoformat(), date_format(row.event.at, "F j, Y")
    yield "what", _("What"), row.event.action, str(action_words.words(row.event.action))


OF: dict[str, Callable[[Any, dict[str, Any]], More]] = {
    "learners.WorksheetEntry": _entry,
    "learners.EntrySideNote": _side_note,
    "learners.Response": _answer,
    "learners.LateAnswer": _answer,
    "learners.Attendance": _meeting,
    "learners.Certificate": _frozen,
    "learners.Consent": _frozen,
    "learners.StatedReason": _why,
}
