"""The page on which anybody checks a certificate. It says "valid, issued on" or "not valid", and nothing else."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from learners.forms.certificates import Code
from learners.records import certificates

LIMIT = "certificate_check"  # its rate stands in ACCOUNT_RATE_LIMITS


@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The code comes in the body only, is not shown again and stands in no address. What was replaced, mistyped or
    never issued gives the same answer, by the same query.
    """
    if request.method != "POST":
        return _page(request, Code(auto_id="%s"))
    form = Code(request.POST, auto_id="%s")
    if not ratelimit.consume(request, action=LIMIT):
        return _page(request, Code(auto_id="%s"), status=429, too_many=True)
    if not form.is_valid():
        return _page(request, form, status=422)
    issued_on = certificates.issued_on(form.cleaned_data["code"])
    return _page(request, Code(auto_id="%s"), asked=True, issued_on=issued_on)


def _page(request: HttpRequest, form: Code, status: int = 200, **shown: object) -> HttpResponse:
    return render(request, "learners/certificate_check.html", {"form": form, **shown}, status=status)
