"""Reads a public page from its Markdown file: front matter, text, headings, and fenced blocks of our fields."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.texts import TextError, fences, markdown
from cms.texts.fences import Fence, Heading, Piece, Text
from cms.texts.strict_yaml import Loaded

FOLDER = Path(__file__).parent
MAKER = "1"  # raise it when the same file would make another page
FRONT = {"slug": str, "title": str, "lead": str, "order": int, "menu": bool, "sources": list}
PAGE_LINK = re.compile(r"\]\(page:([a-z0-9-]+)\)")
FORMATTED = {"callout": ("text",), "question": ("answer",)}
LISTS: dict[str, dict[str, type]] = {
    "steps": {"title": str, "text": str},
    "chain": {"label": str, "text": str},
    "circles": {"label": str, "text": str},
    "timeline": {"when": str, "label": str, "text": str},
    "two_columns": {"label": str, "points": list},
}
FIELDS: dict[str, dict[str, type]] = {
    "key_idea": {"text": str},
    "callout": {"kind": str, "title": str, "text": str},
    "steps": {"title": str, "items": list},
    "compare": {"caption": str, "columns": list, "rows": list},
    "question": {"question": str, "answer": str},
    "crisis_numbers": {"show": str},
    "chain": {"title": str, "description": str, "items": list},
    "timeline": {"title": str, "description": str, "items": list},
    "circles": {"title": str, "description": str, "items": list},
    "two_columns": {"title": str, "description": str, "items": list},
}
WANTED = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}
Link = Callable[[str, int], str]


@dataclass(frozen=True)
class PublicPageFile:
    """`body` is raw stream data; its texts still link to other pages as `page:slug`."""

    slug: str
    title: str
    lead: str
    order: int
    menu: bool
    sources: tuple[str, ...]
    body: list[dict[str, Any]]
    checksum: str


def read_all(folder: Path = FOLDER) -> list[PublicPageFile]:
    """All pages in their order. Raises ValueError that names file and line."""
    pages = []
    for path in sorted(folder.glob("*.md")):
        try:
            pages.append(read(path.read_text(encoding="utf-8")))
        except TextError as error:
            raise ValueError(f"{path.name}, {error}") from error
    slugs = {page.slug for page in pages}
    for page in pages:
        for wanted in re.findall(r'href="page:([^"]*)"', str(page.body)):
            if wanted not in slugs:
                raise ValueError(f"{page.slug}.md links to page:{wanted}, which no file has.")
    return sorted(pages, key=lambda page: page.order)


def read(text: str) -> PublicPageFile:
    document = fences.read(text)
    _check(document.front, (), FRONT)
    front = document.front.data
    return PublicPageFile(
        **{name: front[name] for name in FRONT if name != "sources"},
        sources=tuple(front["sources"]),
        body=[_block(front["slug"], at, piece) for at, piece in enumerate(document.pieces)],
        checksum=hashlib.sha256((MAKER + text).encode()).hexdigest(),
    )


def _check(loaded: Loaded, path: tuple[str | int, ...], fields: Mapping[str, type]) -> None:
    """Exactly these fields, each of its type."""
    values = loaded.data
    for step in path:
        values = values[step]
    line = loaded.line(*path)
    if not isinstance(values, dict):
        raise TextError(line, f"Names with values are wanted: {', '.join(fields)}.")
    for name in values:
        if name not in fields:
            raise TextError(loaded.line(*path, name), f"{name!r} is not known here; known are {', '.join(fields)}.")
    for name, kind in fields.items():
        if name not in values:
            raise TextError(line, f"{name!r} is missing.")
        if type(values[name]) is not kind:
            raise TextError(loaded.line(*path, name), f"{name!r} must be {WANTED[kind]}.")


def _block(slug: str, at: int, piece: Piece) -> dict[str, Any]:
    block_id = str(uuid5(NAMESPACE_URL, f"groundwork:public-page:{slug}:{at}"))
    if isinstance(piece, Text):
        return {"type": "text", "value": html(piece.markdown, piece.line), "id": block_id}
    if isinstance(piece, Heading):
        return {"type": "heading", "value": piece.text, "id": block_id}
    return {"type": piece.name.replace("-", "_"), "value": _fields(piece), "id": block_id}


def _fields(fence: Fence) -> dict[str, Any]:
    name = fence.name.replace("-", "_")
    if name not in FIELDS:
        raise TextError(fence.line, f"There is no block {fence.name!r} on public pages.")
    _check(fence.fields, (), FIELDS[name])
    values = dict(fence.fields.data)
    for field in FORMATTED.get(name, ()):
        values[field] = html(values[field], fence.fields.line(field))
    for at, _item in enumerate(values.get("items", ()) if name in LISTS else ()):
        _check(fence.fields, ("items", at), LISTS[name])
    return values


def html(text: str, line: int) -> str:
    """HTML of Markdown that may also link to `page:slug`."""
    made = markdown.to_html(PAGE_LINK.sub(r"](/page:\1)", text), line)
    return made.replace('href="/page:', 'href="page:')
