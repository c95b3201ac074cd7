"""How hard a text is to read: the Flesch-Kincaid grade, with its words and sentences. Pure.

Take the tags out of HTML with `plain` first, and part headings, list items and other loose lines with a blank line:
each counts as a sentence even without its full stop.
"""

import re
from html.parser import HTMLParser

from courses.syllables import syllables

_WORD = re.compile(
    r"(?:https?://|www\.)\S+|[^\s@]{1,80}@[^\s@]{1,80}\.\w+"
    r"|[^\W_][\w.-]{0,80}\.(?:com|edu|gov|info|net|org|us)\b[\w/.-]*"  # "988lifeline.org"
    r"|(?:[A-Za-z]\.){2,}"  # "a.m."
    r"|\d+(?:[-.,:]\d+)+"  # "1-800-662-4357", "10:30"
    r"|[^\W_]+(?:['’‑-][^\W_]+)*"
)
_BLOCK_START = re.compile(r"\n\s*\n|(?:^|\n)\s*(?:[-*•>]|#+|\d{1,2}[.)])\s+")
_END = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”’)\]*_]*)\s+(?P<quote>[\"'“‘(\[*_]*)(?P<next>\S)")
_TITLES = ("Dr", "Mr", "Mrs", "Ms", "Prof", "St")
_SHORT_FORMS = ("a.m", "p.m", "e.g", "i.e", "U.S", "etc", "vs", "approx")
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "dd", "dt", "td", "th", "tr", "ul", "ol", "blockquote"}
_BLOCKS |= {"figcaption", "caption", "section", "summary", "details", "hr", "figure", "table"}
_UNREAD = {"script", "style", "template"}


def grade(text: str) -> float:
    """The US school grade that a reader needs; 0.0 where nothing is to be read. Very short, plain text goes below 0."""
    counts = [[n for n in map(syllables, words(sentence)) if n] for sentence in sentences(text)]
    read = [sentence for sentence in counts if sentence]
    total = sum(map(len, read))
    if not total:
        return 0.0
    return 0.39 * total / len(read) + 11.8 * sum(map(sum, read)) / total - 15.59


def words(text: str) -> list[str]:
    """Every word and figure in order; a hyphenated word is one, and so is a telephone number."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of paragraphs, headings and list items, as written."""
    cut = [part.strip() for block in _BLOCK_START.split(text) if block for part in _cut(block)]
    return [part for part in cut if _WORD.search(part)]


def hardest(text: str) -> str:
    """The sentence that an author should shorten first; "" where there is none."""
    return max(sentences(text), key=grade, default="")


def plain(html: str) -> str:
    """The words of some HTML, its blocks parted by blank lines."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = (" ".join(block.split()) for block in "".join(reader.pieces).split("\x00"))
    return "\n\n".join(block for block in blocks if block)


def _cut(block: str) -> list[str]:
    parts, start = [], 0
    for match in _END.finditer(block):
        if _ends_here(block[start : match.start()], match):
            parts.append(block[start : match.end("close")])
            start = match.start("quote")
    return [*parts, block[start:]]


def _ends_here(before: str, match: re.Match[str]) -> bool:
    """False after "Dr.", in '"Stop!" he said' and in "at 2 a.m. on Monday"."""
    last = before.rsplit(None, 1)[-1].lstrip("\"'“‘([*_") if before.split() else ""
    if match["mark"] == "." and last in _TITLES:
        return False
    goes_on = match["next"].islower() and not match["quote"]
    return not (goes_on and (match["close"].strip("*_") or match["mark"] in ("…", "...") or last in _SHORT_FORMS))


class _Reader(HTMLParser):
    """Gathers text; a NUL stands for the border of a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unread += tag in _UNREAD
        self.pieces.append("\x00" if tag in _BLOCKS else " " if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(0, self.unread - (tag in _UNREAD))
        self.pieces.append("\x00" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces.append(data.replace("\x00", ""))
