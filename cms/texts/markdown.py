"""The small Markdown of our files, both ways: paragraphs, **bold**, *italic*, one-level lists and links; nothing else.

`to_html` and `to_markdown` undo each other for canonical HTML (`canonical`).
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cms.texts import TextError
from cms.texts.rich import BREAK, Block, Line, Run, check_link, plain, read_html, tidy, write_html

PARSER = MarkdownIt("commonmark")
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # check_link decides, with a message
PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]
SPACES = " " + BREAK
STARS = ("*", "_", "**")
NOT_HERE = {
    "heading_open": "A heading begins with ## and stands alone between blocks.",
    "html_block": "HTML is not supported.",
    "html_inline": "HTML is not supported.",
    "image": "A picture in running text is not supported: use an image block.",
    "code_block": "A line that begins with four spaces is not supported: remove the spaces.",
    "code_inline": "Words between backticks are not supported.",
    "fence": "A fenced block cannot stand inside a text.",
    "hr": "A line across is not supported.",
    "blockquote_open": "A quotation is not supported.",
}


def to_html(markdown: str, first_line: int = 1) -> str:
    """Canonical HTML of a Markdown text whose first line is `first_line` of its file. Raises TextError."""
    return write_html(read_markdown(markdown, first_line))


def to_markdown(html: str) -> str:
    """Markdown of rich text HTML. Raises TextError where the HTML holds what Markdown here cannot."""
    return write_markdown(read_html(html))


def canonical(html: str) -> str:
    """The same rich text as one canonical string, to compare and to store."""
    return write_html(read_html(html))


def words(html: str) -> str:
    """The words of rich text HTML alone, a line for each paragraph and list item."""
    return plain(read_html(html))


# --- reading --------------------------------------------------------------------------------------------------------
def read_markdown(markdown: str, first_line: int = 1) -> tuple[Block, ...]:
    return tidy(_blocks(PARSER.parse(markdown), first_line))


def _blocks(tokens: list[Token], first_line: int) -> Iterator[Block]:
    lists: list[str] = []
    in_item = 0
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type in NOT_HERE:
            raise TextError(line, NOT_HERE[token.type])
        if token.type in ("bullet_list_open", "ordered_list_open"):
            if lists:
                raise TextError(line, "A list inside a list is not supported.")
            lists.append("ul" if token.type == "bullet_list_open" else "ol")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            in_item = 0
        elif token.type == "inline":
            in_item += bool(lists)
            if in_item > 1 and lists:
                raise TextError(line, "A list item holds one paragraph.")
            yield Block(lists[-1] if lists else "p", (tuple(_runs(token.children or [], line)),))


def _runs(tokens: Iterable[Token], line: int) -> Iterator[Run]:
    bold = italic = 0
    href = ""
    for token in tokens:
        if token.type in NOT_HERE:
            raise TextError(line, NOT_HERE[token.type])
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type == "link_open":
            href = check_link(str(token.attrGet("href") or ""), line)
        elif token.type == "link_close":
            href = ""
        else:
            text = {"softbreak": " ", "hardbreak": BREAK}.get(token.type, token.content)
            yield Run(text, bool(bold), bool(italic), href)


# --- writing --------------------------------------------------------------------------------------------------------
def write_markdown(blocks: Iterable[Block]) -> str:
    """Markdown of tidy blocks, one line a paragraph, with a final line break when there is anything."""
    written = [_write_block(block) for block in blocks]
    return "\n\n".join(written) + "\n" if written else ""


def _write_block(block: Block) -> str:
    if block.kind == "p":
        return "\n\n".join(_write_line(line) for line in block.lines)
    mark = {"ul": "- ", "ol": "{}. "}[block.kind]
    return "\n".join(_hang(mark.format(number), _write_line(line)) for number, line in enumerate(block.lines, 1))


def _hang(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + " " * len(mark))


def _write_line(line: Line) -> str:
    """The line as Markdown. Where a mark would not be seen as one, the characters beside the marks become numbers."""
    for slanted, guarded in (("*", False), ("*", True), ("_", True)):
        pieces = list(_pieces(line, slanted))
        written = _guard_lines("".join(_spell(pieces, at, guarded) for at in range(len(pieces))))
        if read_markdown(written) == (Block("p", (line,)),):
            return written
    raise TextError(1, "Bold and italic words touch in a way that Markdown cannot write. Put a space between them.")


def _pieces(line: Line, slanted: str) -> Iterator[tuple[str, bool]]:
    """Texts and marks in turn, as (text, is a mark): links outside, then bold, then italic."""
    bold = italic = False
    href = ""
    for run in (*line, Run("")):
        turn = run.href != href
        if italic and (turn or not run.italic or run.bold != bold):
            yield slanted, True
            italic = False
        if bold and (turn or not run.bold):
            yield "**", True
            bold = False
        if turn:
            yield from (
                (mark, True) for mark in (f"]({_destination(href)})" if href else "", "[" if run.href else "") if mark
            )
        if run.bold and not bold:
            yield "**", True
        if run.italic and not italic:
            yield slanted, True
        bold, italic, href = run.bold, run.italic, run.href
        if run.text:
            yield run.text, False


def _spell(pieces: list[tuple[str, bool]], at: int, guarded: bool) -> str:
    text, is_mark = pieces[at]
    if is_mark:
        return text
    following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
    first = guarded and at > 0 and pieces[at - 1][0] in STARS and text[0] not in SPACES
    last = guarded and following in STARS and text[-1] not in SPACES and len(text) > first
    middle = _escape(text[int(first) : len(text) - int(last)])
    if middle.endswith("!") and following == "[":
        middle = middle[:-1] + "\\!"  # else it would be a picture
    return (_number(text[0]) if first else "") + middle + (_number(text[-1]) if last else "")


def _number(char: str) -> str:
    return f"&#{ord(char)};"


def _escape(text: str) -> str:
    text = re.sub(r"([\\`*_\[\]<])", r"\\\1", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    return text.replace(BREAK, "\\\n")


def _guard_lines(text: str) -> str:
    """Keep words at the start of a line from being taken for a heading, list, quotation, rule or fence."""
    text = re.sub(r"(?m)^([#>+=~|-])", r"\\\1", text)
    return re.sub(r"(?m)^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", text)


def _destination(href: str) -> str:
    href = re.sub(r"&(?=#?\w+;)", "&amp;", href)
    return re.sub(r"([()\\])", r"\\\1", href)
