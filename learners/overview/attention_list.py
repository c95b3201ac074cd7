"""Who may need a word, over many cohorts: first the database narrows, then the rules decide. Questions only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses import outline
from learners.groups.attendance import MISSED
from learners.models import (
    Attendance,
    AttentionRules,
    Audience,
    Cohort,
    Enrolment,
    ModuleProgress,
    Program,
    ProgressReview,
)
from learners.overview import following
from learners.overview.following import Followed
from learners.privacy import restriction

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Attention:
    """`people` have something that nobody has seen, longest first; `seen` what is acknowledged and still holds, newest
    first.
    """

    people: tuple[Followed, ...]
    seen: tuple[Followed, ...]
    rules: tuple[AttentionRules, ...]


def of(cohorts: Sequence[Cohort], *, now: datetime) -> Attention:
    """Cohorts come with their program. Eight queries for one program, ten where staff changed plans."""
    programs = {cohort.program for cohort in cohorts}
    rules = following.rules_of(programs)
    people = running(cohorts).filter(_may_be_on_it(programs, rules, now)) if programs else ()
    found = following.of(list(people), now=now)
    return Attention(
        tuple(sorted((one for one in found if one.reasons), key=_longest_first)),
        tuple(sorted((one for one in found if one.seen), key=_newest_first, reverse=True)),
        tuple(sorted(rules.values(), key=lambda row: row.program.name)),
    )


def running(cohorts: Sequence[Cohort]) -> QuerySet[Enrolment]:
    """Participants who are there now, by name. Family members are nobody's to follow."""
    people = Enrolment.objects.filter(cohort__in=cohorts, audience=Audience.PARTICIPANT, ended_on__isnull=True)
    people = restriction.shown_in_all(cohorts, people)
    return people.select_related("person", "cohort__program").order_by("person__first_name", "person__last_name", "pk")


def families(cohort: Cohort) -> int:
    """How many family members are in it: their number is all that is told of them. One query."""
    return Enrolment.objects.filter(cohort=cohort, audience=Audience.FAMILY, ended_on__isnull=True).count()


def _longest_first(one: Followed) -> tuple[object, ...]:
    return one.reasons[0].since, one.enrolment.person.listed_name, one.enrolment.pk


def _newest_first(one: Followed) -> datetime:
    return max(row.at for _, row in one.seen)


# --- whom the rules can concern at all ------------------------------------------------------------------------------


def _may_be_on_it(programs: Iterable[Program], rules: dict[int, AttentionRules], now: datetime) -> Q:
    """More people than the rules will find, never fewer: pauses, time zones and plans are not looked at here."""
    anybody = Q(pk__in=())
    for program in programs:
        anybody |= Q(cohort__program=program) & _by_rule(program, rules[program.pk], now)
    return anybody


def _by_rule(program: Program, rules: AttentionRules, now: datetime) -> Q:
    which = Q(pk__in=())
    progress = ModuleProgress.objects.filter(enrolment=OuterRef("pk"))
    if rules.quiet_days:
        lately = progress.filter(last_at__gte=now - max(0, rules.quiet_days - 2) * DAY, excused_at__isnull=True)
        which |= ~Q(Exists(lately.filter(worksheet_discussed_at__isnull=True)))
    if rules.missed_sessions:
        which |= Q(Exists(Attendance.objects.filter(enrolment=OuterRef("pk"), status__in=MISSED)))
    if rules.failed_attempts:
        which |= Q(Exists(progress.filter(attempts__gte=rules.failed_attempts, passed_at__isnull=True)))
    if rules.reviews:
        due = ProgressReview.objects.filter(enrolment=OuterRef("pk"), done_on__isnull=True)
        which |= Q(Exists(due.filter(due_on__lte=now.date() + DAY)))
    if rules.safety_hours:
        which |= _without_safety(program)
    return which


def _without_safety(program: Program) -> Q:
    """Some module that the program wants first is not completed."""
    curriculum = outline.get(program.curriculum_key)
    wanted = [curriculum.by_code[code].key for code in curriculum.rules.due_within_hours if code in curriculum.by_code]
    completed = ModuleProgress.objects.filter(enrolment=OuterRef("pk"), completed_at__isnull=False)
    missing = Q(pk__in=())
    for key in wanted:
        missing |= ~Q(Exists(completed.filter(module_key=key)))
    return missing
