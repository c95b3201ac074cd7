"""Takes a GIFT file apart: questions with the tags in the comments above them, each with the line it begins on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TAGS = re.compile(r"\[tag:([^\]]*)\]")
TOKEN = re.compile(r"\\.|[{}]", re.DOTALL)


@dataclass(slots=True)
class Block:
    """The raw text of one question."""

    line: int
    tags: list[str]
    lines: list[str] = field(default_factory=list)
    depth: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def add(self, line: str) -> None:
        self.lines.append(line)
        for token in TOKEN.findall(line):
            self.depth += {"{": 1, "}": -1}.get(token, 0)


def blocks(text: str) -> Iterator[Block]:
    """An empty line ends a question, unless a brace is still open. Comments and categories are no questions."""
    tags: list[str] = []
    block: Block | None = None
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = line.strip()
        if bare.startswith("//"):
            tags += TAGS.findall(bare)
        elif not bare and (block is None or block.depth <= 0):
            if block is not None:
                yield block
            block = None
        elif block is None and bare.upper().startswith("$CATEGORY:"):
            tags = []
        elif bare:
            if block is None:
                block, tags = Block(number, tags), []
            block.add(line)
    if block is not None:
        yield block


def between_braces(text: str) -> tuple[str, str, str] | None:
    """(before, inside, after) of the first pair of braces; None where there is no such pair."""
    opens = closes = None
    for token in TOKEN.finditer(text):
        if token.group() == "{" and opens is None:
            opens = token.end()
        elif token.group() == "}" and opens is not None and closes is None:
            closes = token.start()
    if opens is None or closes is None:
        return None
    return text[: opens - 1], text[opens:closes], text[closes + 1 :]


def split(text: str, mark: str) -> list[str]:
    """At each `mark` that no backslash stands before."""
    parts, last = [], 0
    for token in re.finditer(rf"\\.|{re.escape(mark)}", text, re.DOTALL):
        if token.group() == mark:
            parts.append(text[last : token.start()])
            last = token.end()
    return [*parts, text[last:]]


def answers(body: str) -> list[tuple[str, str]]:
    """("=" or "~", what follows it) of each answer; anything before the first is left out."""
    marks = [one for one in re.finditer(r"\\.|[=~]", body, re.DOTALL) if one.group() in "=~"]
    ends = [one.start() for one in marks[1:]]
    return [(one.group(), body[one.end() : end]) for one, end in zip(marks, [*ends, len(body)], strict=False)]


def unescape(words: str) -> str:
    r"""`\n` is a new line, a backslash before a sign of GIFT stands for that sign, any other for itself."""
    return re.sub(r"\\([\\~=#{}:n])", lambda found: "\n" if found[1] == "n" else found[1], words)
