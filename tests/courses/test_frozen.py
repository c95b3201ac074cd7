"""The one reader of editions: what was once written is read for ever."""

import json
from pathlib import Path

import pytest

from courses import frozen

STORED = Path(__file__).parent / "edition_schema_1.json"


def test_a_stored_edition_of_schema_1_reads_for_ever():
    """The file is never changed: it is what a database of the first release holds."""
    content = frozen.read(json.loads(STORED.read_text()))
    assert (content.code, content.title, content.week) == ("p02", "My safety plan", 1)
    assert [card.title for card in content.cards] == ["Help comes first", "When to use which number"]
    assert content.card_title(content.cards[0].id) == "Help comes first"
    assert content.card_title("gone") == ""
    assert [question["kind"] for question in content.quiz["questions"]] == ["single_choice", "put_in_order"]
    assert [field["kind"] for field in content.fields.values()] == ["list", "contact"]
    assert (content.worksheet["feeds_plan"], content.worksheet["gathers_plan"]) == (True, False)


def test_a_schema_of_the_future_is_refused():
    with pytest.raises(frozen.UnknownSchema):
        frozen.read({"schema": 2})
