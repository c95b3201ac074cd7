"""Questions and quizzes for tests: one plain example of each kind, and hypothesis strategies for any of them."""

from hypothesis import strategies as st

WRONG = {"key": "wait-and-see", "name": "Waiting makes a crisis pass", "reply": "Reach out now."}


def option(number, *, correct):
    why = {"text": f"Option {number}", "explanation": f"Why {number}", "misconception": None if correct else WRONG}
    return {"id": f"o{number}", "correct": correct, **why}


def question(kind, correct=(2,), size=4):
    """With options o1, o2, ...; or items i1, ...; or pairs p1, ..."""
    base = {"id": "q", "kind": kind, "card": "", "objectives": [1], "prompt": "What now?", "misconception": None}
    numbers = range(1, (2 if kind == "true_false" else size) + 1)
    if kind == "put_in_order":
        items = [{"id": f"i{n}", "text": f"Item {n}", "explanation": f"Why {n}"} for n in numbers]
        return base | {"items": items, "misconception": WRONG}
    if kind == "match":
        pairs = [
            {"id": f"p{n}", "left": f"Left {n}", "right": f"Right {n}", "explanation": f"Why {n}"} for n in numbers
        ]
        return base | {"pairs": pairs, "misconception": WRONG}
    return base | {"options": [option(n, correct=n in correct) for n in numbers]}


SINGLE, MULTIPLE = question("single_choice"), question("multiple_choice", correct=(1, 3))
TRUE_FALSE, ORDER, MATCH = question("true_false"), question("put_in_order"), question("match")
EXAMPLES = [SINGLE, MULTIPLE, TRUE_FALSE, ORDER, MATCH]


def part_ids(one):
    return [part["id"] for part in one.get("options") or one.get("items") or one.get("pairs")]


def post_of(one, answer):
    """What a browser sends for an answer."""
    if one["kind"] == "put_in_order":
        return {f"place-{item_id}": [str(place)] for place, item_id in enumerate(answer, 1)}
    if one["kind"] == "match":
        return {f"pair-{left}": [right] for left, right in answer.items()}
    return {"answer": [answer] if isinstance(answer, str) else list(answer)}


@st.composite
def questions(draw):
    kind = draw(st.sampled_from(["single_choice", "multiple_choice", "true_false", "put_in_order", "match"]))
    size = draw(st.integers(3, 5))
    numbers = st.integers(1, 2 if kind == "true_false" else size)
    correct = draw(
        st.sets(numbers, min_size=1) if kind == "multiple_choice" else st.sets(numbers, min_size=1, max_size=1)
    )
    return question(kind, correct=correct, size=size) | {"id": str(draw(st.uuids()))}


@st.composite
def answered(draw):
    """A question with any answer that can be posted for it."""
    one = draw(questions())
    ids = part_ids(one)
    if one["kind"] == "put_in_order":
        return one, list(draw(st.permutations(ids)))
    if one["kind"] == "match":
        return one, {left: draw(st.sampled_from(ids)) for left in ids}
    if one["kind"] == "multiple_choice":
        return one, sorted(draw(st.sets(st.sampled_from(ids), min_size=1)))
    return one, draw(st.sampled_from(ids))
