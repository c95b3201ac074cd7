"""The bank of questions. Questions first, then deeds: keep, bring in from a file, put into a module."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from courses.exchange.questions import Question
from courses.exchange.streams import child_of, question_of
from courses.models import BankQuestion, Misconception, ModulePage

# --- questions ------------------------------------------------------------------------------------------------------


def questions_in(page: ModulePage) -> dict[str, Question]:
    """Those of the newest draft, by id, in their order."""
    return {child["id"]: question_of(child) for child in draft_of(page).quiz.get_prep_value()}


def held(rows: Iterable[BankQuestion]) -> dict[str, Question]:
    """By primary key, in the order of the rows."""
    return {str(row.pk): question_of(child) for row in rows for child in row.question.get_prep_value()}


def draft_of(page: ModulePage) -> ModulePage:
    return page.get_latest_revision_as_object()


def is_new(question: Question) -> bool:
    return not BankQuestion.objects.filter(kind=question.kind, prompt=question.prompt[:1_000]).exists()


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_in(questions: Iterable[Question], *, by: Any, strand: str = "", origin: str = "") -> list[BankQuestion]:
    """Keep each that is not there yet. Misconceptions that nobody knows here are left open for the author."""
    made = []
    for question in questions:
        if not is_new(question):
            continue
        child = _known_only(child_of(question))
        row = BankQuestion(question=json.dumps([child]), strand=strand, origin=origin)
        row.save()
        log(instance=row, action="wagtail.create", user=by)
        made.append(row)
    return made


@transaction.atomic
def put_into(page: ModulePage, rows: Iterable[BankQuestion], *, by: Any) -> Any:
    """Add copies, with ids of their own, to the end of the check-in: a new draft. Nothing that is live changes."""
    draft = draft_of(page)
    children = [*draft.quiz.get_prep_value(), *(_known_only(child_of(one)) for one in held(rows).values())]
    draft.quiz = json.dumps(children)
    draft.must_be_whole = False  # a draft may be unfinished
    return draft.save_revision(user=by, log_action=True)


def _known_only(child: dict[str, Any]) -> dict[str, Any]:
    value = child["value"]
    places = [value, *(item["value"] for item in value.get("options", ()))]
    keys = {place.get("misconception") for place in places} - {"", None}
    known = _known(keys)
    for place in places:
        if place.get("misconception") and place["misconception"] not in known:
            place["misconception"] = ""
    return child


def _known(keys: Collection[str]) -> set[str]:
    return set(Misconception.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
