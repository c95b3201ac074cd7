"""Who keeps the papers: the privacy officer sees logs, consents and requests of everybody, and nothing of what they
learn.
"""

from django.utils.translation import gettext as _

from learners.access.asking import Refused, allowed
from learners.models import RoleGrant, User
from learners.people import roles


def check_can_keep_privacy(person: User) -> None:
    """Holds a standing grant as privacy officer. Being an operator does not do."""
    if not person.is_active or not roles.standing(person).filter(role=RoleGrant.Role.PRIVACY_OFFICER).exists():
        raise Refused(_("This page is for the privacy officer. If that is you, ask the operator for the role."))


def can_keep_privacy(person: User) -> bool:
    return allowed(check_can_keep_privacy, person)
