"""What the page that runs a group shows: the meeting, its topic, its people, and the homework of the time before.

Reads only, in a fixed number of queries whatever the size of the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from courses import outline
from courses.map import ModuleOutline, Outline
from learners.groups import attendance, homework, meetings, topics
from learners.groups.meetings import Meeting
from learners.models import Attendance, Cohort, Enrolment, GroupSession
from learners.people import enrolments
from learners.planning import assigned
from learners.planning.assigned import PersonPlan

LOOK_BACK, LOOK_AHEAD = timedelta(weeks=4), timedelta(weeks=2)
Status = Attendance.Status


@dataclass(frozen=True)
class Line:
    """One person: what is said of this session, newest first, and where the sheet of last time stands."""

    enrolment: Enrolment
    plan: PersonPlan
    rows: Sequence[Attendance] = ()
    homework: str = ""

    @property
    def name(self) -> str:
        return self.enrolment.person.listed_name

    @property
    def newest(self) -> Attendance | None:
        return self.rows[0] if self.rows else None

    @property
    def earlier(self) -> Sequence[Attendance]:
        return self.rows[1:]

    @property
    def homework_words(self) -> str:
        return str(homework.WORDS[self.homework])

    @property
    def homework_mark(self) -> str:
        return homework.MARKS[self.homework]

    @property
    def can_discuss(self) -> bool:
        return self.homework not in ("later", "talked-about")


@dataclass(frozen=True)
class Evening:
    """What has to do with nobody in particular: a projector may show all of it. `around` are the meetings near it."""

    cohort: Cohort
    meeting: Meeting
    program: Outline
    around: Sequence[Meeting]
    today: date

    @property
    def session(self) -> GroupSession | None:
        return self.meeting.session

    @property
    def is_future(self) -> bool:
        return self.meeting.day > self.today

    @property
    def is_today(self) -> bool:
        return self.meeting.day == self.today

    @cached_property
    def topic(self) -> ModuleOutline | None:
        """Chosen by staff; None before that, or where the module is no longer published."""
        key = self.session.module_key if self.session else None
        return self.program.by_key.get(key) if key else None

    @property
    def before(self) -> list[Meeting]:
        """What was held in the weeks before, the newest first."""
        held = (one for one in self.around if one.day < self.meeting.day and one.state == GroupSession.State.HELD)
        return sorted(held, key=lambda one: one.day, reverse=True)

    @property
    def following(self) -> Meeting | None:
        """The next meeting that takes place."""
        return next((one for one in self.around if one.day > self.meeting.day and one.takes_place), None)

    @cached_property
    def sheet(self) -> ModuleOutline | None:
        """The homework to look back at: of the newest session whose topic has a worksheet."""
        keys = (one.session.module_key for one in self.before if one.session)
        modules = (self.program.by_key.get(key) for key in keys if key)
        return next((one for one in modules if one and one.worksheet_title), None)

    @property
    def edition_id(self) -> int | None:
        """What today's questions and worksheet come from: pinned once the session begins, before that the newest."""
        pinned = self.session.edition_id if self.session else None
        return pinned or (self.topic.edition_id if self.topic else None)


@dataclass(frozen=True)
class Running(Evening):
    people: Sequence[tuple[Enrolment, PersonPlan]]
    rows: dict[int, list[Attendance]]
    paused: frozenset[int] = frozenset()

    @cached_property
    def suggested(self) -> ModuleOutline | None:
        """The wheel's turn; else what most people have waiting; for a group of families what comes next for it."""
        plans = [plan for _, plan in self.people]
        return topics.suggested(self.cohort, self.program, self.meeting.day, self.around, plans)

    @property
    def module(self) -> ModuleOutline | None:
        return self.topic or self.suggested

    @property
    def edition_id(self) -> int | None:
        """Of what is suggested, too, so that sheets can be printed before anybody has chosen."""
        return super().edition_id or (self.module.edition_id if self.module else None)

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(
                one,
                plan,
                self.rows.get(one.pk, ()),
                homework.state(plan.by_key.get(self.sheet.key)) if self.sheet else "",
            )
            for one, plan in self.people
        ]

    @property
    def unmarked(self) -> list[Line]:
        return [line for line in self.lines if not line.newest]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each status, of those with at least one."""
        found = [line.newest.status for line in self.lines if line.newest]
        return {str(status.label): found.count(status) for status in Status if status in found}


def evening(cohort: Cohort, day: date, *, now: datetime) -> Evening | None:
    """Two queries. None where the group does not meet on that day."""
    around = meetings.between(cohort, day - LOOK_BACK, day + LOOK_AHEAD)
    meeting = next((one for one in around if one.day == day), None)
    if meeting is None:
        return None
    return Evening(cohort, meeting, outline.get(cohort.program.curriculum_key), around, cohort.today(now))


def with_people(found: Evening, *, now: datetime) -> Running:
    """Four queries more, six where staff changed plans."""
    cohort, meeting = found.cohort, found.meeting
    people = list({one.person_id: one for one in attendance.expected(cohort, meeting.day)}.values())
    plans = assigned.for_many(people, now=now)
    return Running(
        cohort=cohort,
        meeting=meeting,
        program=found.program,
        around=found.around,
        today=found.today,
        people=list(zip(people, plans, strict=True)),
        rows=attendance.all_of(meeting.session),
        paused=frozenset(one.pk for one in people if enrolments.is_away(one, meeting.day)),
    )
