"""What is stored of me, who looked at it, and all of it as a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from learners.models import Audience
from learners.privacy import export, looks, stored
from learners.views import downloads
from learners.views.account import ways
from learners.views.gates import FILES, SignedIn, paced, recently_signed_in, signed_in


@require_safe
@signed_in
def my_data(request: SignedIn) -> HttpResponse:
    learns = ways.tracks(request.user)
    shown = {
        "groups": stored.of(request.user),
        "learns": bool(learns),
        "takes_part": Audience.PARTICIPANT in learns,
        "people": ways.of_people(learns),
    }
    return ways.shown(request, "my_data.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@recently_signed_in
@paced(FILES)
def export_file(request: SignedIn) -> HttpResponseBase:
    """First a page that says what comes; then the ZIP, as it is made."""
    if request.method != "POST":
        return ways.shown(request, "export.html", {})
    now = timezone.now()
    made = StreamingHttpResponse(export.pieces(request.user, by=request.user, now=now), content_type="application/zip")
    day = now.astimezone(stored.zone_of(request.user)).date()
    name = downloads.filename("your-data", request.user.uid, day.isoformat(), "zip")
    made["Content-Disposition"] = f'attachment; filename="{name}"'
    return made


@require_safe
@signed_in
def who_looked(request: SignedIn) -> HttpResponse:
    found, page = looks.of(request.user, request.GET.get("page", "1"))
    return ways.shown(request, "who_looked.html", {"looks": found, "page": page})
