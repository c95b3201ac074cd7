"""A family member's home: the own course first, then what somebody chose to show, if anybody did."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.map import TalkTogether
from learners import access
from learners.families import consents, shown
from learners.families.shown import NotStanding, Shown
from learners.models import Audience, FamilyLink, User
from learners.planning import assigned, reasons
from learners.planning.assigned import PersonPlan
from learners.views.gates import SignedIn, signed_in
from learners.views.learn.plan import lanes


@require_safe
@signed_in
def home(request: SignedIn) -> HttpResponse:
    """Six queries in all where nobody shows anything, whatever the reason."""
    enrolment = access.check_can_learn(request.user, Audience.FAMILY)
    mine = assigned.for_enrolment(enrolment, now=timezone.now())
    context = {
        "plan": mine,
        "hello": reasons.hello(request.user.get_short_name()),
        "talk": _to_talk_about(mine),
        "shown": _shown(request.user),
        "owner": request.user.uid,
        **lanes(mine),
    }
    return render(request, "learners/family/home.html", context)


def _to_talk_about(mine: PersonPlan) -> TalkTogether | None:
    """Of the own module of this week, so that it is the same whether or not somebody shows something. None where
    that module has none: another one's would not fit, and a teach-back is for one person.
    """
    rows = [row for row in (*mine.this_week, mine.next) if row is not None and row.can_open]
    return rows[0].module.talk if rows else None


def _shown(person: User) -> list[tuple[Shown, FamilyLink]]:
    """With the connection, by each consent that stands at this moment; each is asked again and noted as it is read."""
    now = timezone.now()
    found = []
    for consent in consents.standing(now=now, link__family_member=person):
        try:
            found.append((shown.glance(consent, by=person, now=now), consent.link))
        except NotStanding:  # ended since
            continue
    return found
