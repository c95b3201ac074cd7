"""What a participant signed for people close to them, as staff see it: who, what kind of thing, since when. Never what
is shown, and never a signature of staff.
"""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners import access
from learners.families import consents, names, wording
from learners.safekeeping import audit
from learners.views.facilitate.people import framed
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def person_consents(request: SignedIn, enrolment_uid: UUID) -> HttpResponse:
    """All of this episode, those that stand first."""
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    with transaction.atomic():
        audit.note("consents-read", by=request.user, now=now, enrolment=enrolment)
        found = consents.history(link__participant=enrolment)
        standing = {consent.pk for consent in consents.standing(now=now, link__participant=enrolment)}
    called = names.of_many(enrolment.person_id, [consent.link for consent in found])
    rows = [
        {
            "consent": consent,
            "name": called[consent.link_id],
            "scopes": wording.scopes_for_others(consent),
            "stands": consent.pk in standing,
            "end": getattr(consent, "end", None),
            "looked": any(check.by_id == request.user.pk for check in consent.checks.all()),
        }
        for consent in sorted(found, key=lambda one: one.pk not in standing)
    ]
    return render(request, "learners/facilitate/person_consents.html", framed(request, enrolment, rows=rows))


@require_POST
@signed_in
def person_consent_checked(request: SignedIn, enrolment_uid: UUID, consent_uid: UUID) -> HttpResponse:
    """We looked at it together. The person alone signs."""
    consent = access.check_can_check_consent(request.user, enrolment_uid, consent_uid)
    consents.counter_check(consent, by=request.user, now=timezone.now())
    messages.success(request, _("Noted that you looked at it together today."))
    return redirect("person_consents", enrolment_uid=enrolment_uid)
