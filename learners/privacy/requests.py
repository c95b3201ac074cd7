"""What a person asks for about the own data: a copy, erasure, fewer readers, a correction. Answered by the privacy
officer (decisions.py). The words of both are sealed under the person's key.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import site
from learners.models import PrivacyRequest, User
from learners.safekeeping import audit, person_keys
from learners.safekeeping.encryption import CannotOpen

Kind, State = PrivacyRequest.Kind, PrivacyRequest.State
LONGEST = 2000  # characters
ANSWERED_WITHIN = timedelta(days=30)  # 45 CFR 164.524(b)(2); a correction may take 60, we promise 30 for all
ASKED = {
    Kind.EXPORT: gettext_lazy("You can make one yourself under “My data”. Ask here if you want it on paper."),
    Kind.ERASE: gettext_lazy(
        "Your account closes and what you wrote is gone for good. Records stay without your name."
    ),
    Kind.RESTRICT: gettext_lazy("Program managers no longer see your record. Those who lead your group still do."),
    Kind.CORRECT: gettext_lazy("Say what is wrong and how it should be."),
}


class Told(NamedTuple):
    """A request with what its person wrote, what the answer was, and why it took longer; empty where nothing was."""

    request: PrivacyRequest
    words: str = ""
    answer: str = ""
    delay: str = ""


# --- questions ------------------------------------------------------------------------------------------------------


def of(person: User) -> list[PrivacyRequest]:
    """Newest first. One query."""
    return list(PrivacyRequest.objects.filter(person=person).order_by("-made_at", "-pk"))


def told(person: User) -> list[Told]:
    """All of them with what was written, the newest first. Two queries."""
    found = of(person)
    columns = ("sealed_words", "sealed_answer", "sealed_delay")
    if not any(getattr(one, column) for one in found for column in columns):
        return [Told(one) for one in found]
    try:
        key = person_keys.opened(person.pk)
    except CannotOpen:
        return [Told(one) for one in found]
    return [Told(one, *(_opened(one, column, key) for column in columns)) for one in found]


def words_of(request: PrivacyRequest) -> str:
    """What the person wrote. Empty where nothing was, or where it cannot be opened any more."""
    return _opened_by_itself(request, "sealed_words")


def answer_of(request: PrivacyRequest) -> str:
    return _opened_by_itself(request, "sealed_answer")


def binding(request: PrivacyRequest, column: str) -> str:
    return f"{request._meta.label_lower}.{column}:{request.uid}"


def _opened_by_itself(request: PrivacyRequest, column: str) -> str:
    if not getattr(request, column):
        return ""
    try:
        return _opened(request, column, person_keys.opened(request.person_id))
    except CannotOpen:
        return ""


def _opened(request: PrivacyRequest, column: str, key: person_keys.PersonCipher) -> str:
    sealed = getattr(request, column)
    try:
        return key.unseal(sealed, bound_to=binding(request, column)) if sealed else ""
    except CannotOpen:
        return ""


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make(person: User, kind: str, words: str, *, by: User, now: datetime) -> PrivacyRequest:
    """Raises ValidationError. One that is open of this kind is enough."""
    if by != person:
        raise ValidationError(_("Everybody asks for themselves."))
    words = _checked(kind, words)
    made = PrivacyRequest(person=person, kind=kind, made_at=now, due_on=site.today(now) + ANSWERED_WITHIN)
    made.sealed_words = person_keys.of(person.pk).seal(words, bound_to=binding(made, "sealed_words")) if words else ""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(_("You have asked for this already, and it is not answered yet.")) from error
    audit.note("request-made", by=by, now=now, about=person, request=str(made.uid), kind=kind)
    return made


@transaction.atomic
def withdraw(person: User, uid: UUID, *, now: datetime) -> bool:
    """Take it back, as long as it is open."""
    mine = PrivacyRequest.objects.filter(person=person, uid=uid, state=State.OPEN)
    if not mine.update(state=State.WITHDRAWN, decided_at=now, decided_by=person):
        return False
    audit.note("request-withdrawn", by=person, now=now, about=person, request=str(uid))
    return True


def _checked(kind: str, words: str) -> str:
    words = words.strip()
    if kind not in Kind.values:
        raise ValidationError({"kind": _("Choose what you ask for.")})
    if kind == Kind.CORRECT and not words:
        raise ValidationError({"words": _("Say what is wrong and how it should be.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("Write at most %(most)s characters.") % {"most": LONGEST}})
    return words
