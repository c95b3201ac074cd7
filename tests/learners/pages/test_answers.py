"""Reading several questions from one posted page."""

from uuid import uuid4

from django.http import QueryDict

from learners.forms import answers
from tests.learners.answering import posted, right


def order(*texts):
    items = [{"id": str(uuid4()), "text": text, "explanation": "Because."} for text in texts]
    return {
        "id": str(uuid4()),
        "kind": "put_in_order",
        "prompt": "Put in order.",
        "items": items,
        "misconception": None,
    }


def form(*pairs):
    data = QueryDict(mutable=True)
    for question, answer in pairs:
        data.update(posted(question, answer))
    return data


def test_two_orders_on_one_page_are_kept_apart():
    first, second = order("a", "b", "c"), order("d", "e", "f")
    read, errors = answers.read_all([first, second], form((first, right(first)), (second, right(second))))
    assert errors == {}
    assert read == {first["id"]: right(first), second["id"]: right(second)}


def test_what_is_not_answered_is_neither_answer_nor_error():
    first, second = order("a", "b", "c"), order("d", "e", "f")
    assert answers.read_all([first, second], form((second, right(second)))) == ({second["id"]: right(second)}, {})
