"""The bank of questions in Wagtail: bring in a file, write one, keep a module's questions, put some into a module."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses import bank, labels
from courses.bank_forms import BringIn, Choose, WriteOut
from courses.exchange import formats
from courses.exchange.questions import Question
from courses.models import BankQuestion, ModulePage

MOST_SHOWN = 300
both_ways = require_http_methods(["GET", "HEAD", "POST"])


@both_ways
def bring_in(request: HttpRequest) -> HttpResponse:
    """First a look at what is in the file, then, with the same file, the taking in."""
    _check(request, "add")
    if request.method != "POST":
        return _page(request, "bring_in", form=BringIn())
    form = BringIn(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, "bring_in", form=form, status=422)
    if request.POST.get("step") != "take":
        found = [(question, _kind(question), bank.is_new(question)) for question in form.read.questions]
        return _page(
            request, "bring_in", form=form, found=found, notes=form.read.notes, again=form.cleaned_data["again"]
        )
    cleaned = form.cleaned_data
    made = bank.take_in(form.read.questions, by=request.user, strand=cleaned["strand"], origin=cleaned["origin"])
    messages.success(request, _taken(len(made)))
    return redirect("wagtailsnippets_courses_bankquestion:list")


@both_ways
def write_out(request: HttpRequest) -> HttpResponse:
    """Questions of the bank as a file."""
    _check(request, "view", "change")
    return _written(request, bank.held(BankQuestion.objects.all()[:MOST_SHOWN]), "question-bank")


@both_ways
def write_out_module(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _module(request, page_id)
    return _written(request, bank.questions_in(page), page.code, module=page)


@both_ways
def keep(request: HttpRequest, page_id: int) -> HttpResponse:
    """Questions of a module into the bank."""
    page = _module(request, page_id)
    _check(request, "add")
    known = bank.questions_in(page)
    form = Choose(_posted(request), known=_choices(known))
    if request.method == "POST" and form.is_valid():
        chosen = [known[key] for key in form.cleaned_data["chosen"]]
        origin = f"{page.code}: {page.title}"[:120]
        made = bank.take_in(chosen, by=request.user, strand=page.strand, origin=origin)
        messages.success(request, _taken(len(made)))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _page(request, "choose", form=form, known=_listed(known), module=page, deed="keep", status=_status(form))


@both_ways
def put_into(request: HttpRequest, page_id: int) -> HttpResponse:
    """Copies of questions of the bank into a module, as a draft."""
    page = _module(request, page_id)
    _check(request, "view", "change")
    strand = request.GET.get("strand", page.strand)
    rows = BankQuestion.objects.filter(strand=strand) if strand else BankQuestion.objects.all()
    by_key = {str(row.pk): row for row in rows[:MOST_SHOWN]}
    known = bank.held(by_key.values())
    form = Choose(_posted(request), known=_choices(known))
    if request.method == "POST" and form.is_valid():
        if page.permissions_for_user(request.user).page_locked():
            messages.error(request, _("Somebody has locked this module. Nothing was changed."))
        else:
            chosen = [by_key[key] for key in form.cleaned_data["chosen"]]
            bank.put_into(page, chosen, by=request.user)
            messages.success(request, _("They stand at the end of the check-in, as a draft. Choose their cards."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    shown = {"strands": labels.STRANDS, "strand": strand, "rows": by_key}
    return _page(
        request, "choose", form=form, known=_listed(known), module=page, deed="put", status=_status(form), **shown
    )


# --- what they share ------------------------------------------------------------------------------------------------


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _check(request: HttpRequest, *deeds: str) -> None:
    """Any of these permissions for the bank."""
    if not any(request.user.has_perm(f"courses.{deed}_bankquestion") for deed in deeds):
        raise PermissionDenied


def _module(request: HttpRequest, page_id: int) -> ModulePage:
    page = get_object_or_404(ModulePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _written(
    request: HttpRequest, known: Mapping[str, Question], stem: str, module: ModulePage | None = None
) -> HttpResponse:
    """What the format cannot hold is shown before the file."""
    form = WriteOut(_posted(request), known=_choices(known))
    if request.method != "POST" or not form.is_valid():
        return _page(request, "write_out", form=form, known=_listed(known), module=module, status=_status(form))
    chosen = [known[key] for key in form.cleaned_data["chosen"]]
    kind = formats.FORMATS[form.cleaned_data["format"]]
    written = kind.write(chosen)
    if written.losses and request.POST.get("step") != "write":
        losses = [(chosen[loss.number - 1].prompt, loss.message) for loss in written.losses]
        return _page(request, "write_out", form=form, known=_listed(known), module=module, losses=losses)
    answer = HttpResponse(written.text, content_type=kind.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{stem}.{kind.ending}"'
    return answer


def _choices(known: Mapping[str, Question]) -> list[tuple[str, str]]:
    return [(key, question.prompt) for key, question in known.items()]


def _listed(known: Mapping[str, Question]) -> list[tuple[str, Question, Any]]:
    return [(key, question, _kind(question)) for key, question in known.items()]


def _kind(question: Question) -> Any:
    blocks = BankQuestion._meta.get_field("question").stream_block.child_blocks  # type: ignore[union-attr]
    return blocks[question.kind].label


def _taken(number: int) -> str:
    if not number:
        return _("All of them were in the bank already. Nothing was changed.")
    return ngettext("%(n)s question is in the bank now.", "%(n)s questions are in the bank now.", number) % {
        "n": number
    }


def _status(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def _page(request: HttpRequest, name: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    return render(request, f"courses/admin/bank_{name}.html", shown, status=status)
