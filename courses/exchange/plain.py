"""Plain text of what other programs write as HTML. Formatting is lost, words are not."""

import re
from html.parser import HTMLParser

BREAKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "pre"}
SILENT = {"script", "style"}
LOST = {"img", "video", "audio", "iframe", "object", "embed", "svg", "table"}
A_TAG = re.compile(r"<\s*/?\s*[a-zA-Z][^>]*>|&[a-zA-Z#0-9]+;")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in SILENT
        if tag in BREAKS:
            self.parts.append("\n")
        if tag in LOST:
            self.lost.add(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BREAKS - {"br"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def text(html: str) -> tuple[str, set[str]]:
    """(the words, names of elements that had more than words, such as img)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy("".join(reader.parts)), reader.lost


def tidy(words: str) -> str:
    """Single spaces, no empty line at the ends, at most one between."""
    lines = [" ".join(line.split()) for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def looks_like_html(words: str) -> bool:
    return bool(A_TAG.search(words))
