"""What differs between two editions: nothing where they are the same, and the same seen from both sides."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import edition_changes, frozen
from courses.edition_changes import ADDED, CHANGED, REMOVED, Run, between

DAY = "What helps Dana on day {}?"
WORDS = st.text("ab ", min_size=1, max_size=6).map(lambda text: text.strip() or "x")
IDS = st.sampled_from([f"id-{number}" for number in range(6)])


def options(kind: str):
    def whole(texts, right):
        return [
            {
                "id": f"o{at}",
                "text": text,
                "correct": at == right % len(texts),
                "explanation": text * 2,
                "misconception": None if at == right else {"key": text, "name": text, "reply": "No."},
            }
            for at, text in enumerate(texts)
        ]

    sizes = {"min_size": 2, "max_size": 2 if kind == "true_false" else 4}
    return st.builds(whole, st.lists(WORDS, **sizes), st.integers(0, 3))


def question(own: str):
    head = {"id": st.just(own), "prompt": WORDS, "card": IDS | st.just(""), "objectives": st.just([1])}
    chosen = [
        st.fixed_dictionaries({**head, "kind": st.just(kind), "misconception": st.none(), "options": options(kind)})
        for kind in ("single_choice", "multiple_choice", "true_false")
    ]
    items = st.permutations(["i0", "i1", "i2"]).map(
        lambda ids: [{"id": one, "text": f"Step {one}", "explanation": "So."} for one in ids]
    )
    ordered = st.fixed_dictionaries(
        {**head, "kind": st.just("put_in_order"), "misconception": st.none(), "items": items}
    )
    pairs = st.permutations(["r0", "r1", "r2"]).map(
        lambda rights: [
            {"id": f"p{at}", "left": f"l{at}", "right": right, "explanation": "So."} for at, right in enumerate(rights)
        ]
    )
    matched = st.fixed_dictionaries({**head, "kind": st.just("match"), "misconception": st.none(), "pairs": pairs})
    return st.one_of(*chosen, ordered, matched)


def each(make):
    return st.lists(IDS, unique=True, max_size=4).flatmap(lambda ids: st.tuples(*map(make, ids))).map(list)


FIELD = {
    "kind": st.sampled_from(["short_text", "checklist"]),
    "label": WORDS,
    "help": WORDS | st.just(""),
    "options": st.lists(WORDS, max_size=2).map(
        lambda texts: [{"id": f"o{at}", "text": text} for at, text in enumerate(texts)]
    ),
}
EDITIONS = st.fixed_dictionaries(
    {
        "schema": st.just(1),
        "key": st.just("5a1f6b6e-9a0b-5d3c-8f0e-6c1d7f2b4e90"),
        "code": st.just("p01"),
        "title": WORDS,
        "language": st.just("en"),
        "audience": st.just("participant"),
        "strand": st.just("triggers"),
        "week": st.integers(1, 3),
        "minutes": st.integers(10, 20),
        "objectives": st.lists(WORDS, max_size=3),
        "cards": each(lambda own: st.fixed_dictionaries({"id": st.just(own), "title": WORDS})),
        "quiz": st.none()
        | st.fixed_dictionaries({"pass_mark": st.integers(70, 90), "questions": each(question)}).filter(
            lambda quiz: quiz["questions"]
        ),
        "worksheet": st.none()
        | st.fixed_dictionaries(
            {
                "title": WORDS,
                "intro": WORDS,
                "feeds_plan": st.booleans(),
                "fields": each(lambda own: st.fixed_dictionaries({"id": st.just(own), **FIELD})),
            }
        ),
    }
).map(frozen.read)


@given(EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition):
    assert between(edition, copy.deepcopy(edition)) == ()


@given(EDITIONS, EDITIONS)
def test_both_ways_tell_the_same_changes(one, other):
    there = {change.mirrored() for change in between(one, other)}
    assert there == set(between(other, one))


@given(EDITIONS, EDITIONS)
def test_whatever_people_could_see_differ_is_told(one, other):
    shown = ("title", "week", "minutes", "objectives", "cards")
    if any(getattr(one, name) != getattr(other, name) for name in shown) or one.questions != other.questions:
        assert between(one, other)


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30))
def test_marked_words_hold_both_texts(before, after):
    marked = edition_changes.runs(before, after)
    for state, text in ((REMOVED, before), (ADDED, after)):
        assert " ".join(run.text for run in marked if run.state in ("", state)) == " ".join(text.split())


# --- what a clinician reads -----------------------------------------------------------------------------------------


@pytest.fixture
def edition():
    def option(own, text, correct):
        return {"id": own, "text": text, "correct": correct, "explanation": "So.", "misconception": None}

    questions = [
        {
            "id": f"q{n}",
            "kind": "single_choice",
            "prompt": f"What helps Dana on day {n}?",
            "card": "c1",
            "objectives": [1],
            "misconception": None,
            "options": [option("a", "Call", True), option("b", "Wait", False)],
        }
        for n in (1, 2)
    ]
    return {
        "schema": 1,
        "key": "5a1f6b6e-9a0b-5d3c-8f0e-6c1d7f2b4e90",
        "code": "p01",
        "title": "A title",
        "language": "en",
        "audience": "participant",
        "strand": "triggers",
        "week": 1,
        "minutes": 15,
        "objectives": ["Name one sign"],
        "cards": [{"id": "c1", "title": "First"}, {"id": "c2", "title": "Second"}],
        "quiz": {"pass_mark": 80, "questions": questions},
        "worksheet": None,
    }


def told(before, change):
    """(action, kind, number, before, after) of each change that `change` makes."""
    after = copy.deepcopy(before)
    change(after)
    found = between(frozen.read(before), frozen.read(after))
    return [(one.action, one.place.kind, one.number, one.before, one.after) for one in found]


def test_a_reworded_question_is_told_with_its_number(edition):
    def reword(content):
        content["quiz"]["questions"][1]["prompt"] = "What helps Dana at night?"

    assert told(edition, reword) == [(CHANGED, "prompt", 2, "What helps Dana on day 2?", "What helps Dana at night?")]
    assert edition_changes.runs("on day 2?", "on day two") == (Run("on day", ""), Run("2?", REMOVED), Run("two", ADDED))


def test_another_right_answer_is_told_as_that(edition):
    def turn(content):
        for option in content["quiz"]["questions"][0]["options"]:
            option["correct"] = not option["correct"]

    assert told(edition, turn) == [(CHANGED, "key", 1, "Call", "Wait")]
    after = copy.deepcopy(edition)
    turn(after)
    keys = edition_changes.changed_keys(frozen.read(edition), frozen.read(after))
    assert [change.place.owner for change in keys] == ["q1"]


def test_other_words_for_the_right_answer_are_no_other_answer(edition):
    def reword(content):
        content["quiz"]["questions"][0]["options"][0]["text"] = "Call somebody"

    assert told(edition, reword) == [(CHANGED, "answer", 1, "Call", "Call somebody")]


def test_a_moved_question_is_told_as_moved_and_not_as_new(edition):
    assert told(edition, lambda content: content["quiz"]["questions"].reverse()) == [
        (CHANGED, "order", 0, f"{DAY.format(1)}; {DAY.format(2)}", f"{DAY.format(2)}; {DAY.format(1)}")
    ]


def test_what_is_gone_keeps_the_number_that_it_had(edition):
    def drop(content):
        del content["cards"][0]

    found = told(edition, drop)
    assert (REMOVED, "title", 1, "First", None) in found
    assert all(kind in ("title", "card") for _, kind, *_ in found)
