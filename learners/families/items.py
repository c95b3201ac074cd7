"""What a participant shows item by item to one person: a worksheet, or the own plan. It needs a consent for that."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses import vocabulary
from courses.map import ModuleOutline
from learners.families import consents
from learners.learning import worksheets
from learners.models import Enrolment, FamilyLink, FamilyShare, User, WorksheetEntry
from learners.planning import my_plan
from learners.planning.assigned import PersonPlan
from learners.safekeeping import audit

Kind = FamilyShare.Kind


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing that may be shown. `module_key` is None for the own plan, `share` where it is shown already. `tells`: its
    title alone may tell what the person gets help for.
    """

    module_key: UUID | None
    title: str
    share: FamilyShare | None
    saved_on: date | None = None
    tells: bool = False


# --- questions ------------------------------------------------------------------------------------------------------


def running(link: FamilyLink) -> list[FamilyShare]:
    """What is chosen for this person now, the oldest first. One query. It is shown only while a consent stands."""
    return list(FamilyShare.objects.filter(link=link, ended_at__isnull=True).order_by("shared_at", "pk"))


def is_shown(enrolment: Enrolment, module_key: UUID) -> bool:
    """Whether the worksheet is chosen for anybody. One query."""
    rows = FamilyShare.objects.filter(link__participant=enrolment, module_key=module_key, ended_at__isnull=True)
    return rows.exists()


def link_of(person: User, share_uid: UUID) -> FamilyLink | None:
    """To whom the participant shows it. One query."""
    return FamilyLink.objects.filter(participant__person=person, shares__uid=share_uid).first()


def offers(link: FamilyLink, mine: PersonPlan) -> list[Offer]:
    """The own plan first, then the worksheets on which the person wrote, the newest first. Two queries."""
    shares = {share.module_key: share for share in running(link)}
    zone = mine.enrolment.cohort.zone
    plan = [Offer(None, _("My plan"), shares.get(None))] if my_plan.feeds(mine) else []
    entries = WorksheetEntry.objects.filter(enrolment=mine.enrolment).defer("sealed").order_by("-saved_at")
    return plan + [
        _offer(mine.outline.by_key.get(entry.module_key), shares.get(entry.module_key), entry, zone)
        for entry in entries
    ]


def _offer(module: ModuleOutline | None, share: FamilyShare | None, entry: WorksheetEntry, zone: tzinfo) -> Offer:
    title = module.worksheet_title if module and module.worksheet_title else _("A worksheet")
    tells = module is None or module.required_for < set(vocabulary.PATHWAYS)
    return Offer(entry.module_key, title, share, entry.saved_at.astimezone(zone).date(), tells)


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def share(link: FamilyLink, *, now: datetime, module_key: UUID | None = None) -> FamilyShare:
    """Show one worksheet, or without a module the own plan, from now on. Raises ValidationError with what to do."""
    link = consents.locked(link)
    consent = consents.of_link(link, now=now)
    if consent is None or not consent.shows_items:
        raise ValidationError(_("First sign that you want to show single things to this person."))
    if module_key and worksheets.entry_of(link.participant, module_key) is None:
        raise ValidationError(_("You have not written on this worksheet yet."))
    kind = Kind.WORKSHEET if module_key else Kind.PLAN
    row, new = FamilyShare.objects.get_or_create(
        link=link, kind=kind, module_key=module_key, ended_at=None, defaults={"shared_at": now}
    )
    if new:
        _note("item-shared", row, now)
    return row


@transaction.atomic
def stop(link: FamilyLink, share_uid: UUID, *, now: datetime) -> bool:
    """Gone with the other person's next request."""
    link = consents.locked(link)
    row = FamilyShare.objects.filter(link=link, uid=share_uid, ended_at__isnull=True).first()
    if row is None:
        return False
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _note("item-unshared", row, now)
    return True


def _note(action: str, row: FamilyShare, now: datetime) -> None:
    enrolment = row.link.participant
    audit.note(action, by=enrolment.person, now=now, enrolment=enrolment, share=str(row.uid), kind=str(row.kind))
