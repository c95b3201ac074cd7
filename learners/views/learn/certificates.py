"""A participant's own certificates, to see and to print."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from learners import access
from learners.models import Audience
from learners.records import certificates
from learners.records.certificate_papers import Paper
from learners.views.downloads import PDF, as_pdf, filename
from learners.views.gates import FILES, SignedIn, paced, signed_in


@require_safe
@signed_in
def mine(request: SignedIn) -> HttpResponseBase:
    """Those that count, of all episodes, newest first."""
    access.check_can_learn(request.user, Audience.PARTICIPANT)
    papers = [Paper.of(one) for one in certificates.of_person(request.user)]
    return render(request, "learners/learn/certificate.html", {"papers": papers})


@require_safe
@signed_in
@paced(FILES)
def mine_pdf(request: SignedIn) -> HttpResponseBase:
    """All of them, a sheet each; where there is none, the page that says so."""
    access.check_can_learn(request.user, Audience.PARTICIPANT)
    issued = certificates.of_person(request.user)
    if not issued:
        return redirect("my_certificate")
    newest = issued[0].certificate
    name = filename("certificate", newest.pk, newest.issued_on.isoformat(), PDF)
    papers = {"papers": [Paper.of(one) for one in issued]}
    return as_pdf(request, "learners/pdf/certificate.html", papers, name, reverse("my_certificate"))
