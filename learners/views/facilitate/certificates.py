"""A person's certificate, for staff: what would stand on it, issuing it, and the one that counts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.forms.certificates import Issue
from learners.models import Certificate, Enrolment
from learners.planning import assigned
from learners.records import certificates
from learners.records.certificate_papers import Paper
from learners.safekeeping import audit
from learners.safekeeping.encryption import CannotOpen
from learners.views.downloads import PDF, as_pdf, filename
from learners.views.facilitate import records
from learners.views.gates import FILES, SignedIn, paced, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def certificate(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """Read it or, by POST, issue what the preview showed."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    form = Issue(request.POST if request.method == "POST" else None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        try:
            certificates.issue(enrolment, **form.cleaned_data, by=request.user, now=now)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The certificate is issued. The person can see and print it, too."))
            return redirect("certificate", enrolment_uid)
    with transaction.atomic():
        audit.note("certificate-read", by=request.user, now=now, enrolment=enrolment, cohort=enrolment.cohort)
        shown = _shown(enrolment, now)
    status = 422 if form.errors else 200
    return render(request, "learners/facilitate/certificate.html", {**shown, "form": form}, status=status)


@require_safe
@signed_in
@paced(FILES)
def certificate_pdf(request: SignedIn, enrolment_uid: UUID) -> HttpResponseBase:
    """The one that counts; where none was issued, back to the page that says so."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    with transaction.atomic():
        standing = certificates.standing(enrolment)
        if standing is None:
            return redirect("certificate", enrolment_uid)
        audit.note(
            "certificate-read", by=request.user, now=now, enrolment=enrolment, certificate=str(standing.pk), kind=PDF
        )
    shown = {"papers": [Paper.of(certificates.shown(standing))]}
    name = filename("certificate", standing.pk, standing.issued_on.isoformat(), PDF)
    return as_pdf(request, "learners/pdf/certificate.html", shown, name, reverse("certificate", args=[enrolment_uid]))


def _shown(enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """The certificate that counts, the rule's answer, and the preview of the next one."""
    plan = assigned.in_full(enrolment, now=now)
    facts = certificates.facts_of(plan, now=now)
    found = certificates.ground_for(plan, facts)
    issued = certificates.history(enrolment)
    standing = next(iter(issued), None)
    return {
        **records.frame(enrolment.cohort),
        "enrolment": enrolment,
        "plan": plan,
        "ground": found,
        "can_be_issued": certificates.can_be_issued(found) and not enrolment.person.erased_at,
        "preview": Paper.preview(facts, enrolment.cohort.today(now)),
        "seen": facts.fingerprint,
        "standing": standing,
        "paper": _paper(standing) if standing else None,
        "before": issued[1:],
    }


def _paper(standing: Certificate) -> Paper | None:
    """None where it cannot be opened, as of a person who was erased."""
    try:
        return Paper.of(certificates.shown(standing))
    except CannotOpen:
        return None
