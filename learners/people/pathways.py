"""Another pathway, or other conditions, within the same episode. Nothing that was earned or opened is lost."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from learners.models import Enrolment, PathwayChange, User
from learners.people import enrolments
from learners.safekeeping import audit, stated


@transaction.atomic
def change_pathway(
    enrolment: Enrolment, pathway: str, conditions: Iterable[str], *, reason: str, by: User, now: datetime
) -> PathwayChange:
    """What the plan asks for from now on. Modules that it no longer asks for and that were opened become optional."""
    conditions = sorted(set(conditions))
    check_pathway(enrolment, pathway, conditions, reason)
    Enrolment.objects.select_for_update(no_key=True).only("pk").get(pk=enrolment.pk)
    change = PathwayChange(
        enrolment=enrolment,
        pathway_before=enrolment.pathway,
        conditions_before=enrolment.conditions,
        pathway=pathway,
        conditions=conditions,
        by=by,
        at=now,
    )
    stated.seal(change, reason.strip(), enrolment.person_id)
    change.save(force_insert=True)
    enrolment.pathway, enrolment.conditions = pathway, conditions
    enrolment.save(update_fields=["pathway", "conditions"])
    audit.note("pathway-changed", by=by, now=now, enrolment=enrolment, change=change.pk)
    return change


def check_pathway(enrolment: Enrolment, pathway: str, conditions: list[str], reason: str) -> None:
    """Raises ValidationError with what to do."""
    enrolments.check_choices(enrolment.audience, pathway, conditions)
    if (pathway, conditions) == (enrolment.pathway, sorted(enrolment.conditions)):
        raise ValidationError(_("Nothing would change: choose another pathway or other conditions."))
    if not reason.strip():
        raise ValidationError(_("Say why, in a few words: the person can read it."))
