"""One person: the plan with its history, a check-in as it was asked, a sheet that the person shows. Reads only."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses import editions, labels
from learners import access
from learners.families import consents
from learners.forms import answers
from learners.learning import attempts, results
from learners.models import Attempt, Enrolment
from learners.overview import person_page, staff_words
from learners.planning import plan_deeds
from learners.records import shown_sheet
from learners.safekeeping import audit, notes
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def person(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """All that this member of staff may see of one person. Managers see neither notes nor sheets."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    leads = access.can_lead(request.user, enrolment.cohort.uid)
    with transaction.atomic():
        audit.note("person-read", by=request.user, now=now, enrolment=enrolment, notes=int(leads))
        page = person_page.of(enrolment, now=now)
        kept = notes.readable(enrolment) if leads else []
    shown = {
        "person": page,
        "where": staff_words.where(page.plan),
        "consents": len(consents.standing(now=now, link__participant=enrolment)),
        "leads": leads,
        "notes": kept,
        "deeds": plan_deeds.fitting(page.plan),
        "conditions": [words for name, words in labels.CONDITIONS if name in enrolment.conditions],
    }
    return render(request, "learners/facilitate/person.html", framed(request, enrolment, **shown))


@require_safe
@signed_in
def attempt(request: SignedIn, enrolment_uid: UUID, attempt_id: UUID) -> HttpResponse:
    """What was asked then and what was answered, by the attempt's own edition."""
    tried = access.check_can_read_attempt(request.user, enrolment_uid, attempt_id)
    enrolment = tried.enrolment
    with transaction.atomic():
        audit.note("attempt-read", by=request.user, now=timezone.now(), enrolment=enrolment, attempt=str(attempt_id))
        given = attempts.answers_of(tried)
    return render(
        request, "learners/facilitate/attempt.html", framed(request, enrolment, **attempt_shown(tried, given))
    )


@require_safe
@signed_in
def sheet(request: SignedIn, enrolment_uid: UUID, module_key: UUID) -> HttpResponse:
    """Read only, for as long as the person shows it."""
    enrolment = access.check_can_read_sheet(request.user, enrolment_uid, module_key)
    with transaction.atomic():
        audit.note("sheet-read", by=request.user, now=timezone.now(), enrolment=enrolment, module=str(module_key))
        found = shown_sheet.of(enrolment, module_key)
    return render(request, "learners/facilitate/sheet.html", framed(request, enrolment, sheet=found))


def framed(request: SignedIn, enrolment: Enrolment, **shown: Any) -> dict[str, Any]:
    """What each page about one person needs around it."""
    cohort = enrolment.cohort
    frame = {"cohort": cohort, "bar_title": cohort.name, "bar_note": cohort.meets}
    return {"enrolment": enrolment, "owner": request.user.uid, **frame, **shown}


def attempt_shown(tried: Attempt, given: dict) -> dict[str, Any]:
    """What the page of a check-in tells: each question with its answer and mark."""
    asked = answers.laid_out(tried, attempts.asked(tried), given)
    found = results.of_attempt(tried, given)
    return {
        "attempt": tried,
        "edition": editions.get(tried.edition_id),
        "score": found.score,
        "corrected": found.corrected,
        "marks": [(one, found.own.marks[one.id]) for one in asked if not one.again],
        "reviews": [(one, found.reviews.marks[one.id]) for one in asked if one.again],
    }
