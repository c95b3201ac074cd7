"""A participant's own people: the list, naming somebody, a new code, stopping, and taking somebody off."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms import qr
from learners import access
from learners.families import consents, links, names
from learners.families.links import Named
from learners.forms.families import MailForm, NameForm
from learners.models import FamilyLink
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def my_people(request: SignedIn) -> HttpResponse:
    """Eight queries, with one person or ten."""
    now = timezone.now()
    access.check_can_name_people(request.user)
    named = links.all_named(request.user, now=now)
    past = [one for one in consents.history(link__participant__person=request.user) if hasattr(one, "end")]
    called = {one.link.pk: one.name for one in named}
    context = {
        "people": [one for one in named if one.link.ended_at is None],
        "gone": [one for one in named if one.link.ended_at is not None],
        "past": [(one, called[one.link_id]) for one in past],
        "mail": MailForm(auto_id=False),
        "owner": request.user.uid,
    }
    return render(request, "learners/learn/people/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def person_new(request: SignedIn) -> HttpResponse:
    """The code is in the answer to the form, and nowhere else."""
    enrolment = access.check_can_name_people(request.user)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _check_rate(request)
            link, code = links.name(
                enrolment,
                given["called"],
                given["relation"],
                now=timezone.now(),
                mail_to=given["mail_to"],
                key=given["key"],
            )
            return _code(request, link, code, mailed=bool(given["mail_to"]))
        except ValidationError as error:
            form.add_error(None, error)
    status = 422 if form.is_bound else 200
    return render(request, "learners/learn/people/new.html", {"form": form, "owner": request.user.uid}, status=status)


@require_POST
@signed_in
def person_code(request: SignedIn, link_uid: UUID) -> HttpResponse:
    """A new code in place of the one before."""
    link = access.check_can_open_link(request.user, link_uid)
    form = MailForm(request.POST)
    try:
        form.full_clean()
        if form.errors:
            raise ValidationError(list(form.errors["mail_to"]))
        _check_rate(request)
        code = links.renew_code(link, now=timezone.now(), mail_to=form.cleaned_data["mail_to"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("my_people")
    return _code(request, link, code, mailed=bool(form.cleaned_data["mail_to"]))


@require_POST
@signed_in
def consent_revoke(request: SignedIn, link_uid: UUID) -> HttpResponse:
    """At once, without asking who it is once more: to stop must be easy."""
    link = access.check_can_open_link(request.user, link_uid)
    consents.revoke(link, by=request.user, now=timezone.now())
    messages.success(request, _("Stopped. %(name)s sees nothing of yours here now.") % {"name": names.of(link)})
    return redirect("my_people")


@require_POST
@signed_in
def person_end(request: SignedIn, link_uid: UUID) -> HttpResponse:
    link = access.check_can_open_link(request.user, link_uid)
    links.end(link, by=request.user, now=timezone.now())
    messages.success(
        request, _("%(name)s is off your list, and sees nothing of yours here.") % {"name": names.of(link)}
    )
    return redirect("my_people")


def _check_rate(request: SignedIn) -> None:
    if not ratelimit.consume(request, action="family_code", user=request.user):
        raise ValidationError(_("You made many codes today. Please try again tomorrow."))


def _code(request: SignedIn, link: FamilyLink, code: str, *, mailed: bool) -> HttpResponse:
    named: Named = links.named(link, now=timezone.now())
    address = links.address(code)
    context = {
        "one": named,
        "code": code,
        "address": address.partition("#")[0],
        "square": qr.svg(address, _("QR code that opens the page with this code")),
        "until": link.code_expires_at,
        "mailed": mailed,
    }
    return render(request, "learners/learn/people/code.html", context)
