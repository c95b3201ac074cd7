"""Stable UUIDs for what curriculum files name by short ids, so that loading twice, anywhere, gives the same keys.

An id that already is a UUID stands for itself: modules made in Wagtail keep their keys when they travel through files.
"""

import re
from uuid import UUID, uuid5

NAMESPACE = UUID("5a1f6b6e-9a0b-5d3c-8f0e-6c1d7f2b4e90")
AS_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def stable(*parts: str) -> UUID:
    return uuid5(NAMESPACE, "/".join(parts))


def page_key(program: str, code: str, key: str | None = None) -> UUID:
    """The translation key of a page: the `key` that a file gives, else one made of the codes."""
    return UUID(key) if key else stable(program, code)


def program_key(slug: str, key: str | None = None) -> UUID:
    return UUID(key) if key else stable(slug)


def week_code(number: int) -> str:
    """What stands for a week's code in `page_key`."""
    return f"week-{number}"


def block_id(code: str, kind: str, *file_ids: str) -> str:
    """The UUID of a card, question or field of module `code`, or with a second id of an option, item or pair in it."""
    return file_ids[-1] if AS_UUID.fullmatch(file_ids[-1]) else str(stable(code, kind, *file_ids))
