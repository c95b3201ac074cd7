"""A wrong key: the deed only gives, and it may be stopped anywhere and run again."""

from datetime import timedelta

import pytest

from learners.learning import attempts, progress
from learners.models import Attempt, AuditEvent, LearningEvent, ModuleProgress, Response
from tests.factories import courses as curriculum
from tests.learners.answering import right, wrong
from tests.learners.crowds import crowd
from tests.learners.wrong_keys import correct, events, read_everything, rebuilt_equals_stored, run, take

pytestmark = pytest.mark.django_db


def stored():
    """Rows that marking again must never touch."""
    rows = Attempt.objects.order_by("pk").values(), Response.objects.order_by("pk").values()
    return [list(one) for one in rows]


# --- the deed -------------------------------------------------------------------------------------------------------


def test_who_gave_that_answer_gains_and_nothing_that_was_stored_changes(cast, module, questions, wronged, now):
    others = [one for one in questions if one != wronged][:1]
    gains = take(cast.ana_learns, module, questions, now, missed=[wronged, *others])
    take(cast.ben_learns, module, questions, now, missed=others)
    before = stored()
    correction = correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.attempts, done.passed, done.completed) == (1, 1, 1, 0)
    assert stored() == before
    [event] = events()
    assert (event.enrolment, event.by) == (cast.ana_learns, cast.mia)
    assert event.data == {
        "attempt": str(gains.pk),
        "edition": module.edition_id,
        "percent": 80,
        "passed": True,
        "correction": correction.pk,
    }
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.best_percent, row.passed_at, row.attempts) == (80, now, 1)
    assert rebuilt_equals_stored()


def test_a_module_with_nothing_left_is_then_complete(cast, module, questions, wronged, now):
    elsewhere = next(one for one in questions if one != wronged)
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged, elsewhere])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).completed == 1
    assert progress.row_of(cast.ana_learns, module.key).completed_at == now
    assert events("completed").count() == 1
    assert rebuilt_equals_stored()


def test_a_module_that_is_no_longer_published_is_recorded_and_not_completed(cast, module, questions, wronged, now):
    elsewhere = next(one for one in questions if one != wronged)
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged, elsewhere])
    curriculum.page_of(module.key).unpublish()
    correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.passed, done.completed) == (1, 1, 0)
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.passed_at, row.completed_at) == (now, None)


def test_nothing_earned_is_taken_back_and_no_score_is_lowered(cast, module, questions, wronged, now):
    read_everything(cast.ana_learns, module, now)
    with progress.recording(cast.ana_learns, module.key, now=now) as recorder:
        recorder.add(LearningEvent.Kind.WORKSHEET_FINISHED, how="here")
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    attempts.submit(attempts.start(cast.ana_learns, module, now=now), module, now=now)  # a bad second try
    before = progress.row_of(cast.ana_learns, module.key)
    assert before.completed_at
    correct(cast, module, wronged, now + timedelta(hours=1))
    run(cast, module, now + timedelta(hours=1))
    after = progress.row_of(cast.ana_learns, module.key)
    assert (after.best_percent, after.passed_at, after.completed_at) == (100, before.passed_at, before.completed_at)
    assert rebuilt_equals_stored()


def test_running_again_gives_nobody_twice(cast, module, questions, wronged, now):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).people == 1
    assert run(cast, module, now).people == 0
    correct(cast, module, wronged, now)  # sent twice by two managers
    assert run(cast, module, now).people == 0
    assert events().count() == 1


def test_a_second_correction_adds_to_the_first(cast, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    for question in (wronged, other):
        correct(cast, module, question, now)
        run(cast, module, now)
    assert [event.data["percent"] for event in events()] == [80, 100]
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert rebuilt_equals_stored()


def test_each_attempt_that_gains_is_marked_again(cast, module, questions, wronged, now):
    order = next(one for one in questions if one["kind"] == "put_in_order")
    take(cast.ana_learns, module, questions, now, missed=[wronged, order])
    take(cast.ana_learns, module, questions, now, missed=[wronged])  # asks the two again, the others are carried
    correct(cast, module, wronged, now)
    done = run(cast, module, now)
    assert (done.people, done.attempts) == (1, 2)
    assert [event.data["percent"] for event in events()] == [80, 100]


def test_a_correction_is_an_act_with_a_reason_that_stays(cast, module, wronged, now):
    made = correct(cast, module, wronged, now)
    row = AuditEvent.objects.get(action="key-corrected")
    assert (row.by, made.by, made.reason) == (cast.mia, cast.mia, "Both are")
    assert row.detail == {
        "program": cast.morning.program.pk,
        "edition": module.edition_id,
        "question": wronged["id"],
        "correction": made.pk,
    }


# --- stopped half-way -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_stopped_in_the_middle_it_goes_on_where_it_was(cast, module, questions, wronged, now, monkeypatch):
    """The process ends while the third of six people is written: two are done, none half, and none twice."""
    answers = {one["id"]: (wrong if one == wronged else right)(one) for one in questions}
    learns = crowd(cast.morning, module.edition_id, [answers] * 6)
    ModuleProgress.objects.filter(enrolment__in=learns).update(best_percent=80, attempts=1)
    correct(cast, module, wronged, now)

    class Killed(BaseException):
        pass

    written = []

    def dies(row):
        if isinstance(row, LearningEvent):
            written.append(row)
            if len(written) == 3:
                raise Killed
        return really(row)

    really = progress.insert
    monkeypatch.setattr(progress, "insert", dies)
    with pytest.raises(Killed):
        run(cast, module, now)
    monkeypatch.setattr(progress, "insert", really)
    assert events().count() == 2
    assert ModuleProgress.objects.filter(best_percent=100).count() == 2

    assert run(cast, module, now).people == 4
    assert sorted(events().values_list("enrolment", flat=True)) == sorted(one.pk for one in learns)
    assert set(ModuleProgress.objects.values_list("best_percent", flat=True)) == {100}
    assert run(cast, module, now).people == 0
