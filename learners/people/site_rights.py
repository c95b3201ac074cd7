"""What the roles of the whole site mean in Wagtail, and where Wagtail and the grants disagree.

A grant is the truth. Groups and the superuser's mark follow from it (`follow`); whoever has one of them without the
grant is kept out of the admin, and `manage.py check_roles` tells the operator.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from courses import author_groups, clinical_reviews, outline
from learners.models import RoleGrant, User

Role = RoleGrant.Role
GROUPS = {author_groups.NAME: Role.AUTHOR, clinical_reviews.REVIEWERS: Role.CLINICAL_REVIEWER}
OPEN_THE_ADMIN = (Role.AUTHOR, Role.CLINICAL_REVIEWER, Role.OPERATOR)


class Drift(NamedTuple):
    """`right` is held without the grant (`is_missing` false), or is missing although there is one."""

    person: User
    right: str
    is_missing: bool

    def __str__(self) -> str:
        said = "has the role, but not" if self.is_missing else "has no such role, but has"
        return f"{self.person.sign_in_name}: {said} {self.right}"


# --- questions ------------------------------------------------------------------------------------------------------


def why_not_into_admin(person: User) -> str:
    """In words that the person can read; "" for those who may. Two queries."""
    grants = RoleGrant.objects.filter(person=person, ended_at=None)
    held = set(grants.filter(role__in=OPEN_THE_ADMIN).values_list("role", flat=True))
    if not held:
        return _("This place is for people who write pages. If you should be one, ask your program.")
    if any(_unfounded(person, held)):
        return _("Your rights here do not agree with your role. Ask the operator of this site to put that right.")
    return ""


def drifts() -> Iterator[Drift]:
    """Two queries for the people that it may concern, and two for each of them."""
    inside = User.objects.filter(groups__isnull=False) | User.objects.filter(is_superuser=True)
    granted = User.objects.filter(
        pk__in=RoleGrant.objects.filter(role__in=OPEN_THE_ADMIN, ended_at=None).values("person")
    )
    for person in (inside | granted).distinct().order_by("sign_in_name"):
        grants = person.role_grants.filter(ended_at=None, role__in=OPEN_THE_ADMIN)
        held = set(grants.values_list("role", flat=True))
        yield from (Drift(person, right, False) for right in _unfounded(person, held))
        yield from (Drift(person, right, True) for right in _missing(person, held))


def _unfounded(person: User, held: set[str]) -> Iterator[str]:
    """A group that is none of ours adds to what an author may do there, and opens nothing by itself."""
    if person.is_superuser and Role.OPERATOR not in held:
        yield "the superuser's mark"
    for name in person.groups.values_list("name", flat=True):
        if (name in GROUPS and GROUPS[name] not in held) or not held:
            yield f"the group “{name}”"


def _missing(person: User, held: set[str]) -> Iterator[str]:
    if Role.OPERATOR in held and not person.is_superuser:
        yield "the superuser's mark"
    there = set(person.groups.values_list("name", flat=True))
    yield from (f"the group “{name}”" for name, role in GROUPS.items() if role in held and name not in there)


# --- deeds ----------------------------------------------------------------------------------------------------------


def follow(person: User, role: str, *, held: bool) -> None:
    """Bring Wagtail in line with a grant that was given or has ended. Call inside the transaction of that."""
    if role == Role.OPERATOR:
        User.objects.filter(pk=person.pk).update(is_superuser=held)
        person.is_superuser = held
    elif role in GROUPS.values():
        if held:
            person.groups.add(*_groups(role))
        else:
            person.groups.remove(*Group.objects.filter(name__in=[n for n, one in GROUPS.items() if one == role]))


def _groups(role: str) -> list[Group]:
    """Made where they are missing, with what they may do in every curriculum."""
    make = author_groups.authors if role == Role.AUTHOR else author_groups.reviewers
    return [make(key) for key in outline.program_keys()]
