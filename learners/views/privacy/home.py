"""The first page of the desk: what waits, one action a line."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.privacy import waiting
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_safe
@desk.officer
def home(request: SignedIn) -> HttpResponse:
    return desk.answer(request, "home.html", {"waiting": waiting.now_waiting(request.user, timezone.now())})
