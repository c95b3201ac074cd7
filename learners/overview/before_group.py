"""The sheet for the ten minutes before group: the meeting, its topic, the people, and what the group gets wrong.

One read model with a fixed number of queries. Facts are those of this moment, whatever day the sheet is for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from courses import editions, guides, outline
from courses.map import ModuleOutline, Outline
from learners.groups import meetings, topics
from learners.groups.meetings import Meeting
from learners.models import Cohort, CohortMove, GroupSession
from learners.overview import attention, attention_list, following, huddle, huddle_said, misconceptions
from learners.overview.following import Followed
from learners.overview.huddle import Line
from learners.overview.misconceptions import Belief

AROUND = timedelta(weeks=4)  # how far to look for meetings
State = GroupSession.State


@dataclass(frozen=True, slots=True)
class Topic:
    """`module` is None where it is no longer published; `chosen` by staff, else suggested."""

    title: str
    module: ModuleOutline | None
    minutes: int = 0
    purpose: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`meeting` is None on a day on which the group does not meet. `number` counts it among the sessions held. Of
    family members only the number is known here.
    """

    day: date
    today: date
    meeting: Meeting | None
    number: int
    people: int
    families: int
    topic: Topic | None
    lines: tuple[Line, ...]
    beliefs: tuple[Belief, ...]
    earlier: date | None
    later: date | None

    @property
    def others(self) -> int:
        """How many go their way."""
        return self.people - sum(line.followed.facts.starts_on <= self.day for line in self.lines)


def sheet(cohort: Cohort, day: date | None, *, now: datetime) -> Sheet:
    """For `day`, else for today's meeting or the next one. Twelve queries, fourteen where staff changed plans."""
    today = cohort.today(now)
    around = meetings.between(cohort, (day or today) - AROUND, (day or today) + AROUND)
    day = day or next((one.day for one in around if one.takes_place and one.day >= today), today)
    held = [one.day for one in around if one.takes_place]
    earlier, later = [one for one in held if one < day], [one for one in held if one > day]
    program = outline.get(cohort.program.curriculum_key)
    people = following.of(list(attention_list.running([cohort])), now=now)
    stuck = _stuck(people)
    answers = misconceptions.given([one.enrolment.pk for one in people], {module for _, module in stuck}, now=now)
    again = {(person, key): misconceptions.comes_up_again(answers, person, key) for person, key in stuck}
    last = earlier[-1] if earlier else None
    return Sheet(
        day=day,
        today=today,
        meeting=next((one for one in around if one.day == day), None),
        number=_held_before(cohort, day) + 1,
        people=sum(one.facts.starts_on <= day for one in people),
        families=attention_list.families(cohort),
        topic=_topic(cohort, program, around, day, people),
        lines=huddle.lines(people, huddle_said.Meeting(day, last, _moved(cohort, last, day), again)),
        beliefs=tuple(misconceptions.of_group(answers, program, now=now)),
        earlier=last,
        later=later[0] if later else None,
    )


def _held_before(cohort: Cohort, day: date) -> int:
    """Sessions that were held or are under way on earlier days. One query."""
    return cohort.sessions.filter(held_on__lt=day, state__in=(State.HELD, State.RUNNING)).count()


def _moved(cohort: Cohort, last: date | None, day: date) -> frozenset[int]:
    """Who came from another cohort since the last meeting. One query."""
    since = last or day - huddle_said.A_WEEK
    after = datetime.combine(since + meetings.DAY, time(), tzinfo=cohort.zone)
    moves = CohortMove.objects.filter(joined=cohort, at__gte=after)
    return frozenset(moves.values_list("enrolment_id", flat=True))


# --- the topic ------------------------------------------------------------------------------------------------------


def _topic(
    cohort: Cohort, program: Outline, around: Sequence[Meeting], day: date, people: Sequence[Followed]
) -> Topic | None:
    session = next((one.session for one in around if one.day == day), None)
    if session and session.module_key:
        module = program.by_key.get(session.module_key)
        title = editions.get(session.edition_id).title if session.edition_id and not module else ""
        return _told(module, title, chosen=True)
    module = topics.suggested(cohort, program, day, around, [one.plan for one in people])
    return _told(module) if module else None


def _told(module: ModuleOutline | None, title: str = "", chosen: bool = False) -> Topic:
    if module is None:
        return Topic(title, None, chosen=chosen)
    guide = guides.get(module.key)
    return Topic(module.title, module, guide.minutes, guide.purpose, chosen)


# --- what comes up again --------------------------------------------------------------------------------------------


def _stuck(people: Sequence[Followed]) -> list[tuple[int, UUID]]:
    """Who tried which check-in again and again, by enrolment and module."""
    told = ((one.enrolment.pk, reason) for one in people for reason in one.reasons if reason.rule == attention.TRIES)
    return [(person, reason.module) for person, reason in told if reason.module]
