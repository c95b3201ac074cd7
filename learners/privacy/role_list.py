"""Who holds which role, and who did."""

from django.db.models import QuerySet

from learners.models import RoleGrant


def standing() -> QuerySet[RoleGrant]:
    """By role and name. One query."""
    return _whole().filter(ended_at=None).order_by("role", "person__first_name", "person__last_name", "pk")


def ended() -> QuerySet[RoleGrant]:
    """The last that ended first. One query."""
    return _whole().filter(ended_at__isnull=False).order_by("-ended_at", "-pk")


def _whole() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.select_related("person", "cohort", "program")
