"""Consents of all participants, one with its history, and what was signed. Nobody signs for anybody here."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from learners.families import wording
from learners.forms.privacy import ConsentsForm
from learners.models import Consent
from learners.privacy import consent_papers
from learners.safekeeping import audit
from learners.safekeeping.encryption import CannotOpen
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_safe
@desk.officer
def consents(request: SignedIn) -> HttpResponse:
    now, form = timezone.now(), ConsentsForm(request.GET)
    if not form.is_valid():
        return desk.answer(request, "consents.html", {"form": form}, status=422)
    state, group = form.cleaned_data["state"], form.chosen_group
    with transaction.atomic():
        page = desk.listed(request, consent_papers.all_of(now=now, state=state, group=group))
        audit.note("consents-read", by=request.user, now=now, cohort=group, lines=len(page))
    query = "".join(f"&{name}={value}" for name, value in form.cleaned_data.items() if value)
    shown = {"form": form, "page": page, "papers": consent_papers.papers(page, now=now), "query": query}
    return desk.answer(request, "consents.html", shown)


@require_safe
@desk.officer
def consent(request: SignedIn, consent_uid: UUID) -> HttpResponse:
    """What is known of it without opening it."""
    now, found = timezone.now(), _one_or_404(consent_uid)
    with transaction.atomic():
        papers = consent_papers.history(found, now=now)
        audit.note("consent-read", by=request.user, now=now, enrolment=found.link.participant, consent=str(found.uid))
    own = next(one for one in papers if one.consent.pk == found.pk)
    shown = {"paper": own, "history": papers, "checks": found.checks.select_related("by").order_by("at")}
    return desk.answer(request, "consent.html", {**shown, "shown_times": found.disclosures.count()})


@require_POST
@desk.officer
def signed(request: SignedIn, consent_uid: UUID) -> HttpResponse:
    """The signed document, opened once, by a button: it is the participant's."""
    now, found = timezone.now(), _one_or_404(consent_uid)
    with transaction.atomic():
        document = _opened(found)
        audit.note("consent-opened", by=request.user, now=now, enrolment=found.link.participant, consent=str(found.uid))
    return desk.answer(request, "consent_signed.html", {"consent": found, "document": document})


def _opened(consent: Consent) -> wording.Frozen | None:
    """None where the key was destroyed with the person, or where it is not what was signed."""
    try:
        return wording.frozen(consent)
    except CannotOpen:
        return None


def _one_or_404(uid: UUID) -> Consent:
    found = Consent.objects.select_related("link__participant__person", "link__participant__cohort", "text")
    one = found.filter(uid=uid).first()
    if one is None:
        raise Http404
    return one
