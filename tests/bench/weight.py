"""What a page weighs on the wire, with all that a browser fetches for it: on a first visit, and on the next page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from tests.bench.client import Answer, fetch, request

IN_PAGE = re.compile(r"""<(?:link|script|img|use|image|source|iframe)\b[^>]*?\b(?:href|src)=["']([^"']+)""", re.I)
IN_CSS = re.compile(r"""url\(["']?([^"')]+)|@import\s+["']([^"']+)""")
IN_JS = re.compile(r"""(?:from|import)\s*\(?["']([^"']+)""")
BODY = re.compile(r"<body.*", re.S | re.I)


@dataclass(slots=True)
class Weight:
    """Bytes as sent, headers included, by path."""

    sizes: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def of_page(port: int, path: str, cookies: str, known: dict[str, Answer]) -> Weight:
    """Fetches what `known` lacks or may not keep, and adds it there: an empty one is a first visit."""
    sizes: dict[str, int] = {}
    seen, waiting = set(), [path]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one == path or one not in known or not _may_be_kept(known[one]):
            known[one] = fetch(port, request("GET", one, cookies))
            sizes[one] = known[one].size
        if known[one].status != 200:
            raise LookupError(f"{one} answers {known[one].status}.")
        waiting += _wanted(one, known[one])
    return Weight(sizes)


def _wanted(path: str, answer: Answer) -> Iterator[str]:
    """Paths of this site that a browser asks for next. A data: address costs nothing; another site is an error."""
    kind, text = answer.headers.get("content-type", ""), _text(answer)
    found = {"text/html": IN_PAGE, "text/css": IN_CSS, "text/javascript": IN_JS}.get(kind.split(";")[0])
    for match in found.finditer(text) if found else ():
        address = next(group for group in match.groups() if group)
        if address.startswith(("data:", "#", "mailto:", "tel:", "sms:")):
            continue
        if "//" in address:
            raise LookupError(f"{path} asks another site: {address}")
        yield urldefrag(urljoin(path, address)).url


def _text(answer: Answer) -> str:
    coding = answer.headers.get("content-encoding", "")
    if coding == "br":
        import brotli

        return brotli.decompress(answer.body).decode()
    if coding == "gzip":
        import gzip

        return gzip.decompress(answer.body).decode()
    return answer.body.decode(errors="replace") if "text" in answer.headers.get("content-type", "") else ""


def _may_be_kept(answer: Answer) -> bool:
    kept = answer.headers.get("cache-control", "")
    return "max-age" in kept and "max-age=0" not in kept and "no-store" not in kept
