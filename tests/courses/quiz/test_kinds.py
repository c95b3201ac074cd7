"""What holds for every kind of question, whatever is asked, answered or posted."""

import contextlib
import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz import QUESTION_KINDS, AnswerError
from tests.courses.quiz.questions import EXAMPLES, WRONG, answered, part_ids, post_of, questions


def kind_of(question):
    return QUESTION_KINDS[question["kind"]]


def test_the_kinds_are_those_of_the_file_format():
    assert sorted(QUESTION_KINDS) == ["match", "multiple_choice", "put_in_order", "single_choice", "true_false"]


@given(questions())
def test_the_right_answer_is_marked_correct_and_can_be_posted(question):
    kind = kind_of(question)
    right = kind.right_answer(question)
    assert kind.mark(question, right).correct
    assert kind.read(question, post_of(question, right)) == right


@given(answered())
def test_only_the_right_answer_is_marked_correct(case):
    question, answer = case
    kind = kind_of(question)
    assert kind.mark(question, answer).correct == (answer == kind.right_answer(question))


@given(answered())
def test_what_is_read_survives_json_and_is_what_was_posted(case):
    question, answer = case
    read = kind_of(question).read(question, post_of(question, answer))
    assert json.loads(json.dumps(read)) == answer


@given(answered(), st.randoms())
def test_the_order_of_a_post_changes_nothing(case, random):
    question, answer = case
    fields = [(name, random.sample(values, len(values))) for name, values in post_of(question, answer).items()]
    random.shuffle(fields)
    assert kind_of(question).read(question, dict(fields)) == answer


@given(answered())
def test_marking_is_pure(case):
    question, answer = case
    before = copy.deepcopy((question, answer))
    assert kind_of(question).mark(question, answer) == kind_of(question).mark(*copy.deepcopy(before))
    assert (question, answer) == before


@given(answered())
def test_every_part_is_marked_once_with_its_explanation(case):
    question, answer = case
    marked = kind_of(question).mark(question, answer)
    assert [part.id for part in marked.parts] == part_ids(question)
    assert all(part.explanation for part in marked.parts)


@given(answered())
def test_a_wrong_answer_reveals_its_misconception_and_a_right_one_none(case):
    question, answer = case
    marked = kind_of(question).mark(question, answer)
    wrong_choice = any(part.chosen and not part.right for part in marked.parts)
    assert marked.misconceptions == ((WRONG,) if wrong_choice else ())
    assert not (marked.correct and wrong_choice)


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda question: question["kind"])
def test_nothing_chosen_is_no_answer_and_is_wrong(question):
    kind = kind_of(question)
    blank = {
        "answer": [""],
        **{f"place-{one}": [""] for one in part_ids(question) if question["kind"] == "put_in_order"},
    }
    assert kind.read(question, {}) is None
    assert kind.read(question, blank) is None
    assert kind.mark(question, None).correct is False
    assert kind.mark(question, None).misconceptions == ()
    assert kind.words(question, None) == ""


@given(answered(), st.text(min_size=1))
def test_unknown_choices_are_refused(case, unknown):
    question, answer = case
    if unknown in [*part_ids(question), *"12345"]:
        return
    post = post_of(question, answer)
    post[sorted(post)[0]] = [unknown]
    with pytest.raises(AnswerError) as caught:
        kind_of(question).read(question, post)
    assert caught.value.code == "not-a-choice"
    assert caught.value.message.endswith(".")


@given(questions(), st.dictionaries(st.text(), st.lists(st.text(), max_size=3)), st.data())
def test_any_post_gives_an_answer_or_a_sentence(question, noise, data):
    names = ["answer", *(f"{prefix}{one}" for prefix in ("place-", "pair-") for one in [*part_ids(question), "x"])]
    values = st.lists(st.sampled_from([*part_ids(question), "", "1", "2", "-1", "1e9", "²", "x" * 5000]), max_size=3)
    post = noise | data.draw(st.dictionaries(st.sampled_from(names), values))
    with contextlib.suppress(AnswerError):
        kind_of(question).mark(question, kind_of(question).read(question, post))


@given(answered())
def test_stale_answers_are_marked_wrong_and_worded_without_an_error(case):
    question, answer = case
    stale = copy.deepcopy(question)
    for part in stale.get("options") or stale.get("items") or stale.get("pairs"):
        part["id"] = f"new-{part['id']}"
    assert not kind_of(stale).mark(stale, answer).correct
    assert kind_of(stale).words(stale, answer) == ""


@given(questions(), st.text())
def test_laying_out_loses_nothing_and_never_gives_the_order_away(question, seed):
    kind = kind_of(question)
    shown = kind.laid_out(question, seed)
    assert shown == kind.laid_out(question, seed)
    assert sorted(choice.id for choice in shown) == sorted(part_ids(question))
    as_written = [choice.id for choice in shown] == part_ids(question)
    assert as_written == (question["kind"] not in ("put_in_order", "match"))


@given(answered())
def test_words_name_what_was_chosen(case):
    question, answer = case
    words = kind_of(question).words(question, answer)
    assert all(part.text in words for part in kind_of(question).mark(question, answer).parts if part.chosen)


@given(questions())
def test_good_questions_have_no_problems(question):
    assert kind_of(question).problems(question) == []


@pytest.mark.parametrize("question", EXAMPLES, ids=lambda question: question["kind"])
def test_an_empty_question_has_problems_and_no_error(question):
    assert {problem.code for problem in kind_of(question).problems({})} >= {"no-prompt", "part-count"}
