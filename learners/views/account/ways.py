"""What the pages of the account share: addresses that not everybody has, and times as the person's group has them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from learners import access
from learners.models import Audience, Enrolment, User
from learners.privacy import stored
from learners.views.gates import SignedIn


def shown(request: SignedIn, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """With the ways of the own course, and days and times of the own group. Two queries."""
    access.note_track(request.user)
    with timezone.override(stored.zone_of(request.user)):
        return render(request, f"learners/account/{template}", context, status=status)


def address(name: str) -> str:
    """Empty where there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def tracks(person: User) -> set[str]:
    """In which tracks the person is, or was. One query."""
    return set(Enrolment.objects.filter(person=person).values_list("audience", flat=True))


def of_people(audiences: set[str]) -> str:
    """Where a participant sees whom they named."""
    return address("my_people") if Audience.PARTICIPANT in audiences else ""
