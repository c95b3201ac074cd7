"""Error pages. Each keeps the crisis bar; none needs the database, and none says whether something exists."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from cms import site

log = logging.getLogger(__name__)
LAST_RESORT = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Something went wrong</title></head><body>
<p><a href="tel:988">Call 988</a> or <a href="tel:911">911</a> if you need help now.
<a href="/getting-help-now/">Getting help now</a></p>
<h1>Something went wrong</h1><p>It was not you. Please try again in a few minutes.</p></body></html>"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Rendered without the request: its host or its body may be what is wrong."""
    return _alone("400.html", 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`reason` is the sentence that a check of ours gave, meant for the person."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"reason": reason}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is from an old page, or cookies are off. Django's technical `reason` helps nobody who reads this."""
    sentence = _("This page was open for a long time. Go back, load the page again, and send it once more.")
    return render(request, "403.html", {"reason": sentence}, status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what was never there and what this person may not see. The exception's words stay unsaid."""
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A limit for each address of the network was reached; in a clinic that is one for everybody, so it is wide."""
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, so that a broken session or database cannot break it again."""
    return _alone("500.html", 500)


def _alone(template: str, status: int) -> HttpResponse:
    try:
        page: str = render_to_string(template, {"site_facts": site.facts()})
    except Exception as error:  # the last page must come
        log.error("The error page %s cannot be rendered (%s).", template, type(error).__name__)
        page = LAST_RESORT
    return HttpResponse(page, status=status)
