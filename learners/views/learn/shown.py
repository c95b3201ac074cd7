"""What a participant's people see: the preview, single things, and the account of what was shown."""

from datetime import datetime
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
from learners.families import consents, disclosures, items, names, shown
from learners.forms.families import ItemForm
from learners.models import FamilyLink
from learners.planning import assigned
from learners.views.downloads import PDF, as_pdf, filename
from learners.views.gates import FILES, SignedIn, paced, signed_in


@require_safe
@signed_in
def person_preview(request: SignedIn, link_uid: UUID) -> HttpResponse:
    """Exactly what the other person sees, by the same code. It is no disclosure."""
    now = timezone.now()
    link = access.check_can_open_link(request.user, link_uid)
    consent = consents.of_link(link, now=now)
    seen = shown.preview(consent, now=now) if consent else None
    context = {"shown": seen, "name": names.of(link), "link": link, "has_come": link.taken_up_at is not None}
    return render(request, "learners/learn/people/preview.html", context)


@require_safe
@signed_in
def person_preview_item(request: SignedIn, link_uid: UUID, share_uid: UUID) -> HttpResponse:
    """One thing, as it is when the other person opens it."""
    now = timezone.now()
    link = access.check_can_open_link(request.user, link_uid)
    consent = consents.of_link(link, now=now)
    try:
        seen = shown.preview_item(consent, share_uid, now=now) if consent else None
    except shown.NotStanding:
        return redirect("person_preview", link_uid=link_uid)
    context = {"shown": seen, "name": names.of(link), "link": link, "opened": True}
    return render(request, "learners/learn/people/preview.html", {**context, "has_come": link.taken_up_at is not None})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_items(request: SignedIn, link_uid: UUID) -> HttpResponse:
    """What is written already, one by one, and the own plan."""
    link = access.check_can_open_link(request.user, link_uid)
    if request.method == "POST":
        return _changed(request, link)
    now = timezone.now()
    consent = consents.of_link(link, now=now)
    allowed = consent is not None and consent.shows_items
    mine = assigned.for_enrolment(link.participant, now=now)
    context = {
        "link": link,
        "name": names.of(link),
        "allowed": allowed,
        "offers": items.offers(link, mine) if allowed else [],
        "owner": request.user.uid,
    }
    return render(request, "learners/learn/people/items.html", context)


@require_safe
@signed_in
def my_disclosures(request: SignedIn) -> HttpResponse:
    """Three years back."""
    access.check_can_name_people(request.user)
    found = disclosures.accounting(request.user, now=timezone.now())
    return render(request, "learners/learn/people/disclosures.html", {"days": found, "notice": disclosures.notice()})


@require_safe
@signed_in
@paced(FILES)
def my_disclosures_pdf(request: SignedIn) -> HttpResponseBase:
    now = timezone.now()
    enrolment = access.check_can_name_people(request.user)
    today = enrolment.cohort.today(now)
    context = {
        "days": disclosures.accounting(request.user, now=now),
        "notice": disclosures.notice(),
        "person": request.user.get_full_name(),
        "today": today,
    }
    name = filename("shown", request.user.uid, today.isoformat(), PDF)
    return as_pdf(request, "learners/pdf/disclosures.html", context, name, reverse("my_disclosures"))


def _changed(request: SignedIn, link: FamilyLink) -> HttpResponse:
    now = timezone.now()
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            said = _stop(link, form, now) if form.cleaned_data["stop"] else _share(link, form, now)
            messages.success(request, said % {"name": names.of(link)})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("person_items", link_uid=link.uid)


def _stop(link: FamilyLink, form: ItemForm, now: datetime) -> str:
    items.stop(link, form.cleaned_data["stop"], now=now)
    return _("Stopped. %(name)s cannot open it any more.")


def _share(link: FamilyLink, form: ItemForm, now: datetime) -> str:
    items.share(link, now=now, module_key=form.cleaned_data["sheet"])
    return _("%(name)s can see it now, until you stop it.")
