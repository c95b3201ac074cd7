"""What stands in the place of a name once a person was erased: the same words each time, made of the account's id."""

import hashlib
from uuid import UUID

from django.utils.translation import gettext as _

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that look alike
LENGTH = 4


def name(uid: UUID) -> str:
    """ "Person 4F2K". Two people may share one: it tells lines of a list apart, it is no id."""
    number = int.from_bytes(hashlib.sha256(uid.bytes).digest()[:8], "big")
    code = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        code += LETTERS[rest]
    return _("Person %(code)s") % {"code": code}


def sign_in_name(uid: UUID) -> str:
    """Nobody else's, and nobody signs in with it."""
    return f"erased-{uid.hex}"
