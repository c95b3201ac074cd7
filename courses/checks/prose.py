"""The words of a card or question as a reader meets them, taken out of their data. Pure."""

from collections.abc import Iterator
from typing import Any

from cms.texts import TextError, markdown
from courses.checks.subject import Card, Data, Question, text
from courses.vocabulary import EVERYONE

MARKDOWN = {"text": ("text",), "callout": ("text",), "story": ("text",), "practice": ("text",)}
NOT_SHOWN = {"block", "kind", "for", "file", "captions", "at", "show", "minutes", "transcript"}
LOOSE = {"title", "label", "when", "caption", "columns", "rows", "points"}  # bits beside the running text


def of_card(card: Card) -> str:
    """Every sentence of a card, paragraphs parted by blank lines; headings, labels and table cells are left out."""
    return "\n\n".join(
        words for _, kind, block in card.blocks if kind != "heading" for words in _words(kind, block, loose=False)
    )


def all_of_card(card: Card, pathway: str = "") -> str:
    """Everything that stands on a card, or all of it that a person of this pathway sees."""
    parts = [card.title]
    for _, kind, block in card.blocks:
        if not pathway or block.get("for") in (None, EVERYONE, pathway):
            parts += _words(kind, block, loose=True)
    return "\n\n".join(parts)


def of_question(question: Question) -> str:
    """The prompt and what can be chosen, without the explanations."""
    parts = [question.prompt]
    for _, part in question.parts:
        parts += [text(part.get(name)) for name in ("text", "left", "right")]
    return "\n\n".join(part for part in parts if part)


def explanations(question: Question) -> str:
    return "\n\n".join(text(part.get("why")) for _, part in question.parts)


def plain(source: str) -> str:
    """The words of Markdown, a blank line between paragraphs and list items."""
    try:
        return markdown.words(markdown.to_html(source)).replace("\n", "\n\n")
    except TextError:
        return source


def _words(kind: str, fields: Data, *, loose: bool) -> Iterator[str]:
    for name, value in fields.items():
        if name in NOT_SHOWN or (name in LOOSE and not loose):
            continue
        for piece in _flat(value, loose):
            yield plain(piece) if name in MARKDOWN.get(kind, ()) else piece


def _flat(value: Any, loose: bool) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item, loose)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in NOT_SHOWN and (loose or name not in LOOSE):
                yield from _flat(item, loose)
