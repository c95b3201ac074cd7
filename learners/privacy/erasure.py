"""Erases a person: the key goes, so that all that was sealed cannot be read by anybody; names and address go.

Events, attendance, consents and logs stay as rows without a name, as the law asks. Questions first, then the deed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms import site
from learners.families import links
from learners.models import ConsentEnd, Enrolment, PersonKey, PrivacyRequest, RoleGrant, User
from learners.people import enrolments, roles
from learners.post import outbox
from learners.privacy import belongings, erasure_ledger, neutral, packing, parting, retention
from learners.privacy.belongings import At, Belonging, Fate, Side
from learners.safekeeping import audit, encryption, person_keys

BY_ITSELF = {"learners.User", "learners.PersonKey", "learners.OutgoingMail", "sessions.Session"}  # not row by row
State = PrivacyRequest.State


@dataclass(frozen=True, slots=True)
class Line:
    """What would happen with the rows of one table."""

    belonging: Belonging
    rows: int

    @property
    def fate(self) -> Fate:
        return Fate(self.belonging.fate)


# --- questions ------------------------------------------------------------------------------------------------------


def forecast(person: User) -> list[Line]:
    """Each table in which something hangs on the person. Changes nothing; one query."""
    return [Line(one, number) for one, _side, number in belongings.counted(person)]


def kept(person: User) -> list[Line]:
    """What must be kept, without a name: what the person is told."""
    return [line for line in forecast(person) if line.fate == Fate.KEPT]


def check_can_be_erased(person: User, *, now: datetime) -> None:
    """Raises ValidationError with what to do first. Who worked here stays named as long as the log is kept."""
    if person.erased_at:
        raise ValidationError(_("This person was erased already."))
    if person.is_superuser or roles.standing(person).exists():
        raise ValidationError(_("This person works here. End all of the person's roles first."))
    since = now - timedelta(days=retention.rules().record_years * retention.DAYS_A_YEAR)
    if RoleGrant.objects.filter(person=person, ended_at__gt=since).exists():
        raise ValidationError(_("This person worked here. The log of who looked must keep that name for six years."))


def check_may_erase(person: User, *, by: User, now: datetime) -> None:
    """A privacy officer, never for oneself, and only where the person asked for it or the time to keep is over."""
    if not roles.standing(by).filter(role=RoleGrant.Role.PRIVACY_OFFICER).exists() or not by.is_active:
        raise ValidationError(_("Only a privacy officer can erase a person."))
    if by == person:
        raise ValidationError(_("Nobody erases the own account. Ask another privacy officer."))
    asked = PrivacyRequest.objects.filter(
        person=person, kind=PrivacyRequest.Kind.ERASE, state__in=[State.OPEN, State.GRANTED]
    )
    if not asked.exists() and not retention.is_due(person, site.today(now)):
        raise ValidationError(_("This person did not ask to be erased, and the time to keep the record is not over."))


# --- the deed -------------------------------------------------------------------------------------------------------


def erase(person: User, *, by: User, now: datetime) -> None:
    """For the desk. Raises ValidationError. It cannot be undone."""
    check_may_erase(person, by=by, now=now)
    erase_by_hand(person, by=by, now=now)


def erase_by_hand(person: User, *, by: User | None, now: datetime, again: bool = False) -> None:
    """For the desk, and for the operator on the server (`by` is None). `again`: one of many after a restore, whatever
    holds; `settle` is then for the end.
    """
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if not again:
            check_can_be_erased(person, now=now)
        audit.note("person-erased", by=by, now=now, about=person, again=int(again))
        outbox.drop_waiting(person.email, now=now)
        parting.end_ways_in(person, by=by, now=now)
        links.end_all_of(person, ConsentEnd.How.ERASED, by=by, now=now)
        _end_episodes(person, by, now)
        _destroy_key(person, now)
        for belonging in belongings.standing():
            if belonging.model not in BY_ITSELF:
                _empty(belonging, person, now)
        _forget_in_the_editor(person)
        _close_requests(person, by, now)
        _make_neutral(person, now)
        if not again:
            transaction.on_commit(settle)


def settle() -> None:
    """After the commit: the ledger outside of the database, and nothing left over in the file of the database."""
    erasure_ledger.bring_up_to_date()
    packing.pack()


def _end_episodes(person: User, by: User | None, now: datetime) -> None:
    """Nobody waits for the person in a group any more."""
    for one in Enrolment.objects.filter(person=person, ended_on=None).select_related("cohort"):
        enrolments.end(one, on=max(one.starts_on, one.cohort.today(now)), by=by, now=now)


def _destroy_key(person: User, now: datetime) -> None:
    """Where there was none, a destroyed one stands for it: nothing can be sealed for this person again."""
    person_keys.destroy(person.pk, now=now)
    gone = {"wrapped": "", "wrapped_by": encryption.newest_key(), "made_at": now, "destroyed_at": now}
    PersonKey.objects.get_or_create(person=person, defaults=gone)


def _empty(belonging: Belonging, person: User, now: datetime) -> None:
    if belonging.fate == Fate.DELETED:
        for side in belonging.sides:
            belongings.rows(belonging, side, person).delete()
    elif belonging.emptied:
        values = {name: now if value is At.NOW else value for name, value in belonging.emptied.items()}
        for side in _told(belonging):
            belongings.rows(belonging, side, person).filter(**belonging.emptied_where).update(**values)


def _told(belonging: Belonging) -> Iterator[Side]:
    return (side for side in belonging.sides if side.heading)


def _forget_in_the_editor(person: User) -> None:
    """Wagtail's log of accounts carries the name as a label; a profile carries a picture."""
    kind = ContentType.objects.get_for_model(User)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(person.pk))
    entries.update(label=neutral.name(person.uid), data={})
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        profile.avatar.delete(save=False)


def _close_requests(person: User, by: User | None, now: datetime) -> None:
    """What was asked for is done; what else was asked for has nobody left to answer to."""
    waiting = PrivacyRequest.objects.filter(person=person, state=State.OPEN)
    decided: dict[str, Any] = {"decided_at": now, "decided_by": by}
    waiting.filter(kind=PrivacyRequest.Kind.ERASE).update(state=State.GRANTED, **decided)
    PrivacyRequest.objects.filter(person=person, state=State.OPEN).update(state=State.WITHDRAWN, **decided)


def _make_neutral(person: User, now: datetime) -> None:
    person.sign_in_name, person.email = neutral.sign_in_name(person.uid), ""
    person.first_name, person.last_name = neutral.name(person.uid), ""
    person.is_active, person.is_superuser, person.last_login = False, False, None
    person.set_unusable_password()
    person.erased_at = now
    person.save()
