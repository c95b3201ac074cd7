"""What one family member sees of one participant: read by the family's page and by the participant's preview alike.

Each scope is read by itself, and what is not in the consent is not mentioned. Nothing here depends on the conditions of
a person or on what was done in an elective, so neither can be inferred (ADR 23).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import vocabulary
from learners.families import consents, disclosures, items, wording
from learners.families.consents import NotStanding
from learners.families.disclosures import Kind, What
from learners.families.taking_part import Week, week_and_theme, weeks_done
from learners.models import Consent, FamilyLink, FamilyShare, User
from learners.planning import assigned, my_plan
from learners.planning.assigned import PersonPlan
from learners.planning.my_plan import Answer
from learners.records import shown_sheet

__all__ = [
    "Companion",
    "Item",
    "NotStanding",
    "Sheet",
    "Shown",
    "ThisWeek",
    "glance",
    "preview",
    "preview_item",
    "read_item",
    "to",
    "while_standing",
]

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Companion:
    """A module of the family track that goes with the week."""

    key: UUID
    title: str


@dataclass(frozen=True, slots=True)
class ThisWeek:
    number: int
    out_of: int
    theme: str
    companions: tuple[Companion, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`saved_on` is None where nothing was written; `is_sealed`: the key to open it is not here."""

    title: str
    answers: tuple[Answer, ...]
    saved_on: date | None
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """`kind` is worksheet, with one sheet, or plan, with those of it that have something on them. One that is not open
    has none: it is only told that it is there, and since when.
    """

    uid: UUID
    kind: str
    sheets: tuple[Sheet, ...]
    module_key: UUID | None = None
    since: date | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A part that is not in the consent is None. `scopes` says in words what the consent allows, `notice` is that of
    42 CFR 2.32.
    """

    consent: UUID
    name: str
    notice: str
    scopes: tuple[str, ...]
    week: ThisWeek | None = None
    weeks: tuple[Week, ...] | None = None
    items: tuple[Item, ...] | None = None

    @property
    def done(self) -> str:
        """The weeks in which the person took part, in words."""
        return _weeks_in_words([week.number for week in self.weeks or () if week.done])

    @property
    def not_yet(self) -> str:
        """Also those to come: which week it is now is not told here."""
        return _weeks_in_words([week.number for week in self.weeks or () if not week.done])

    @property
    def kinds(self) -> list[Kind]:
        """What is disclosed by showing it."""
        found = [Kind(What.WEEK)] if self.week else []
        found += [Kind(What.TAKING_PART)] if self.weeks else []
        return found + [Kind(item.kind, item.module_key) for item in self.items or () if item.is_open]


# --- questions ------------------------------------------------------------------------------------------------------


def to(consent: Consent, *, now: datetime) -> Shown:
    """As things stand at this moment, with single things closed; the consent is asked afresh. Raises NotStanding. It
    notes nothing: what goes to a family member is read with `glance` and `read_item`.
    """
    return _made(consents.check(consent, now=now), now)


def preview(consent: Consent, *, now: datetime) -> Shown:
    """For the participant: the same, also before the other person has come. Raises NotStanding."""
    return _made(_signed(consent, now), now)


def preview_item(consent: Consent, share_uid: UUID, *, now: datetime) -> Shown:
    """For the participant: one thing, as it is when the other person opens it. Raises NotStanding."""
    return _opened(_signed(consent, now), share_uid, now)


def while_standing(consent: Consent, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Each piece of a file, after the consent was asked again: after a revocation no further piece goes out."""
    for piece in pieces:
        if not consents.stands(consent, now=timezone.now()):
            return
        yield piece


# --- the deeds: what the family member `by` reads, and the note of it, together. What begins after an end was committed
# carries nothing. All raise NotStanding, whatever it is that is not there or is for somebody else.


@transaction.atomic
def glance(consent: Consent, *, by: User, now: datetime) -> Shown:
    """Single things are closed: a home page is opened each day, and carries no more than it must."""
    link = consents.locked(consent.link)
    if link.family_member_id != by.pk:
        raise NotStanding
    found = to(consent, now=now)
    disclosures.note(consent, found.kinds, to=by, now=now)
    return found


@transaction.atomic
def read_item(share_uid: UUID, *, by: User, now: datetime, form: str = disclosures.Form.PAGE) -> Shown:
    """One thing, opened by itself."""
    link = FamilyLink.objects.filter(shares__uid=share_uid, family_member=by).first()
    if link is None:
        raise NotStanding
    standing = consents.standing(now=now, link=consents.locked(link))
    if not standing:
        raise NotStanding
    found = _opened(standing[0], share_uid, now)
    disclosures.note(standing[0], found.kinds, to=by, now=now, form=form)
    return found


def _signed(consent: Consent, now: datetime) -> Consent:
    found = consents.signed(now=now, pk=consent.pk)
    if not found:
        raise NotStanding
    return found[0]


def _opened(consent: Consent, share_uid: UUID, now: datetime) -> Shown:
    share = next((one for one in items.running(consent.link) if one.uid == share_uid), None)
    if share is None or not consent.shows_items:
        raise NotStanding
    mine = assigned.for_enrolment(consent.link.participant, now=now)
    return replace(_frame(consent), items=(_item(share, mine),))


def _made(consent: Consent, now: datetime) -> Shown:
    mine = assigned.for_enrolment(consent.link.participant, now=now)
    return replace(
        _frame(consent),
        week=_week(mine) if consent.shows_week else None,
        weeks=weeks_done(mine) if consent.shows_taking_part else None,
        items=tuple(_closed(share, mine) for share in items.running(consent.link)) if consent.shows_items else None,
    )


def _frame(consent: Consent) -> Shown:
    """Whose it is, and what goes with everything that is shown."""
    return Shown(
        consent=consent.uid,
        name=consent.link.participant.person.get_short_name(),
        notice=disclosures.notice(),
        scopes=tuple(wording.scopes_for_others(consent)),
    )


def _closed(share: FamilyShare, mine: PersonPlan) -> Item:
    since = share.shared_at.astimezone(mine.enrolment.cohort.zone).date()
    return Item(share.uid, share.kind, (), share.module_key, since, is_open=False)


def _week(mine: PersonPlan) -> ThisWeek:
    number, theme = week_and_theme(mine)
    modules = theme.modules if theme else ()
    companions = (Companion(one.key, one.title) for one in modules if one.audience == vocabulary.FAMILY)
    return ThisWeek(number, len(mine.outline.weeks), theme.theme if theme else "", tuple(companions))


def _item(share: FamilyShare, mine: PersonPlan) -> Item:
    if share.module_key is None:
        return Item(share.uid, share.kind, tuple(_plan(mine)))
    sheet = shown_sheet.of(mine.enrolment, share.module_key)
    saved_on = sheet.saved_at.astimezone(mine.enrolment.cohort.zone).date() if sheet.saved_at else None
    told = Sheet(sheet.title, sheet.answers, saved_on, sheet.is_sealed)
    return Item(share.uid, share.kind, (told,), share.module_key)


def _plan(mine: PersonPlan) -> Iterator[Sheet]:
    """Without what comes from an elective, or from a module of which nobody can say any more whether it was one."""
    for part in my_plan.gather(mine):
        module = mine.outline.by_key.get(part.key)
        if module and module.elective_for is None and (part.answers or part.is_sealed):
            yield Sheet(part.sheet_title, part.answers, part.saved_on, part.is_sealed)


def _weeks_in_words(numbers: list[int]) -> str:
    """Those in a row by the first and the last."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    words = [_("%d to %d") % (row[0], row[-1]) if len(row) > 2 else ", ".join(map(str, row)) for row in rows]
    return ngettext("Week %s", "Weeks %s", len(numbers)) % ", ".join(words) if words else ""
