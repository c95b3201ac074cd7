"""A participant signs what one person may see, reads it again, and takes a copy along."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.access import Refused
from learners.families import consents, names, wording
from learners.forms.families import ConsentForm
from learners.models import Consent
from learners.privacy import policies
from learners.safekeeping.encryption import CannotOpen
from learners.views.downloads import PDF, TEXT, as_pdf, file, filename
from learners.views.gates import FILES, SignedIn, paced, recently_signed_in, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_signed_in
def consent_sign(request: SignedIn, link_uid: UUID) -> HttpResponse:
    """One page, as on paper: the words with their blanks. What runs already is ticked, and is replaced."""
    now = timezone.now()
    link = access.check_can_open_link(request.user, link_uid)
    if link.ended_at is not None:
        raise Refused(_("This person is not connected with you here any more. You can name the person again."))
    page, before = wording.page(link, now=now), consents.of_link(link, now=now)
    form = ConsentForm(request.POST if request.method == "POST" else None, before=before)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            signed = consents.sign(
                link, form.choices, signature=given["signature"], seen=given["seen"], by=request.user, now=now
            )
        except ValidationError as error:
            form.add_errors(error)
        else:
            messages.success(request, _("Signed. This is your copy."))
            return redirect("consent_read", consent_uid=signed.uid)
    shown = {"form": form, "page": page, "name": page.filled["recipient"], "before": before, "owner": request.user.uid}
    return render(request, "learners/learn/people/sign.html", shown, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def consent_read(request: SignedIn, consent_uid: UUID) -> HttpResponse:
    """The signed copy, for good, also after it ended."""
    consent = access.check_can_read_consent(request.user, consent_uid)
    return render(request, "learners/learn/people/consent.html", paper(consent))


@require_safe
@signed_in
@paced(FILES)
def consent_pdf(request: SignedIn, consent_uid: UUID) -> HttpResponseBase:
    consent = access.check_can_read_consent(request.user, consent_uid)
    name = filename("consent", consent.uid, consent.signed_on.isoformat(), PDF)
    return as_pdf(
        request, "learners/pdf/consent.html", paper(consent), name, reverse("consent_read", args=[consent.uid])
    )


@require_safe
@signed_in
def consent_text(request: SignedIn, consent_uid: UUID) -> HttpResponseBase:
    """The text alone, as it was signed."""
    consent = access.check_can_read_consent(request.user, consent_uid)
    found = paper(consent)
    if found["frozen"] is None:
        return redirect("consent_read", consent_uid=consent_uid)
    name = filename("consent", consent.uid, consent.signed_on.isoformat(), TEXT)
    return file(BytesIO(found["frozen"].text.encode()), name, TEXT)


def paper(consent: Consent) -> dict[str, Any]:
    """What the page and the PDF show. `frozen` is None where it cannot be opened."""
    try:
        frozen = wording.frozen(consent)
    except CannotOpen:
        frozen = None
    elements = [(str(policies.NINE[key]), value) for key, value in frozen.elements.items()] if frozen else []
    return {
        "consent": consent,
        "name": names.of(consent.link),
        "frozen": frozen,
        "elements": elements,
        "end": getattr(consent, "end", None),
    }
