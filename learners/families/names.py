"""What a participant calls the people on the own list, sealed under the participant's key."""

from collections.abc import Iterable

from learners.models import FamilyLink
from learners.safekeeping import person_keys
from learners.safekeeping.encryption import CannotOpen
from learners.safekeeping.person_keys import PersonCipher


def of(link: FamilyLink) -> str:
    """In its place the relation, where there is no name or it is sealed for good. One query at most."""
    return of_many(link.participant.person_id, [link])[link.pk]


def of_many(person_id: int, links: Iterable[FamilyLink]) -> dict[int, str]:
    """By link, all of one participant. One query at most."""
    links = list(links)
    try:
        cipher = person_keys.opened(person_id) if any(link.sealed_name for link in links) else None
    except CannotOpen:
        cipher = None
    return {link.pk: _opened(link, cipher) for link in links}


def seal(link: FamilyLink, called: str) -> None:
    """Call inside the transaction of the write."""
    link.sealed_name = person_keys.of(link.participant.person_id).seal(called.strip(), bound_to=_binding(link))


def _opened(link: FamilyLink, cipher: PersonCipher | None) -> str:
    relation = str(link.get_relation_display())
    if cipher is None or not link.sealed_name:
        return relation
    try:
        return cipher.unseal(link.sealed_name, bound_to=_binding(link))
    except CannotOpen:
        return relation


def _binding(link: FamilyLink) -> str:
    return f"{FamilyLink._meta.label_lower}.sealed_name:{link.uid}"
