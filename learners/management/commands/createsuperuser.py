"""Django's own command, which for us makes an operator: the grant goes with the account, and the audit log knows."""

from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.db import transaction
from django.utils import timezone

from learners.models import RoleGrant
from learners.safekeeping import audit


class Command(createsuperuser.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        known = set(_operators())
        with transaction.atomic():
            super().handle(*args, **options)
            for uid in set(_operators()) - known:
                audit.note("role-given", by=None, now=timezone.now(), person=uid, role="operator")


def _operators() -> list[str]:
    grants = RoleGrant.objects.filter(role=RoleGrant.Role.OPERATOR, ended_at=None)
    return [str(uid) for uid in grants.values_list("person__uid", flat=True)]
