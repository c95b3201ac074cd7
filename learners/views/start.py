"""Sends each person home after sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from learners import access
from learners.models import Audience
from learners.people import roles
from learners.views.gates import SignedIn, signed_in


@require_safe
@signed_in
def start(request: SignedIn) -> HttpResponse:
    """The privacy officer goes to the desk, staff who follow people to their cohorts, authors to Wagtail, all others to
    their plan.
    """
    person = request.user
    if access.can_keep_privacy(person):
        return redirect("privacy_home")
    if access.can_facilitate(person):
        return redirect("cohorts")
    if roles.can_author(person):
        return redirect("wagtailadmin_home")
    on_family_only = access.can_learn(person, Audience.FAMILY) and not access.can_learn(person, Audience.PARTICIPANT)
    return redirect("family_plan" if on_family_only else "plan")
