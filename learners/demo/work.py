"""One module in the hands of one invented person: cards, worksheet, check-in. Events are folded as real ones are."""

import json
from typing import Any

from learners.demo import writing
from learners.demo.answering import Known
from learners.demo.diary import Diary
from learners.demo.library import Lesson
from learners.learning.progress import Recorder
from learners.models import Attempt, LearningEvent, ModuleProgress, Response, User, WorksheetEntry

Kind = LearningEvent.Kind
MIND_CHANGED = 0.05  # chance that an answer is changed before the check-in is handed in
SAVES = (1, 2, 2, 3, 4)


class Work:
    """Times come from the diary's clock; each step lets it run. Steps raise Over where it ends."""

    def __init__(self, diary: Diary, lesson: Lesson) -> None:
        self.diary, self.lesson, self.module = diary, lesson, lesson.module
        self.recorder: Recorder | None = None
        self.tries = 0
        self.right: list[str] = []

    @property
    def row(self) -> ModuleProgress | None:
        return self.recorder.row if self.recorder else None

    def note(self, kind: Kind, by: User | None = None, **data: Any) -> None:
        diary = self.diary
        if self.recorder is None:
            self.recorder = Recorder(diary.enrolment, self.module.key, None, diary.clock, by)
            diary.rows.progress.append(self.recorder.row)  # type: ignore[arg-type] # made by the first event
        self.recorder.now, self.recorder.by = diary.clock, by
        self.recorder.add(kind, **data)
        self.recorder.complete_if_done(self.module)
        diary.rows.events.extend(self.recorder.events)
        self.recorder.events.clear()

    # --- cards ------------------------------------------------------------------------------------------------------

    def read(self, first: int = 0, last: int | None = None) -> None:
        for card in self.module.cards[first:last]:
            self.diary.later(40, 200)
            self.note(Kind.CARD_SEEN, card=card.id)
            row = self.row
            if row and row.cards_finished_at is None and len(row.cards_seen) == len(self.module.cards):
                self.note(Kind.CARDS_FINISHED, how="cards")

    def read_short_version(self) -> None:
        self.diary.later(120, 260)
        self.note(Kind.CARDS_FINISHED, how="short")

    # --- worksheet --------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Here, on paper or by talking it through; some leave it."""
        chance, writes = self.diary.chance, self.diary.habits.writes
        if self.lesson.worksheet is None:
            return
        if chance.random() < writes:
            self._write_here(self.lesson.worksheet)
        elif chance.random() < 0.6:
            self.diary.later(200, 900)
            self.note(Kind.WORKSHEET_FINISHED, how=chance.choice(("on-paper", "talked")))

    def _write_here(self, worksheet: Any) -> None:
        diary, chance = self.diary, self.diary.chance
        entry = None
        for _ in range(chance.choice(SAVES)):
            diary.later(70, 240)
            entry = entry or self._entry(worksheet)
            entry.version += chance.randint(1, 6)
            entry.saved_at = diary.clock
            self.note(Kind.WORKSHEET_SAVED)
        if chance.random() < diary.habits.finishes:
            diary.later(5, 60)
            self.note(Kind.WORKSHEET_FINISHED, how="here")

    def _entry(self, worksheet: Any) -> WorksheetEntry:
        diary = self.diary
        values = writing.sheet(worksheet, diary.clock.date(), diary.chance)
        entry = WorksheetEntry(
            id=diary.new_id(),
            enrolment=diary.enrolment,
            module_key=self.module.key,
            edition_id=self.module.edition_id,
            version=0,
        )
        diary.rows.written[entry.id] = json.dumps(values)
        diary.rows.entries.append(entry)
        return entry

    # --- check-in ---------------------------------------------------------------------------------------------------

    def check_in(self) -> bool:
        """One attempt as learners.learning.attempts makes it: a new one asks only what was missed, a first one
        something of other weeks again. True where it was passed.
        """
        self.tries += 1
        attempt = self.start()
        given = [self.answer(attempt, question) for question in self.asked(attempt)]
        self.diary.later(5, 40)
        own = [response.question_id for response, right in given if right and response.question_id in attempt.asks]
        self.right = [*attempt.carried, *own]
        for response, right in given:
            response.right = right
            self.diary.answered(response.question_id, self.lesson, right)
        attempt.right, attempt.out_of = len(self.right), len(attempt.asks) + len(attempt.carried)
        attempt.percent = 100 * attempt.right // attempt.out_of
        attempt.passed = attempt.percent >= self.lesson.pass_mark
        attempt.submitted_at = self.diary.clock
        marks: dict[str, Any] = {"percent": attempt.percent, "passed": attempt.passed}
        self.note(Kind.ATTEMPT_SUBMITTED, attempt=str(attempt.id), edition=attempt.edition_id, **marks)
        if attempt.passed:
            self.diary.passed[self.module.key] = self.lesson
        return attempt.passed

    def asked(self, attempt: Attempt) -> list[Known]:
        """Its own questions, then those of other weeks."""
        again = {question for _, question in attempt.reviews}
        others = [one for lesson in self.diary.passed.values() for one in lesson.questions if one.id in again]
        return [one for one in self.lesson.questions if one.id in attempt.asks] + others

    def start(self) -> Attempt:
        diary = self.diary
        diary.later(5, 60)
        everything = [question.id for question in self.lesson.questions]
        carried = [one for one in everything if one in self.right]
        if len(carried) == len(everything):
            carried = []
        review = diary.to_review(self.lesson) if self.tries == 1 else []
        attempt = Attempt(
            id=diary.new_id(),
            enrolment=diary.enrolment,
            module_key=self.module.key,
            edition_id=self.module.edition_id,
            number=self.tries,
            asks=[one for one in everything if one not in carried],
            carried=carried,
            reviews=[[diary.passed[one.module].module.edition_id, one.question] for one in review],
            started_at=diary.clock,
        )
        diary.rows.attempts.append(attempt)
        self.note(Kind.ATTEMPT_STARTED, attempt=str(attempt.id), edition=attempt.edition_id, number=attempt.number)
        return attempt

    def answer(self, attempt: Attempt, question: Known) -> tuple[Response, bool]:
        diary, chance = self.diary, self.diary.chance
        response = Response(attempt=attempt, question_id=question.id, version=0)
        times = 2 if chance.random() < MIND_CHANGED else 1
        for time in range(times):
            diary.later(8, 70)
            if time == 0:
                diary.rows.responses.append(response)
            skill = 0.0 if time < times - 1 else diary.habits.skill + 0.12 * (self.tries - 1)
            response.answer, right = question.answer(chance, skill)
            response.version, response.saved_at = time + 1, diary.clock
            data: dict[str, Any] = {"attempt": str(attempt.id), "question": question.id, "version": response.version}
            self.note(Kind.ATTEMPT_ANSWERED, **data)
        return response, right

    # --- staff ------------------------------------------------------------------------------------------------------

    def talk_about(self, by: User) -> None:
        """The worksheet was talked about in group."""
        self.diary.later(5, 60)
        self.note(Kind.WORKSHEET_DISCUSSED, by=by)

    def excuse(self, by: User) -> None:
        self.diary.later(5, 60)
        self.note(Kind.EXCUSED, by=by)
