"""What staff say about the list of those who may need a word: this I have seen, and from when on we want to be told."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from learners.models import Acknowledgement, AttentionRules, Enrolment, Program, User
from learners.overview.attention import Reason
from learners.safekeeping import audit, notes

NUMBERS = ("quiet_days", "missed_sessions", "failed_attempts", "safety_hours", "reviews")


@transaction.atomic
def notes_of(enrolment: Enrolment, rows: Collection[Acknowledgement], *, by: User, now: datetime) -> dict[UUID, str]:
    """The text of each note, by its key, for the page of one person. Whether `by` may read them is asked before."""
    wanted = [row.note_id for row in rows if row.note_id]
    texts = {note.pk: text for note, text in notes.of(enrolment) if note.pk in wanted} if wanted else {}
    for key in texts:
        audit.note("note-read", by=by, now=now, enrolment=enrolment, note=str(key))
    return texts


@transaction.atomic
def acknowledge(
    enrolment: Enrolment, reasons: Collection[Reason], *, by: User, now: datetime, note: str = ""
) -> list[Acknowledgement]:
    """They leave the list until there are new facts. One sealed note may stand for all of them.

    Whether `by` may write notes about this person is asked before.
    """
    if not reasons:
        raise ValidationError(_("Tick what you have seen."))
    written = notes.write(enrolment, note, by=by, now=now) if note.strip() else None
    rows = [
        Acknowledgement.objects.create(
            enrolment=enrolment, rule=reason.rule, about=reason.about, note=written, by=by, at=now
        )
        for reason in reasons
    ]
    audit.note("attention-acknowledged", by=by, now=now, enrolment=enrolment, acknowledgements=[row.pk for row in rows])
    return rows


@transaction.atomic
def set_rules(program: Program, numbers: Mapping[str, int | bool], *, by: User, now: datetime) -> AttentionRules:
    """For all cohorts of the program, at once. The audit keeps what they were before."""
    Program.objects.select_for_update(no_key=True).only("pk").get(pk=program.pk)
    rules = AttentionRules.objects.filter(program=program).first() or AttentionRules(program=program)
    before = model_to_dict(rules, NUMBERS)
    for name in NUMBERS:
        setattr(rules, name, numbers[name])
    rules.full_clean()
    rules.save()
    after = model_to_dict(rules, NUMBERS)
    audit.note("attention-rules-set", by=by, now=now, program=program.pk, before=before, after=after)
    return rules
