"""Markdown with front matter and named fences, read into pieces with their lines and written back.

---            front matter in strict YAML
---
Text           runs of paragraphs and lists
## Heading
```key-idea    a named block, its fields in strict YAML
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.texts import TextError, strict_yaml
from cms.texts.strict_yaml import Loaded

FENCE = re.compile(r" {0,3}(`{3,})\s*([^`]*?)\s*")
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
HEADING = re.compile(r" {0,3}##[ \t]+(.*?)[ \t]*")


@dataclass(frozen=True)
class Text:
    """Running text in our small Markdown."""

    markdown: str
    line: int = 0


@dataclass(frozen=True)
class Heading:
    text: str
    line: int = 0


@dataclass(frozen=True)
class Fence:
    """A named block: `fields.data` is a mapping, `fields.line("items", 0)` the file's line of a part."""

    name: str
    fields: Loaded
    line: int = 0


Piece = Text | Heading | Fence


@dataclass(frozen=True)
class Document:
    front: Loaded
    pieces: tuple[Piece, ...]


def read(text: str) -> Document:
    """Read a whole file. Raises TextError with the line in the file."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != "---":
        raise TextError(1, "The file must begin with front matter between two lines of ---.")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise TextError(1, "The front matter has no closing line of ---.")
    front = _fields("\n".join(lines[1:end]), 2)
    return Document(front, tuple(_pieces(lines, end + 1)))


def _fields(text: str, first_line: int) -> Loaded:
    """A mapping in strict YAML; nothing at all is an empty one."""
    if not re.sub(r"(?m)^\s*(#.*)?$", "", text).strip():
        return Loaded({}, {(): first_line})
    loaded = strict_yaml.load(text, first_line)
    if not isinstance(loaded.data, dict):
        raise TextError(first_line, "Names with values are wanted here, as in `title: My title`.")
    return loaded


def _pieces(lines: list[str], at: int) -> Iterator[Piece]:
    start = at
    while at < len(lines):
        fence, heading = FENCE.fullmatch(lines[at]), HEADING.fullmatch(lines[at])
        if not fence and not heading:
            at += 1
            continue
        yield from _text(lines, start, at)
        if heading:
            yield _heading(heading[1], at + 1)
            at += 1
        elif fence:
            end = _end_of_fence(lines, at, fence[1])
            yield _fence(fence[2], "\n".join(lines[at + 1 : end]), at + 1)
            at = end + 1
        start = at
    yield from _text(lines, start, at)


def _text(lines: list[str], start: int, end: int) -> Iterator[Text]:
    while start < end and not lines[start].strip():
        start += 1
    markdown = "\n".join(lines[start:end]).rstrip()
    if markdown:
        yield Text(markdown + "\n", start + 1)


def _heading(text: str, line: int) -> Heading:
    if not text:
        raise TextError(line, "This heading has no words.")
    return Heading(text, line)


def _end_of_fence(lines: list[str], start: int, ticks: str) -> int:
    for at in range(start + 1, len(lines)):
        line = lines[at].strip()
        if line.startswith(ticks) and not line.strip("`"):
            return at
    raise TextError(start + 1, f"This block has no closing line of {ticks}.")


def _fence(name: str, body: str, line: int) -> Fence:
    if not NAME.fullmatch(name):
        raise TextError(line, "A fenced block needs a name of lower-case letters and dashes, as in ```key-idea.")
    return Fence(name, _fields(body, line + 1), line)


# --- writing --------------------------------------------------------------------------------------------------------
def write(front: Mapping[str, Any], pieces: Iterable[Piece]) -> str:
    """Write a file that `read` gives back. Texts that follow each other become one."""
    head = f"---\n{strict_yaml.dump(dict(front)) if front else ''}---\n"
    return head + "\n".join(filter(None, map(_write_piece, pieces)))


def _write_piece(piece: Piece) -> str:
    if isinstance(piece, Text):
        return piece.markdown.strip("\n") + "\n" if piece.markdown.strip() else ""
    if isinstance(piece, Heading):
        return f"## {piece.text}\n"
    body = strict_yaml.dump(piece.fields.data) if piece.fields.data else ""
    longest = max((len(ticks) for ticks in re.findall(r"(?m)^\s*(`{3,})", body)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{piece.name}\n{body}{ticks}\n"
