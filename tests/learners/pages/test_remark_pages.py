"""The manager's page to mark again: the dry run changes nothing; and what the person reads afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import editions, outline
from learners.learning import attempts, progress
from learners.models import AuditEvent, KeyCorrection
from tests.factories import courses as curriculum
from tests.learners.answering import posted, right, wrong
from tests.learners.crowds import crowd
from tests.learners.wrong_keys import correct, events, run, take

pytestmark = pytest.mark.django_db


# --- the pages ------------------------------------------------------------------------------------------------------


def address(cast, module, question):
    return reverse("remark", args=[cast.morning.program.uid, module.edition_id, question["id"]])


def form(question, go="look", **more):
    return {**posted(question, wrong(question)), "reason": "Both are", "go": go, **more}


@pytest.fixture
def mia(cast, client):
    client.force_login(cast.mia)
    return client


def test_the_dry_run_shows_who_would_gain_and_changes_nothing(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    take(cast.ben_learns, module, questions, now)
    shown = mia.post(address(cast, module, wronged), form(wronged)).content.decode()
    assert cast.ana.listed_name in shown
    assert cast.ben.listed_name not in shown
    assert "80 to 100" in shown
    assert cast.morning.name in shown
    assert KeyCorrection.objects.count() == 0
    assert events().count() == 0
    row = AuditEvent.objects.get(action="remark-previewed")
    assert (row.by, row.detail["people"], row.detail["cohorts"]) == (cast.mia, 1, [cast.morning.pk])


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "true_false", "put_in_order", "match"])
def test_each_kind_of_question_can_be_corrected(cast, module, questions, now, mia, kind):
    question = next(one for one in questions if one["kind"] == kind)
    take(cast.ana_learns, module, questions, now, missed=[question])
    at = address(cast, module, question)
    assert question["prompt"] in mia.get(at).content.decode()
    looked = mia.post(at, form(question))
    hidden = {name: [] for name, _ in looked.context["correction"].posted}
    for name, value in looked.context["correction"].posted:
        hidden[name].append(value)
    assert mia.post(at, {**hidden, "reason": "Both are", "go": "do"}).status_code == 302
    assert KeyCorrection.objects.get().right == wrong(question)
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert "Marked again for 1 person." in mia.get(at).content.decode()


def test_sent_twice_it_is_corrected_once(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    for _ in range(2):
        assert mia.post(address(cast, module, wronged), form(wronged, "do")).status_code == 302
    assert KeyCorrection.objects.count() == 1
    assert events().count() == 1


def test_what_is_left_can_be_gone_on_with(cast, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert "1 person is not marked again yet" in mia.get(address(cast, module, wronged)).content.decode()
    mia.post(address(cast, module, wronged), {"go": "again"})
    assert events().count() == 1
    assert "Everybody who gains by it is marked again" in mia.get(address(cast, module, wronged)).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 201}, "at most 200"),
        ({"answer": []}, "Say which answer"),
        ({"answer": ["nothing-of-this"]}, "not part of this question"),
        ({"answer": "key"}, "the key already"),
    ],
)
def test_what_is_left_to_fix_is_said_and_nothing_is_lost(cast, module, wronged, mia, change, words):
    data = form(wronged)
    if "answer" in change:
        data[f"answer-{wronged['id']}"] = right(wronged) if change["answer"] == "key" else change["answer"]
    else:
        data |= change
    answer = mia.post(address(cast, module, wronged), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert data["reason"] in answer.content.decode()
    assert KeyCorrection.objects.count() == 0


def test_families_are_counted_among_them_and_never_named(cast, program, now, mia):
    family = next(one for one in program.by_key.values() if one.audience == "family" and one.question_count)
    questions = editions.content(editions.get(family.edition_id)).quiz["questions"]
    take(cast.fay_learns, family, questions, now, missed=[questions[0]])
    shown = mia.post(address(cast, family, questions[0]), form(questions[0])).content.decode()
    assert cast.fay.listed_name not in shown
    assert "fewer than 5" in shown
    assert "1 person" not in shown
    done = mia.post(address(cast, family, questions[0]), form(questions[0], "do"), follow=True).content.decode()
    assert "Family members who gain: fewer than 5." in done
    assert "1 person" not in done
    assert progress.row_of(cast.fay_learns, family.key).best_percent == 100


def test_it_leads_to_other_editions_that_ask_the_same(cast, program_page, module, questions, wronged, now, mia):
    take(cast.ana_learns, module, questions, now)
    page = curriculum.page_of(module.key)
    page.quiz = [one for one in page.quiz.get_prep_value() if one["type"] != "match"]
    curriculum.publish(page)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    other = reverse("remark", args=[cast.morning.program.uid, newer.edition_id, wronged["id"]])
    assert other not in mia.get(address(cast, module, wronged)).content.decode()
    attempts.start(cast.ben_learns, newer, now=now)
    assert other in mia.get(address(cast, module, wronged)).content.decode()
    assert address(cast, module, wronged) in mia.get(other).content.decode()


def test_questions_and_editions_that_are_not_of_the_program_are_not_found(cast, module, wronged, mia):
    program = cast.morning.program.uid
    others = curriculum.module(curriculum.week(curriculum.empty_program("Another"), 1), "p01")
    foreign = editions.latest(others.translation_key)
    theirs = next(iter(editions.content(foreign).questions))
    for edition, question in (
        (module.edition_id, cast.ana.uid),
        (foreign.pk, theirs),
        (1, wronged["id"]),
        (10**30, wronged["id"]),
    ):
        assert mia.get(reverse("remark", args=[program, edition, question])).status_code == 404


@pytest.mark.parametrize("people", [1, 60, 200])
def test_the_dry_run_takes_as_many_queries_for_any_number_of_people(cast, module, questions, wronged, mia, people):
    answers = {one["id"]: (wrong if one == wronged else right)(one) for one in questions}
    crowd(cast.morning, module.edition_id, [answers] * people)
    at = address(cast, module, wronged)
    mia.post(at, form(wronged))
    with CaptureQueriesContext(connection) as captured:
        answer = mia.post(at, form(wronged))
    assert answer.context["whole"].people == people
    assert len(captured) <= 17


def test_the_person_reads_that_it_was_marked_again(cast, ana, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    attempt = take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    result = reverse("check_in_result", args=[attempt.pk])
    words = "This question was marked again: your answer counts as right."
    before = ana.get(result).content.decode()
    assert words not in before
    assert "3 of 5" in " ".join(before.split())
    correct(cast, module, wronged, now)
    run(cast, module, now)
    after = " ".join(ana.get(result).content.decode().split())
    assert after.count(words) == 1
    assert "4 of 5 right" in after
    assert "80 percent" in after
    assert ana.get(result).context["missed"] == 1
    history = " ".join(ana.get(reverse("history")).content.decode().split())
    assert "4 of 5 right" in history
    assert "marked again" in history
    assert "80 percent" in " ".join(ana.get(reverse("module", args=[module.key])).content.decode().split())
