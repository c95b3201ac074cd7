"""Marking again where a key was wrong, for program managers: a dry run that shows who would gain, and then the deed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses import editions
from learners import access
from learners.forms.remarks import Correction
from learners.insights.small_numbers import FEWEST
from learners.learning import corrections, remarks
from learners.learning.remarks import Gain, Outcome
from learners.models import KeyCorrection, Program
from learners.safekeeping import audit
from learners.views.gates import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remark(request: SignedIn, program_uid: UUID, edition_id: int, question_id: UUID) -> HttpResponse:
    """See the question, try an answer, and do it; or go on where it was stopped."""
    program = access.check_can_manage(request.user, program_uid)
    question = _question_or_404(program, edition_id, str(question_id))
    made = corrections.of_edition(edition_id, program.pk)
    correction = Correction(question, [one.right for one in made if one.question_id == question["id"]])
    go = request.POST.get("go")
    if go == "again" and made:
        return _run(request, program, edition_id, question["id"])
    if request.method == "POST":
        if go == "do" and _is_made(correction, request):
            return _run(request, program, edition_id, question["id"])
        if not correction.read(request.POST):
            return _page(request, program, edition_id, correction, made, status=422)
        if go == "do":
            now, given = timezone.now(), {"right": correction.right, "reason": correction.reason}
            remarks.correct(program, edition_id, question["id"], by=request.user, now=now, **given)
            return _run(request, program, edition_id, question["id"])
        return _page(
            request, program, edition_id, correction, made, **_dry_run(request, program, edition_id, correction, made)
        )
    return _page(request, program, edition_id, correction, made)


def _question_or_404(program: Program, edition_id: int, question_id: str) -> dict[str, Any]:
    try:
        content = editions.content(editions.get(edition_id))
    except (LookupError, editions.Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error
    if question_id not in content.questions or not remarks.is_taught(program, edition_id):
        raise Http404
    return content.questions[question_id]


def _is_made(correction: Correction, request: SignedIn) -> bool:
    """Sent twice: what is corrected is not corrected again, and the marking goes on."""
    probe = Correction(correction.question, [])
    probe.read(request.POST)
    return probe.right is not None and probe.right in correction.known


def _run(request: SignedIn, program: Program, edition_id: int, question_id: str) -> HttpResponse:
    done = remarks.run(program, edition_id, by=request.user, now=timezone.now())
    messages.success(request, f"{_('It is corrected.')} {_told(done)}")
    return redirect("remark", program_uid=program.uid, edition_id=edition_id, question_id=question_id)


def _told(done: Outcome) -> str:
    if not done.people and not done.families:
        return _("Nothing was left to mark again.")
    words = ngettext("Marked again for %(n)s person.", "Marked again for %(n)s people.", done.people)
    told = words % {"n": done.people} if done.people else ""
    families = _("Family members who gain: %(n)s.") % {"n": _few(done.families)} if done.families else ""
    return f"{told} {families}".strip()


def _few(families: int) -> str:
    return str(families) if families >= FEWEST else _("fewer than 5")


def _dry_run(
    request: SignedIn, program: Program, edition_id: int, correction: Correction, made: list[KeyCorrection]
) -> dict[str, Any]:
    right_as_well = {key: list(answers) for key, answers in corrections.by_question(made).items()}
    right_as_well.setdefault(correction.question["id"], []).append(correction.right)
    with transaction.atomic():
        found = remarks.gains(program, edition_id, right_as_well)
        audit.note(
            "remark-previewed",
            by=request.user,
            now=timezone.now(),
            program=program.pk,
            edition=edition_id,
            question=correction.question["id"],
            people=len(found),
            cohorts=sorted({one.enrolment.cohort_id for one in found}),
        )
    return {"dry_run": True, **_people(found)}


def _people(found: list[Gain]) -> dict[str, Any]:
    """By group: numbers and names of participants. Of families only about how many: their answers are theirs."""
    groups: dict[str, list[Gain]] = {}
    for one in remarks.of_participants(found):
        groups.setdefault(one.enrolment.cohort.name, []).append(one)
    whole = remarks.summed(found)
    return {
        "whole": whole,
        "groups": [(name, remarks.summed(people), people) for name, people in groups.items()],
        "families": _few(whole.families) if whole.families else "",
    }


def _page(
    request: SignedIn,
    program: Program,
    edition_id: int,
    correction: Correction,
    made: list[KeyCorrection],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    edition = editions.get(edition_id)
    own = [one for one in made if one.question_id == correction.question["id"]]
    left = remarks.gains(program, edition_id, corrections.by_question(made)) if own else []
    shown = {
        "program": program,
        "bar_title": program.name,
        "edition": edition,
        "correction": correction,
        "marked": correction.kind.mark(correction.question, correction.key),
        "made": [(one, correction.kind.words(correction.question, one.right)) for one in own],
        "left": remarks.summed(left),
        "elsewhere": remarks.elsewhere(program, edition_id, correction.question["id"]),
        "errors": correction.errors,
        "owner": request.user.uid,
        **more,
    }
    return render(request, "learners/facilitate/remark.html", shown, status=status)
