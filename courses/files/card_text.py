"""A card as a file: front matter, running text, headings and named fences. Read into the data of a `Card`, and back."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cms.texts import TextError, fences
from cms.texts.strict_yaml import Loaded
from courses.files.schema.cards import Card
from courses.files.schema.module import Loc

RUNNING = ("text", "heading")  # blocks that stand outside fences
MARKDOWN = {"callout": "text", "story": "text", "practice": "text", "audio": "transcript", "video": "transcript"}
ITEM = re.compile(r"(?:-|\d{1,9}[.)]) +")
MARK = re.compile(
    r"[-+*#>=|~`<\\_]|\d{1,9}[.)]|$"
)  # taken for a list, heading, quotation, line or fence at the start of a line
WIDTH = 120  # characters
FOLDED = re.compile(r":\s*>[-+1-9]*\s*(#.*)?$")


class CardText:
    """`data` as the schema wants it, and the line of each part of it."""

    def __init__(self, text: str) -> None:
        """Raises TextError."""
        document = fences.read(text)
        self.front, self.pieces = document.front, document.pieces
        if "blocks" in self.front.data:
            raise TextError(
                self.front.line("blocks"), "`blocks` is not known here: text and blocks stand below the ---."
            )
        self.lines = text.splitlines()
        self.data = {**self.front.data, "blocks": [self._block(piece) for piece in self.pieces]}

    def line(self, *loc: str | int) -> int:
        if loc[:1] != ("blocks",):
            return self.front.line(*loc)
        if len(loc) == 1:
            return len(self.lines)
        piece = self.pieces[int(loc[1])]
        if not isinstance(piece, fences.Fence) or loc[2:] in ((), ("block",)):
            return piece.line
        return piece.fields.line(*loc[2:])

    def first_line_of_text(self, loc: Loc) -> int:
        """The line that a Markdown text begins on, which for a `|` or `>` text is the one below its name."""
        line = self.line(*loc)
        below = len(loc) > 2 and line <= len(self.lines) and re.search(r":\s*[|>]", self.lines[line - 1])
        return line + 1 if below and isinstance(self.pieces[int(loc[1])], fences.Fence) else line

    def _block(self, piece: fences.Piece) -> dict[str, Any]:
        if isinstance(piece, fences.Text):
            return {"block": "text", "text": piece.markdown}
        if isinstance(piece, fences.Heading):
            return {"block": "heading", "text": piece.text}
        if piece.name in RUNNING:
            raise TextError(piece.line, f"Write {piece.name} without a fence: running text, or ## and a heading.")
        if "block" in piece.fields.data:
            raise TextError(piece.fields.line("block"), "`block` is not known here.")
        return {"block": piece.name, **self._with_paragraphs(piece)}

    def _with_paragraphs(self, piece: fences.Fence) -> dict[str, Any]:
        """YAML makes one line break of an empty line in a `>-` text; a new paragraph is meant."""
        fields = dict(piece.fields.data)
        name = MARKDOWN.get(piece.name, "")
        if isinstance(fields.get(name), str) and FOLDED.search(self.lines[piece.fields.line(name) - 1]):
            fields[name] = re.sub(r"\n+", "\n\n", fields[name])
        return fields


def write(card: Card) -> str:
    front = {"id": card.id, "title": card.title, "objectives": card.objectives}
    return fences.write(front, _pieces(card.model_dump(by_alias=True, exclude_defaults=True)["blocks"]))


def _pieces(blocks: Sequence[dict[str, Any]]) -> Iterator[fences.Piece]:
    for block in blocks:
        name = block.pop("block")
        if name == "heading":
            yield fences.Heading(block["text"])
            continue
        running = "text" if name == "text" else MARKDOWN.get(name)
        if running:
            block[running] = wrapped(block[running])
        yield fences.Text(block["text"]) if name == "text" else fences.Fence(name, Loaded(block))


def wrapped(markdown: str) -> str:
    """The same Markdown in lines that a person can edit and compare."""
    return "\n".join(line for source in markdown.split("\n") for line in _wrap(source))


def _wrap(source: str) -> Iterator[str]:
    """Lines of one paragraph or list item; none begins with what Markdown would take for a mark."""
    item = ITEM.match(source)
    indent = " " * len(item[0]) if item else ""
    line = source[: len(indent)]
    for word in source[len(indent) :].split(" "):
        room = len(line) + len(word) < WIDTH or line in ("", indent, source[: len(indent)])
        if room or MARK.match(word):
            line += word if line == source[: len(indent)] else f" {word}"
        else:
            yield line
            line = indent + word
    yield line
