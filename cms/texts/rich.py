"""Formatted text as a few plain values, and its HTML: paragraphs and one-level lists of bold, italic and linked words.

The HTML written here is canonical: equal texts give equal strings. Wagtail's `data-block-key` is ignored.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from cms.texts import TextError

BREAK = "\n"  # stands for a line break inside a run
LINKS = re.compile(r"(https?://|mailto:|tel:|sms:|/(?!/)|#)[^\s\x00-\x1f]*", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Words of one format."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def format(self) -> tuple[bool, bool, str]:
        return (self.bold, self.italic, self.href)


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph (`p`, one line) or a list (`ul` or `ol`, a line for each item)."""

    kind: str
    lines: tuple[Line, ...]


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The canonical form: no empty parts, single spaces, none at the edges of a format, neighboring lists joined."""
    tidied: list[Block] = []
    for block in blocks:
        lines = tuple(line for line in map(_tidy_line, block.lines) if line)
        if not lines:
            continue
        if tidied and block.kind != "p" and tidied[-1].kind == block.kind:
            tidied[-1] = Block(block.kind, tidied[-1].lines + lines)
        else:
            tidied.append(Block(block.kind, lines))
    return tuple(tidied)


def _tidy_line(line: Line) -> Line:
    """One pass may bring equal neighbors together whose spaces then meet, so it runs until nothing changes."""
    before: Line = ()
    while line != before:
        before = line
        line = _trim(_join(_loosen(_join(_clean(run) for run in line))))
    return line


def _clean(run: Run) -> Run:
    text = re.sub(r"[ \t\r\f\v\x1c-\x1f\x85\u2028\u2029]+", " ", run.text)
    text = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
    return replace(run, text=re.sub(r" *\n[ \n]*", BREAK, text))


def _loosen(runs: Iterable[Run]) -> Iterator[Run]:
    """Take line breaks, and space at the edges of formatted words, out of the format."""
    for run in runs:
        for part in re.split(rf"({BREAK})", run.text):
            body = part.strip()
            start = part.find(body)
            yield from (Run(part[:start]), replace(run, text=body), Run(part[start + len(body) :]))


def _join(runs: Iterable[Run]) -> Line:
    filled = (run for run in runs if run.text)
    return tuple(
        replace(Run("", *key), text="".join(run.text for run in same))
        for key, same in groupby(filled, key=lambda run: run.format)
    )


def _trim(line: Line) -> Line:
    """Drop space at the ends, and spaces that meet across two runs."""
    trimmed: list[Run] = []
    for run in line:
        follows_space = not trimmed or trimmed[-1].text[-1] in " \n"
        text = run.text.lstrip() if not trimmed else run.text.lstrip(" ") if follows_space else run.text
        if text:
            trimmed.append(replace(run, text=text))
    while trimmed and not (text := trimmed[-1].text.rstrip()):
        trimmed.pop()
    if trimmed:
        trimmed[-1] = replace(trimmed[-1], text=text)
    return tuple(trimmed)


def plain(blocks: Iterable[Block]) -> str:
    """The words alone: one line for each paragraph and list item."""
    return "\n".join("".join(run.text.replace(BREAK, " ") for run in line) for block in blocks for line in block.lines)


def write_html(blocks: Iterable[Block]) -> str:
    """Canonical HTML of tidy blocks."""
    return "".join(_html_block(block) for block in blocks)


def _html_block(block: Block) -> str:
    if block.kind == "p":
        return "".join(f"<p>{_html_line(line)}</p>" for line in block.lines)
    return f"<{block.kind}>" + "".join(f"<li>{_html_line(line)}</li>" for line in block.lines) + f"</{block.kind}>"


def _html_line(line: Line) -> str:
    parts = []
    for href, linked in groupby(line, key=lambda run: run.href):
        inside = "".join(_html_run(run) for run in linked)
        parts.append(f'<a href="{escape(href)}">{inside}</a>' if href else inside)
    return "".join(parts)


def _html_run(run: Run) -> str:
    text = escape(run.text, quote=False).replace(BREAK, "<br/>")
    text = f"<i>{text}</i>" if run.italic else text
    return f"<b>{text}</b>" if run.bold else text


def read_html(html: str) -> tuple[Block, ...]:
    """Tidy blocks of rich text HTML. Raises TextError (line 1) for anything that such a text may not hold."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    return tidy(reader.blocks)


class _HtmlReader(HTMLParser):
    BOLD, ITALIC, OUTER = ("b", "strong"), ("i", "em"), ("p", "ul", "ol")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.kind = "p"
        self.runs: list[Run] = []
        self.bold = self.italic = 0
        self.href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.OUTER:
            self.finish()
            self.kind = tag
        elif tag == "li":
            self.finish()
        elif tag == "br":
            self.runs.append(Run(BREAK))
        elif tag == "a":
            self.href = check_link(dict(attrs).get("href") or "", 1)
        elif tag in self.BOLD + self.ITALIC:
            self.turn(tag, 1)
        else:
            raise TextError(1, f"<{tag}> has no place in a formatted text.")

    def handle_endtag(self, tag: str) -> None:
        if tag in (*self.OUTER, "li"):
            self.finish()
        if tag in self.OUTER:
            self.kind = "p"
        elif tag == "a":
            self.href = ""
        elif tag in self.BOLD + self.ITALIC:
            self.turn(tag, -1)

    def turn(self, tag: str, step: int) -> None:
        if tag in self.BOLD:
            self.bold = max(0, self.bold + step)
        else:
            self.italic = max(0, self.italic + step)

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data.replace("\n", " "), bool(self.bold), bool(self.italic), self.href))

    def finish(self) -> None:
        if self.runs:
            self.blocks.append(Block(self.kind, (tuple(self.runs),)))
        self.runs = []

    def close(self) -> None:
        super().close()
        self.finish()


def check_link(href: str, line: int) -> str:
    """Return a safe address, or raise TextError."""
    if not LINKS.fullmatch(href):
        raise TextError(line, f"A link must begin with https://, tel:, sms:, mailto: or /, not {href[:40]!r}.")
    return href
