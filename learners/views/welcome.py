"""The way in with a one-time code: choose a password, and be signed in.

Unknown, used, ended and old codes get the same answer after the same work.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learners.entrance import invitations
from learners.entrance.sign_in import remember_device
from learners.forms.welcome import WelcomeForm
from learners.models import User

PAGE = "account/welcome.html"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code", "password1", "password2")
def welcome(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, PAGE, {"form": WelcomeForm()})
    form = WelcomeForm(request.POST)
    if not ratelimit.consume(request, action="welcome"):
        form.add_error(None, _("Too many tries from here. Wait a minute, then try again."))
        return render(request, PAGE, {"form": form}, status=429)
    person = _let_in(form) if form.is_valid() else None
    if person is None:
        return render(request, PAGE, {"form": form}, status=422)
    said = _("Welcome. Next time, sign in with the name %(name)s and your password. Write the name down if that helps.")
    remember_device(request)
    record_authentication(request, person, method="password")
    response = perform_login(request, person)
    messages.success(request, said % {"name": person.sign_in_name})
    return response


def _let_in(form: WelcomeForm) -> User | None:
    now = timezone.now()
    password = form.cleaned_data["password1"]
    invitation = invitations.usable(form.cleaned_data["code"], now=now)
    if invitation is None:
        make_password(password)  # as long as it takes to set one
    elif not form.fits(invitation.person):
        return None
    elif person := invitations.accept(invitation, password, now=now):
        return person
    form.add_error("code", _("This code does not open anything. It works once, for three days. Ask for a new one."))
    return None
