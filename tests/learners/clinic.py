"""A group a while into its program, and what people did in it: for tests of what staff see before group."""

from datetime import datetime, time, timedelta
from uuid import UUID

from courses import editions, outline
from courses.map import ModuleOutline, Outline
from courses.models import ProgramPage
from learners.learning import attempts, progress
from learners.models import Attendance, Cohort, Enrolment, GroupSession, LearningEvent, User
from learners.people import enrolments
from tests.factories import courses as curriculum
from tests.factories import people
from tests.learners.answering import right, wrong

DAY = timedelta(days=1)
SAFETY = {"due_within_hours": {"p01": 48}}


def program_with_safety(page: ProgramPage) -> Outline:
    """p01 comes first and is to be done within 48 hours."""
    page.rules = {**curriculum.RULES, **SAFETY}
    return outline.get(curriculum.publish(page).translation_key)


def join(cohort: Cohort, name: str, now: datetime, days: int, **more) -> Enrolment:
    """A participant who started so many days ago."""
    usual = {"pathway": "mental-health", "starts_on": cohort.today(now) - days * DAY}
    return enrolments.enrol(people.person(name), cohort, by=None, now=now, **{**usual, **more})


def hold(
    cohort: Cohort, days_ago: int, statuses: dict[Enrolment, str], *, by: User, now: datetime, **more
) -> GroupSession:
    """A session that took place, with who was there."""
    day = cohort.today(now) - days_ago * DAY
    usual = {"starts_at": time(9), "ends_at": time(12), "state": GroupSession.State.HELD, "by": by}
    session = GroupSession.objects.create(cohort=cohort, held_on=day, **{**usual, **more})
    for enrolment, status in statuses.items():
        mark(session, enrolment, status, by=by, now=now)
    return session


def mark(session: GroupSession, enrolment: Enrolment, status: str, *, by: User, now: datetime) -> None:
    Attendance.objects.create(session=session, enrolment=enrolment, status=status, by=by, at=now)


def read(enrolment: Enrolment, module: ModuleOutline, *, now: datetime, cards: int | None = None) -> None:
    for card in module.cards[:cards]:
        progress.see_card(enrolment, module, card.id, now=now)


def check_in(enrolment: Enrolment, module: ModuleOutline, *, now: datetime, passes: bool = False) -> None:
    """One try, all right or all wrong."""
    attempt = attempts.start(enrolment, module, now=now)
    questions = editions.content(editions.get(module.edition_id)).questions
    for question in (questions[one] for one in attempt.asks):
        attempts.save_answer(attempt, question["id"], right(question) if passes else wrong(question), now=now)
    attempts.submit(attempt, module, now=now)


def by_staff(enrolment: Enrolment, module_key: UUID, kind: LearningEvent.Kind, *, by: User, now: datetime) -> None:
    with progress.recording(enrolment, module_key, now=now, by=by) as recorder:
        recorder.add(kind)
