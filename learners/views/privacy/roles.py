"""Who holds which role now, and who did. To read and to print; roles are given elsewhere."""

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.privacy import role_list
from learners.safekeeping import audit
from learners.views.gates import SignedIn
from learners.views.privacy import desk


@require_safe
@desk.officer
def roles(request: SignedIn) -> HttpResponse:
    now = timezone.now()
    with transaction.atomic():
        page = desk.listed(request, role_list.ended())
        audit.note("roles-read", by=request.user, now=now)
    return desk.answer(request, "roles.html", {"standing": role_list.standing(), "page": page, "today": now})
