"""The open code of a program: whoever has it may open a family account. It names no patient, so it may hang on a wall.

One runs at a time. Questions first, then deeds.
"""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cms import site
from learners.entrance import invitations
from learners.models import Audience, Cohort, Enrolment, FamilyCode, Mode, Program, User
from learners.safekeeping import audit

FEWEST = 5  # fewer accounts are not counted out loud

# --- questions ------------------------------------------------------------------------------------------------------


def link(code: str) -> str:
    """The address on the poster. The code stands behind the #, so it reaches no server's log."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('family_join')}#{code}"


def address() -> str:
    """As a person types it."""
    return settings.BASE_URL.partition("://")[2].rstrip("/") + reverse("family_join").rstrip("/")


def running(program: Program) -> FamilyCode | None:
    """One query."""
    return _running(program).first()


def usable(typed: str) -> FamilyCode | None:
    """One query, whatever is wrong with the code."""
    found = FamilyCode.objects.select_related("cohort__program").filter(code=_kept_as(typed)).first()
    return found if found and found.ended_at is None and found.cohort.is_open else None


def accounts(program: Program) -> int | None:
    """How many people have the family course of this program now; None where they are too few to say. One query."""
    running = Enrolment.objects.filter(cohort__program=program, audience=Audience.FAMILY, ended_on=None)
    many = running.filter(person__is_active=True).count()
    return many if many >= FEWEST else None


def _running(program: Program) -> QuerySet[FamilyCode]:
    codes = FamilyCode.objects.filter(cohort__program=program, ended_at=None)
    return codes.select_related("cohort__program").order_by("pk")


def _kept_as(typed: str) -> str:
    """Written as on the poster: in groups, with dashes."""
    return invitations.grouped(invitations.plain(typed))


# --- deeds ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make(program: Program, *, by: User, now: datetime) -> FamilyCode:
    """A new code in place of the one before, which opens nothing from now on."""
    cohort = cohort_of(program, by=by, now=now)
    _end(program, by, now)
    made = FamilyCode.objects.create(cohort=cohort, code=invitations.new_code(), made_at=now, by=by)
    audit.note("family-code-made", by=by, now=now, cohort=cohort, code=str(made.uid))
    return made


@transaction.atomic
def end(program: Program, *, by: User, now: datetime) -> bool:
    """Nobody comes in with it any more; who is in stays in. Says whether there was one."""
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    return _end(program, by, now)


@transaction.atomic
def cohort_of(program: Program, *, by: User | None, now: datetime) -> Cohort:
    """Where its family members learn, each on their own clock: made when it is first needed, without meeting days."""
    program = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    found = program.cohorts.filter(for_families=True, is_open=True).order_by("pk").first()
    if found:
        return found
    noon = time(12)
    made = Cohort.objects.create(
        program=program,
        name=_("Family course"),
        days=[],
        starts_at=noon,
        ends_at=noon,
        time_zone=site.facts().time_zone,
        mode=Mode.OWN_CLOCK,
        for_families=True,
    )
    audit.note("cohort-made", by=by, now=now, cohort=made)
    return made


def _end(program: Program, by: User, now: datetime) -> bool:
    running = list(_running(program))
    for code in running:
        code.ended_at = now
        code.save(update_fields=["ended_at"])
        audit.note("family-code-ended", by=by, now=now, cohort=code.cohort, code=str(code.uid))
    return bool(running)
