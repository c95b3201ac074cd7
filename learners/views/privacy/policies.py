"""Legal texts: every version, two beside each other, and a new one with a preview first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learners.forms.privacy import CompareForm, PolicyForm
from learners.models import PolicyVersion
from learners.privacy import policies, wordings
from learners.views.gates import SignedIn, recently_signed_in
from learners.views.privacy import desk


@require_safe
@desk.officer
def texts(request: SignedIn) -> HttpResponse:
    kinds = [(kind, policies.versions(kind)) for kind in policies.Kind]
    return desk.answer(request, "texts.html", {"kinds": kinds})


@require_safe
@desk.officer
def text(request: SignedIn, kind: str, number: int) -> HttpResponse:
    versions = _versions_or_404(kind)
    found = next((one for one in versions if one.number == number), None)
    if found is None:
        raise Http404
    shown = {"version": found, "stands": found == versions[0], "signed": found.consents.count()}
    shown["blocks"] = wordings.blocks(found.body)
    return desk.answer(request, "text.html", shown)


@require_safe
@desk.officer
def compare(request: SignedIn, kind: str) -> HttpResponse:
    """By default the newest with the one before."""
    versions = _versions_or_404(kind)
    newest, before = versions[0], versions[min(1, len(versions) - 1)]
    asked = {"old": request.GET.get("old", before.number), "new": request.GET.get("new", newest.number)}
    form = CompareForm(asked, [one.number for one in versions])
    pieces = []
    if form.is_valid():
        by_number = {one.number: one.body for one in versions}
        pieces = wordings.compared(by_number[form.cleaned_data["old"]], by_number[form.cleaned_data["new"]])
    shown = {"kind": newest, "form": form, "pieces": pieces}
    return desk.answer(request, "text_compare.html", shown, status=desk.status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@desk.officer
@recently_signed_in
def write(request: SignedIn, kind: str) -> HttpResponse:
    """Preview first (`step` is not `do`): what was signed keeps its wording, whatever is published."""
    stands = _versions_or_404(kind)[0]
    start = {"body": stands.body, "after": stands.number}
    form = PolicyForm(desk.posted(request), kind, initial=start)
    preview: list[wordings.Block] = []
    if form.is_bound and form.is_valid():
        body, after, do = form.cleaned_data["body"], form.cleaned_data["after"], request.POST.get("step") == "do"
        deed = lambda: policies.publish(kind, body, by=request.user, now=timezone.now(), after=after)  # noqa: E731
        if do and (made := desk.did(form, deed)):
            messages.success(request, _("Published. Consents from now on are signed on this wording."))
            return redirect("privacy_text", kind, made.number)
        preview = [] if do else wordings.blocks(policies.filled(body, wordings.example()))
    shown = {"form": form, "stands": stands, "preview": preview, "nine": policies.NINE if kind == _CONSENT else {}}
    return desk.answer(request, "text_new.html", shown, status=desk.status_of(form))


_CONSENT = policies.Kind.FAMILY_CONSENT


def _versions_or_404(kind: str) -> list[PolicyVersion]:
    """The newest first."""
    found = policies.versions(kind)
    if not found:
        raise Http404
    return found
