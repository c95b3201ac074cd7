"""Front matter, text, headings and fenced blocks: read with lines, written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.texts import TextError
from cms.texts.fences import Fence, Heading, Text, read, write
from cms.texts.strict_yaml import Loaded

CARD = """---
id: help-first
objectives: [2]
---
```key-idea
text: You can call 988.
```

You do not have to be sure.

- one
- two

## When to use which number

```steps
title: Do
items:
  - title: First
    text: "Say: hello"
```
"""


def test_a_card_is_read_into_pieces_with_their_lines():
    card = read(CARD)
    assert card.front.data == {"id": "help-first", "objectives": [2]}
    assert [(type(piece), piece.line) for piece in card.pieces] == [(Fence, 5), (Text, 9), (Heading, 14), (Fence, 16)]
    key_idea, text, heading, steps = card.pieces
    assert key_idea.fields.data == {"text": "You can call 988."}
    assert text.markdown == "You do not have to be sure.\n\n- one\n- two\n"
    assert heading.text == "When to use which number"
    assert steps.fields.line("items", 0, "text") == 20


def test_a_card_written_back_reads_the_same():
    card = read(CARD)
    assert bare(read(write(card.front.data, card.pieces))) == bare(card)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("no front matter", 1, "front matter"),
        ("---\nid: a\n", 1, "closing line"),
        ("---\nid: a\nid: b\n---\n", 3, "given twice"),
        ("---\nid: a\n---\n\n```story\ntitle: A\n", 5, "no closing line"),
        ("---\nid: a\n---\n```Key Idea\n```\n", 4, "needs a name"),
        ("---\nid: a\n---\n```story\njust words\n```\n", 5, "Names with values"),
        ("---\nid: a\n---\n```story\ntitle: A\ntext:\n```\n", 6, "Nothing is written"),
        ("---\nid: a\n---\n## \n", 4, "no words"),
    ],
)
def test_a_mistake_names_its_line(text, line, words):
    with pytest.raises(TextError, match=words) as mistake:
        read(text)
    assert mistake.value.line == line


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm():
    assert bare(read("\ufeff" + CARD.replace("\n", "\r\n"))) == bare(read(CARD))


def test_a_fence_without_fields_is_an_empty_mapping():
    assert read("---\nid: a\n---\n```summary\n```\n").pieces[0].fields.data == {}


def bare(document):
    """Pieces without their lines."""
    return (document.front.data, [(type(piece), strip(piece)) for piece in document.pieces])


def strip(piece):
    return (
        (piece.name, piece.fields.data) if isinstance(piece, Fence) else getattr(piece, "markdown", None) or piece.text
    )


WORDS = st.text(st.sampled_from("abc `:#-'\"\n"), min_size=1, max_size=40)
FENCES = st.builds(lambda words: Fence("story", Loaded({"text": words, "lines": [words, "x"]})), WORDS)
HEADINGS = st.sampled_from(["When", "A `b` *c*", "1. One # two"]).map(Heading)
TEXTS = st.sampled_from(["One.\n", "- a\n- b\n", "Two lines\nof text.\n\nAnd more.\n"]).map(Text)


@given(st.lists(st.tuples(TEXTS, FENCES | HEADINGS), max_size=4))
def test_any_pieces_are_written_and_read_back(pairs):
    pieces = tuple(piece for pair in pairs for piece in pair)
    assert [strip(piece) for piece in read(write({"id": "x"}, pieces)).pieces] == [strip(piece) for piece in pieces]
