"""Whether a consent stands is decided here and nowhere else; signing, changing and ending one, too.

A consent is signed and ended, never edited. What may be seen by it is read by shown.py.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from learners.families import wording
from learners.families.wording import Choices
from learners.models import Consent, ConsentCheck, ConsentEnd, FamilyLink, FamilyShare, User
from learners.safekeeping import audit

How = ConsentEnd.How


class NotStanding(Exception):
    """There is no such consent, or no longer. Nothing may be shown."""


# --- questions ------------------------------------------------------------------------------------------------------


def standing(*, now: datetime, **which: Any) -> list[Consent]:
    """Those by which something may be shown at this moment, each with its link, the participant's person and cohort.

    `which` narrows, as in a filter: `link=`, `uid=`, `link__family_member=`, `link__participant=`. One query, always
    fresh: ask again for each page and each piece of a file.
    """
    alive = _open().filter(link__family_member__is_active=True, link__family_member__erased_at__isnull=True, **which)
    return [consent for consent in alive if _is_in_time(consent, now)]


def check(consent: Consent, *, now: datetime) -> Consent:
    """The same consent, read afresh. Raises NotStanding."""
    found = standing(now=now, pk=consent.pk)
    if not found:
        raise NotStanding
    return found[0]


def stands(consent: Consent, *, now: datetime) -> bool:
    return bool(standing(now=now, pk=consent.pk))


def signed(*, now: datetime, **which: Any) -> list[Consent]:
    """Those that were signed and have not ended, whether or not the other person has come yet. One query.

    For the participant's own pages: nothing may be shown to anybody by it.
    """
    return [consent for consent in _open().filter(**which) if _is_in_time(consent, now)]


def of_link(link: FamilyLink, *, now: datetime) -> Consent | None:
    """The one that was signed for this person and has not ended. One query."""
    return next(iter(signed(now=now, link=link)), None)


def history(**which: Any) -> list[Consent]:
    """All that were ever signed, the newest first, each with its end and who looked at it. Two queries."""
    found = Consent.objects.filter(**which).select_related(
        "end", "text", "link__participant__person", "link__participant__cohort__program", "link__family_member"
    )
    return list(found.prefetch_related("checks__by").order_by("-signed_at", "-pk"))


def _open() -> QuerySet[Consent]:
    """Not ended, on a link that runs, of a participant whose account is open."""
    return Consent.objects.filter(
        end__isnull=True,
        link__ended_at__isnull=True,
        link__participant__person__is_active=True,
        link__participant__person__erased_at__isnull=True,
    ).select_related("link__participant__person", "link__participant__cohort__program", "link__family_member")


def _is_in_time(consent: Consent, now: datetime) -> bool:
    """Through its last day, or through the last day of the program; by the local day of the participant's group."""
    enrolment = consent.link.participant
    last = consent.expires_on or enrolment.ended_on
    return last is None or enrolment.cohort.today(now) <= last


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def sign(link: FamilyLink, choices: Choices, *, signature: str, seen: str, by: User, now: datetime) -> Consent:
    """Freeze what stood on the page, marked and signed. `seen` is the fingerprint of that page. A consent that runs
    already is replaced. Raises ValidationError with what to do; nobody signs for somebody else.
    """
    link = locked(link)
    _check_may_sign(link, by)
    page = wording.page(link, now=now)
    page.check_was_seen(seen)
    choices.check(page.today)
    consent = Consent(link=link, text=page.policy, signed_on=page.today, signed_at=now, **choices.columns)
    consent.sealed, consent.sha256 = wording.freeze(consent, page, choices, signature)
    consent.replaces = _unended(link)
    if consent.replaces:
        _end(consent.replaces, How.REPLACED, by=by, now=now)
    consent.save(force_insert=True)
    if not consent.shows_items:
        _end_shares(link, now)
    audit.note(
        "consent-signed",
        by=by,
        now=now,
        enrolment=link.participant,
        consent=str(consent.uid),
        scopes=choices.scopes,
        text=page.policy.number,
    )
    return consent


@transaction.atomic
def revoke(link: FamilyLink, *, by: User, now: datetime) -> bool:
    """From the next request on nothing is shown. What was shown stays in the log. False where nothing was signed."""
    return end_of(locked(link), How.REVOKED, by=by, now=now)


@transaction.atomic
def end_of(link: FamilyLink, how: str, *, by: User | None, now: datetime) -> bool:
    """End what runs on this link, and what is shown item by item: nothing comes back by itself with a new consent."""
    _end_shares(link, now)
    consent = _unended(link)
    if consent is None:
        return False
    _end(consent, how, by=by, now=now)
    return True


def expire_due(now: datetime) -> int:
    """Write down the end of those whose last day is over, so that history is complete. They stood no longer anyway."""
    tomorrow_somewhere = now.date() + timedelta(days=1)
    over = Q(expires_on__lt=tomorrow_somewhere) | Q(
        expires_on__isnull=True, link__participant__ended_on__lt=tomorrow_somewhere
    )
    due = Consent.objects.filter(over, end__isnull=True).select_related("link__participant__cohort")
    return sum(_expired(consent, now) for consent in due if not _is_in_time(consent, now))


@transaction.atomic
def counter_check(consent: Consent, *, by: User, now: datetime) -> bool:
    """Staff looked at it together with the person. It is no signature. False where the same person did already."""
    _check, new = ConsentCheck.objects.get_or_create(consent=consent, by=by, defaults={"at": now})
    if new:
        audit.note("consent-checked", by=by, now=now, enrolment=consent.link.participant, consent=str(consent.uid))
    return new


@transaction.atomic
def _expired(consent: Consent, now: datetime) -> bool:
    """Of two at once, one writes it."""
    link = locked(consent.link)
    running = _unended(link)
    return running is not None and running.pk == consent.pk and end_of(link, How.EXPIRED, by=None, now=now)


def locked(link: FamilyLink) -> FamilyLink:
    """Whoever reads to show something locks it, too: what starts after an end was committed sees the end."""
    rows = FamilyLink.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("participant__person", "participant__cohort__program").get(pk=link.pk)


def _check_may_sign(link: FamilyLink, by: User) -> None:
    if by != link.participant.person:
        raise ValidationError(_("Nobody can sign for somebody else."))
    if link.ended_at is not None:
        raise ValidationError(_("This person is not connected. Look at your list."))


def _unended(link: FamilyLink) -> Consent | None:
    return Consent.objects.filter(link=link, end__isnull=True).order_by("-pk").first()


def _end(consent: Consent, how: str, *, by: User | None, now: datetime) -> None:
    ConsentEnd.objects.create(consent=consent, how=how, at=now, by=by)
    whose = whose_event(consent.link, by, how)
    audit.note("consent-ended", by=by, now=now, consent=str(consent.uid), how=str(how), **whose)


def whose_event(link: FamilyLink, by: User | None, how: str) -> dict[str, Any]:
    """Whose record an end belongs to: the participant's, unless the other person ended it. That is their own."""
    theirs = how == How.DECLINED or (how == How.LINK_ENDED and by != link.participant.person)
    return {"about": by} if theirs else {"enrolment": link.participant}


def _end_shares(link: FamilyLink, now: datetime) -> None:
    FamilyShare.objects.filter(link=link, ended_at__isnull=True).update(ended_at=now)
