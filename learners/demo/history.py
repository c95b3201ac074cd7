"""When an invented person did what, from the plan that the site itself makes for them. Returns rows; stores nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from random import Random

from courses.map import Outline
from learners.demo.diary import Diary, Over, Rows
from learners.demo.library import lesson_of
from learners.demo.lives import Episode, Habits
from learners.demo.work import Work
from learners.models import Enrolment, User
from learners.planning.plan import Assignment, Pause, PlanInput, plan

EXCUSED = 0.15  # chance for a module that was missed and not made up
TRIES = 4


class History:
    """A queue of sittings. Each sitting works on one module and may put further ones into the queue."""

    def __init__(self, enrolment: Enrolment, habits: Habits, episode: Episode, chance: Random, until: date) -> None:
        self.zone = enrolment.cohort.zone
        start = self._moment(episode.starts_on, 0)
        self.diary = Diary(enrolment, habits, chance, start, self._moment(until, 0))
        self.episode, self.chance = episode, chance
        self.queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self.number = count()

    def sit(self, day: date, step: Callable[[], None]) -> None:
        """Plan a sitting; in a pause it waits for the day back."""
        if self.episode.is_away(day) and self.episode.pause:
            if self.episode.pause[1] is None:
                return
            day = self.episode.pause[1]
        hour = min(22, max(6, self.diary.habits.hour + self.chance.randint(-1, 2)))
        heappush(self.queue, (self._moment(day, hour, self.chance.randint(0, 59)), next(self.number), step))

    def run(self) -> Rows:
        try:
            while self.queue:
                when, _, step = heappop(self.queue)
                self.diary.sit_down(when)
                step()
        except Over:
            pass
        return self.diary.rows

    def take(self, work: Work, day: date) -> None:
        """Once, in two sittings, or stopped half-way and gone on with another day."""
        cards = len(work.module.cards)
        if work.module.has_short_version and self.chance.random() < self.diary.habits.short:
            self.sit(day, partial(self.finish, work, work.read_short_version))
        elif (way := self.chance.random()) < 0.5:
            self.sit(day, partial(self.finish, work, work.read))
        elif way < 0.8:
            self.sit(day, work.read)
            self.sit(day + timedelta(days=self.chance.randint(1, 3)), partial(self.finish, work, None))
        else:
            half = cards // 2
            self.sit(day, partial(work.read, 0, half))
            self.sit(
                day + timedelta(days=self.chance.randint(1, 2)),
                partial(self.finish, work, partial(work.read, max(0, half - 1))),
            )

    def finish(self, work: Work, first: Callable[[], None] | None) -> None:
        if first:
            first()
        work.write()
        if work.lesson.questions:
            self._check_in(work)
        self._read_again(work)

    def _check_in(self, work: Work) -> None:
        if not work.check_in() and work.tries < TRIES and self.chance.random() < self.diary.habits.tries_again:
            self.sit(
                self._day() + timedelta(days=self.chance.randint(0, self.diary.habits.waits)),
                partial(self._check_in, work),
            )

    def _read_again(self, work: Work) -> None:
        """Some cards, on later days."""
        left = int(2 * self.diary.habits.rereads * self.chance.random() + 0.5)
        cards = len(work.module.cards)
        while left > 0 and cards:
            some = min(left, self.chance.randint(1, cards))
            self.sit(self._day() + timedelta(days=self.chance.randint(1, 25)), partial(work.read, 0, some))
            left -= some

    def _day(self) -> date:
        return self.diary.clock.astimezone(self.zone).date()

    def _moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=self.zone).astimezone(UTC)


def of_episode(
    enrolment: Enrolment, habits: Habits, episode: Episode, program: Outline, *, chance: Random, until: date, by: User
) -> Rows:
    """Everything done before the day `until`. `by` excuses people now and then."""
    last = min(day for day in (until, episode.stops_on, episode.ended_on) if day)
    history = History(enrolment, habits, episode, chance, last)
    if episode.script is not None:
        _follow(history, episode, program, by)
        return history.run()
    for assignment in plan(program, _plan_input(enrolment, episode), last):
        if assignment.opens_on < last and assignment.module_key != episode.skipped:
            work = Work(history.diary, lesson_of(program.by_key[assignment.module_key]))
            _schedule(history, work, assignment, by)
    return history.run()


def _schedule(history: History, work: Work, assignment: Assignment, by: User) -> None:
    """In its week, as make-up, excused, or never."""
    chance, habits = history.chance, history.diary.habits
    if chance.random() < habits.diligence:
        history.take(work, assignment.opens_on + timedelta(days=chance.randint(0, 5)))
    elif chance.random() < habits.makes_up:
        history.take(work, assignment.opens_on + timedelta(days=7 + chance.randint(0, 20)))
    elif chance.random() < EXCUSED:
        history.sit(assignment.opens_on + timedelta(days=8), partial(work.excuse, by))


def _follow(history: History, episode: Episode, program: Outline, by: User) -> None:
    """Do what the script says; a code that the curriculum lacks is left out."""
    works: dict[str, Work] = {}
    for code, days, part in episode.script or ():
        if code in program.by_code:
            work = works.setdefault(code, Work(history.diary, lesson_of(program.by_code[code])))
            half = partial(work.read, 0, len(work.module.cards) // 2)
            steps: dict[str, Callable[[], None]] = {
                "all": partial(history.finish, work, work.read),
                "cards": work.read,
                "half": half,
                "talked": partial(work.talk_about, by),
            }
            history.sit(episode.starts_on + timedelta(days=days), steps[part])


def _plan_input(enrolment: Enrolment, episode: Episode) -> PlanInput:
    return PlanInput(
        audience=enrolment.audience,
        pathway=enrolment.pathway or None,
        conditions=frozenset(enrolment.conditions),
        mode=enrolment.cohort.mode,
        starts_on=enrolment.starts_on,
        joined_at_week=enrolment.joined_at_week,
        pauses=(Pause(*episode.pause),) if episode.pause else (),
    )
