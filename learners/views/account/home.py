"""Your account: the way to everything about it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from learners.views.account import ways
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def home(request: SignedIn) -> HttpResponse:
    shown = {"people": ways.of_people(ways.tracks(request.user)), "security": ways.address("account_security")}
    return ways.shown(request, "home.html", shown)
