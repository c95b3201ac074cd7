"""Check-ins: pinned to their edition, saved answer by answer, marked once, best kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from courses import editions, outline
from learners.learning import attempts, progress
from learners.models import Attempt, LateAnswer, LearningEvent, Response
from tests.factories import courses as curriculum
from tests.learners.answering import right, wrong

pytestmark = pytest.mark.django_db


def take(enrolment, module, questions, now, *, missed=0):
    """Answer everything, the first `missed` questions wrong, and hand in."""
    attempt = attempts.start(enrolment, module, now=now)
    for place, question in enumerate(attempts.asked(attempt)):
        attempts.save_answer(attempt, question["id"], wrong(question) if place < missed else right(question), now=now)
    return attempts.submit(attempt, module, now=now)


def test_all_right_passes_with_100_percent(cast, module, questions, now):
    attempt = take(cast.ana_learns, module, questions, now)
    assert (attempt.right, attempt.out_of, attempt.percent, attempt.passed) == (
        len(questions),
        len(questions),
        100,
        True,
    )


def test_starting_twice_goes_on_with_the_same_attempt(cast, module, now):
    assert attempts.start(cast.ana_learns, module, now=now) == attempts.start(cast.ana_learns, module, now=now)
    assert Attempt.objects.count() == 1


def test_two_open_attempts_are_refused_by_the_database(cast, module, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    attempt.pk, attempt.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt(
            enrolment=cast.ana_learns,
            module_key=module.key,
            edition_id=module.edition_id,
            number=2,
            asks=[],
            started_at=now,
        ).save(force_insert=True)


def test_the_same_answer_again_changes_nothing(cast, module, questions, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    for _ in range(3):
        response = attempts.save_answer(attempt, questions[0]["id"], right(questions[0]), now=now)
    assert response.version == 1
    assert LearningEvent.objects.filter(kind="attempt-answered").count() == 1


def test_a_changed_answer_counts_up_its_version(cast, module, questions, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    attempts.save_answer(attempt, questions[0]["id"], wrong(questions[0]), now=now)
    response = attempts.save_answer(attempt, questions[0]["id"], right(questions[0]), now=now)
    assert response.version == 2
    assert Response.objects.get().answer == right(questions[0])


def test_a_retry_asks_only_what_was_missed_and_carries_the_rest(cast, module, questions, now):
    take(cast.ana_learns, module, questions, now, missed=2)
    again = attempts.start(cast.ana_learns, module, now=now)
    assert again.asks == [question["id"] for question in questions[:2]]
    for question in attempts.asked(again):
        attempts.save_answer(again, question["id"], right(question), now=now)
    again = attempts.submit(again, module, now=now)
    assert (again.right, again.out_of, again.passed) == (len(questions), len(questions), True)


def test_the_best_score_is_kept(cast, module, questions, now):
    take(cast.ana_learns, module, questions, now)
    worse = attempts.start(cast.ana_learns, module, now=now)
    assert len(worse.asks) == len(questions)
    attempts.submit(worse, module, now=now)
    row = progress.row_of(cast.ana_learns, module.key)
    assert (row.best_percent, row.attempts) == (100, 2)
    assert row.passed_at is not None


def test_handing_in_twice_marks_once(cast, module, questions, now):
    first = take(cast.ana_learns, module, questions, now, missed=1)
    again = attempts.submit(first, module, now=now + timedelta(hours=1))
    assert again.submitted_at == first.submitted_at
    assert LearningEvent.objects.filter(kind="attempt-submitted").count() == 1


def test_equal_posts_give_equal_receipts(cast, module, questions, now):
    attempt = take(cast.ana_learns, module, questions, now)
    assert attempts.receipt_of(attempt) == attempts.receipt_of(Attempt.objects.get(pk=attempt.pk))


def test_a_late_answer_is_kept_beside_the_attempt_and_changes_nothing(cast, module, questions, now):
    attempt = take(cast.ana_learns, module, questions, now)
    before = attempts.receipt_of(attempt)
    with pytest.raises(attempts.HandedIn):
        attempts.save_answer(attempt, questions[0]["id"], wrong(questions[0]), now=now)
    assert attempts.receipt_of(attempt) == before
    assert LateAnswer.objects.get().answer == wrong(questions[0])


def test_what_was_not_answered_is_not_yet_right(cast, module, questions, now):
    attempt = attempts.submit(attempts.start(cast.ana_learns, module, now=now), module, now=now)
    assert (attempt.right, attempt.passed) == (0, False)


def test_editing_a_quiz_leaves_old_attempts_alone(cast, program_page, module, questions, now):
    """Promise 1: the marking key turns round while one attempt is handed in and another is open."""
    done = take(cast.ana_learns, module, questions, now, missed=1)
    opened = attempts.start(cast.ben_learns, module, now=now)
    for question in questions:
        attempts.save_answer(opened, question["id"], right(question), now=now)
    before = (done.right, done.percent, attempts.receipt_of(done), attempts.result_of(done))

    curriculum.turn_the_key_round(module.key)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    assert newer.edition_id != module.edition_id

    done.refresh_from_db()
    assert (done.right, done.percent, attempts.receipt_of(done), attempts.result_of(done)) == before
    opened = attempts.submit(opened, newer, now=now)
    assert (opened.percent, opened.edition_id) == (100, module.edition_id)


def test_a_retry_on_a_newer_edition_asks_again_what_was_reworded(cast, program_page, module, questions, now):
    take(cast.ana_learns, module, questions, now, missed=1)
    curriculum.turn_the_key_round(module.key)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    again = attempts.start(cast.ana_learns, newer, now=now)
    then = {question["id"]: question for question in questions}
    for question in editions.content(editions.get(newer.edition_id)).quiz["questions"]:
        if question != then.get(question["id"]):
            assert question["id"] in again.asks


def test_an_attempt_finishes_after_its_page_was_unpublished(cast, program_page, module, questions, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    for question in questions:
        attempts.save_answer(attempt, question["id"], right(question), now=now)
    curriculum.page_of(module.key).unpublish()
    attempt = attempts.submit(attempt, None, now=now)
    assert attempt.percent == 100


def test_deleting_a_page_loses_no_record(cast, program_page, module, questions, now):
    """Promise 2: page, week and program are deleted below the admin's refusal; every record stays and reads."""
    attempt = take(cast.ana_learns, module, questions, now)
    counts = [model.objects.count() for model in (Attempt, Response, LearningEvent)]
    program_page.delete()
    assert [model.objects.count() for model in (Attempt, Response, LearningEvent)] == counts
    attempt = attempts.submitted(cast.ana_learns)[0]
    assert attempt.edition.title == module.title
    assert attempts.result_of(attempt).passed


def test_an_edition_with_answers_cannot_be_deleted(cast, module, now):
    attempts.start(cast.ana_learns, module, now=now)
    with pytest.raises(Exception, match=r"(?i)edition|protect"), transaction.atomic():
        editions.get(module.edition_id).delete()
