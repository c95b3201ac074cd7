"""The way in for families, with an open code or a participant's: first the code alone, then what it opens.

No page here names anybody. Wrong, used, ended and old codes of both kinds get the same answer after the same queries.
"""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from learners import access
from learners.families import joining
from learners.families.joining import WayIn
from learners.forms.joining import AnswerForm, CodeForm, NewAccountForm
from learners.models import Audience
from learners.views.gates import SignedIn, signed_in

FOR_CODE, FOR_ANSWER = "learners/family/join.html", "learners/family/join_answer.html"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code", "password1", "password2")
def join(request: HttpRequest) -> HttpResponseBase:
    """For whoever has a code, signed in or not."""
    if request.user.is_authenticated:
        return _with_account(request)
    if request.method != "POST":
        return render(request, FOR_CODE, {"form": CodeForm()})
    form, way = _read(request)
    if way is None:
        return _not_in(request, form)
    if "step" not in request.POST:
        new = NewAccountForm(initial={"code": way.code}, is_invitation=way.is_invitation)
        return render(request, FOR_ANSWER, {"form": new, "way": way})
    return _refused(way, request) if request.POST["step"] == "refuse" else _new_account(request, way)


@signed_in
def _with_account(request: SignedIn) -> HttpResponse:
    """Adds the course, and if the person says so the connection, to the account that is signed in."""
    access.check_can_join_family(request.user)
    if request.method != "POST":
        return render(request, FOR_CODE, {"form": CodeForm()})
    form, way = _read(request)
    if way is None:
        return _not_in(request, form)
    if "step" not in request.POST:
        answer = AnswerForm(initial={"code": way.code}, is_invitation=way.is_invitation)
        return render(request, FOR_ANSWER, {"form": answer, "way": way})
    answer = AnswerForm(request.POST, is_invitation=way.is_invitation)
    if not answer.is_valid():
        return render(request, FOR_ANSWER, {"form": answer, "way": way}, status=422)
    try:
        joining.join(way, request.user, connect=answer.connect, now=timezone.now())
    except joining.OpensNothing:
        return _not_in(request, _opens_nothing(CodeForm(request.POST)))
    messages.success(request, _said(way, answer.connect))
    return redirect("family_plan")


@require_safe
@signed_in
def joined(request: SignedIn) -> HttpResponse:
    """The own sign-in name, to write down or to print."""
    access.check_can_learn(request.user, Audience.FAMILY)
    return render(request, "learners/family/joined.html", {"name": request.user.sign_in_name})


def _read(request: HttpRequest) -> tuple[CodeForm, WayIn | None]:
    """The code that was posted and what it opens; the form says why not."""
    form = CodeForm(request.POST)
    if not ratelimit.consume(request, action="family_join"):
        form.add_error(None, _too_many())
        return form, None
    if not form.is_valid():
        return form, None
    way = joining.way_in(form.cleaned_data["code"], now=timezone.now())
    return (_opens_nothing(form), None) if way is None else (form, way)


def _new_account(request: HttpRequest, way: WayIn) -> HttpResponse:
    form = NewAccountForm(request.POST, is_invitation=way.is_invitation)
    if not (form.is_valid() and form.fits(form.somebody) and _is_in_time(request, form)):
        return render(request, FOR_ANSWER, {"form": form, "way": way}, status=422)
    said = form.cleaned_data
    try:
        person = joining.open_account(
            way,
            first_name=said["first_name"],
            email=said["email"],
            password=said["password1"],
            connect=form.connect,
            now=timezone.now(),
        )
    except joining.OpensNothing:
        return _not_in(request, _opens_nothing(CodeForm(request.POST)))
    except ValidationError as error:
        form.add_error(None, error)
        return render(request, FOR_ANSWER, {"form": form, "way": way}, status=422)
    response = perform_login(request, person, redirect_url=reverse("family_joined"))
    if way.is_invitation:
        messages.success(request, _said(way, form.connect))
    return response


def _refused(way: WayIn, request: HttpRequest) -> HttpResponse:
    joining.refuse(way, now=timezone.now())
    return render(request, "learners/family/join_refused.html")


def _is_in_time(request: HttpRequest, form: forms.Form) -> bool:
    if ratelimit.consume(request, action="family_account"):
        return True
    form.add_error(None, _("Many accounts were made from here in the last hour. Wait a while, then try again."))
    return False


def _not_in(request: HttpRequest, form: CodeForm) -> HttpResponse:
    status = 429 if _too_many() in form.non_field_errors() else 422
    return render(request, FOR_CODE, {"form": form}, status=status)


def _opens_nothing(form: CodeForm) -> CodeForm:
    form.full_clean()
    form.add_error("code", _("This code does not open anything. Look at it once more, or ask for a new one."))
    return form


def _too_many() -> str:
    return _("Too many tries from here. Wait a minute, then try again.")


def _said(way: WayIn, connect: bool) -> str:
    if not way.is_invitation:
        return _("The family course is yours now.")
    if connect:
        return _("You said yes. The family course is yours, too.")
    return _("You said no, and that is fine. The family course is yours all the same.")
