"""What all pages of the desk have in common: who comes in, and how a form answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from learners import access
from learners.views.gates import SignedIn, signed_in

LINES_A_PAGE = 50


def officer(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Signed in, and the privacy officer at this moment."""

    @wraps(view)
    def gated(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        access.check_can_keep_privacy(request.user)
        return view(request, *args, **kwargs)

    return signed_in(gated)


def answer(request: SignedIn, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """In the frame of the desk, with a way to the own groups for whoever has some."""
    frame = {
        "desk": True,
        "has_groups": access.can_facilitate(request.user),
        "bar_title": _("Privacy desk"),
        "owner": request.user.uid,
    }
    return render(request, f"learners/privacy/{template}", {**frame, **shown}, status=status)


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def did(form: forms.BaseForm, deed: Callable[[], Any]) -> Any:
    """What the deed returns; None where it refused, and then the form says why."""
    try:
        return deed() or True
    except ValidationError as error:
        form.add_error(None, error)
        return None


def status_of(form: forms.BaseForm) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def listed(request: HttpRequest, rows: Any) -> Page[Any]:
    return Paginator(rows, LINES_A_PAGE).get_page(request.GET.get("page", "1"))
