"""Quiz insight for a group or a whole program: numbers of many people, never one. Every reading is audited."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import guides, outline
from courses.map import Outline
from learners import access
from learners.insights import modules, recall, words
from learners.insights.modules import ModuleLine
from learners.insights.tallies import Scope
from learners.models import Cohort, Program
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in

MOST_BELIEFS, BELIEFS_A_MODULE = 5, 3


@require_safe
@signed_in
def insight(request: SignedIn, cohort_uid: UUID) -> HttpResponse:
    """All check-ins of one group, and what to bring up."""
    return _overview(request, access.check_can_follow(request.user, cohort_uid))


@require_safe
@signed_in
def program_insight(request: SignedIn, program_uid: UUID) -> HttpResponse:
    """The same over all groups of a program."""
    return _overview(request, access.check_can_manage(request.user, program_uid))


@require_safe
@signed_in
def insight_module(request: SignedIn, cohort_uid: UUID, module_key: UUID) -> HttpResponse:
    """Each question of one check-in, in one edition."""
    return _module(request, access.check_can_follow(request.user, cohort_uid), module_key)


@require_safe
@signed_in
def program_insight_module(request: SignedIn, program_uid: UUID, module_key: UUID) -> HttpResponse:
    """The same over all groups of a program."""
    return _module(request, access.check_can_manage(request.user, program_uid), module_key)


def _overview(request: SignedIn, scope: Scope) -> HttpResponse:
    taught = _curriculum(scope)
    with transaction.atomic():
        _note(request, scope)
        lines = modules.overview(scope, taught)
    beliefs = _beliefs(lines)
    points = guides.known_beliefs()
    shown = {
        "lines": [_line(line) for line in lines],
        "beliefs": [(line, one, words.at_least(n), points.get(one["key"])) for line, one, n in beliefs[:MOST_BELIEFS]],
        "manages": access.can_manage(request.user, _program(scope).uid),
        **_frame(scope),
    }
    return render(request, "learners/facilitate/insight.html", shown)


def _module(request: SignedIn, scope: Scope, module_key: UUID) -> HttpResponse:
    module = _curriculum(scope).by_key.get(module_key)
    if module is None or module.audience != "participant" or not module.question_count:
        raise Http404
    chosen = request.GET.get("edition", "")
    with transaction.atomic():
        _note(request, scope, module=str(module_key))
        edition, everything = modules.of_module(scope, module_key, int(chosen) if chosen.isdecimal() else None)
        again = recall.of_module(scope, module_key)
    points = guides.known_beliefs()
    shown = {
        "module": module,
        "edition": edition,
        "editions": everything,
        "questions": [_question(one) for one in edition.questions] if edition else [],
        "beliefs": _named(edition.beliefs[:MOST_BELIEFS], points) if edition else [],
        "recall": again and {"of": again, "drawn": words.recalled(again), "rows": _rows(again)},
        "manages": access.can_manage(request.user, _program(scope).uid),
        **_frame(scope),
    }
    return render(request, "learners/facilitate/insight_module.html", shown)


def _line(line: ModuleLine) -> dict[str, Any]:
    beliefs = line.edition.beliefs[:BELIEFS_A_MODULE] if line.edition else []
    right = words.percents(line.edition.easiness) if line.edition else ""
    return {"module": line.module, "edition": line.edition, "right": right, "beliefs": beliefs}


def _beliefs(lines: list[ModuleLine]) -> list[tuple[ModuleLine, Any, int]]:
    """What most people of a module revealed comes first; each misconception once."""
    found = [(line, one, people) for line in lines if line.edition for one, people in line.edition.beliefs]
    found.sort(key=lambda one: (-one[2] / (one[0].edition.people or 1), one[1]["name"]))  # type: ignore[union-attr]
    first: dict[str, tuple[ModuleLine, Any, int]] = {}
    for one in found:
        first.setdefault(one[1]["key"], one)
    return list(first.values())


def _named(beliefs: list[modules.Belief], points: dict[str, Any]) -> list[tuple[Any, str, Any]]:
    return [(one, words.at_least(people), points.get(one["key"])) for one, people in beliefs]


def _question(one: Any) -> dict[str, Any]:
    return {
        "of": one,
        "right": words.people(one.right),
        "share": words.share(one.right),
        "discrimination": words.discrimination(one),
        "drawn": words.drawn(one),
        "lines": words.lines(one),
        "heads": words.heads(one),
    }


def _rows(again: recall.Recall) -> list[tuple[str, str]]:
    return [(words.people(told), words.share(told)) for told in (again.at_first, again.later)]


def _frame(scope: Scope) -> dict[str, Any]:
    """The page's frame: a group's navigation, or the program's name."""
    if isinstance(scope, Cohort):
        return {"cohort": scope, "program": scope.program, "bar_title": scope.name, "bar_note": scope.meets}
    return {"program": scope, "bar_title": scope.name}


def _note(request: SignedIn, scope: Scope, **detail: Any) -> None:
    cohort = scope if isinstance(scope, Cohort) else None
    audit.note("insight-read", by=request.user, now=timezone.now(), cohort=cohort, program=_program(scope).pk, **detail)


def _program(scope: Scope) -> Program:
    return scope.program if isinstance(scope, Cohort) else scope


def _curriculum(scope: Scope) -> Outline:
    try:
        return outline.get(_program(scope).curriculum_key)
    except outline.NotThere as error:
        raise Http404 from error
