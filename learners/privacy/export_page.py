"""The page to read in an export: one file, nothing from elsewhere, made for paper as well. Written piece by piece."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learners.privacy.belongings import Belonging, Side
from learners.privacy.telling import Told

COLUMNS_OF_A_TABLE = 5
STYLE = """body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2b28}
h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-top:1px solid #9aa;padding-top:1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;
border-bottom:1px solid #ccd}article{margin:1rem 0;padding:.6rem 1rem;border:1px solid #ccd}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;margin:0}dt{font-weight:600}dd{margin:0;
white-space:pre-wrap;overflow-wrap:anywhere}ul{margin:.2rem 0;padding-left:1.2rem}
@media print{body{max-width:none;margin:0}article,tr{break-inside:avoid}}
@media(max-width:40rem){dl{grid-template-columns:1fr}}"""


def page(sections: Iterator[tuple[Belonging, Side, Iterator[list[Told]]]], now: datetime) -> Iterator[str]:
    title = escape(_("Your data"))
    yield f'<!DOCTYPE html>\n<html lang="{escape(get_language() or "en")}"><head><meta charset="utf-8">'
    yield f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>'
    yield f"<body><main><h1>{title}</h1><p>{escape(_about(now))}</p>"
    yield f"<p>{escape(_('If you need help now, call or text 988 at any hour. In danger, call 911.'))}</p>"
    empty = []
    for _belonging, side, rows in sections:
        first = next(rows, None)
        if first is None:
            empty.append(str(side.heading))
            continue
        yield f"\n<section><h2>{escape(side.heading)}</h2>"
        yield from _section(first, rows)
        yield "</section>"
    if empty:
        listed = "".join(f"<li>{escape(heading)}</li>" for heading in empty)
        yield f"\n<section><h2>{escape(_('Nothing is stored of'))}</h2><ul>{listed}</ul></section>"
    yield "</main></body></html>\n"


def _about(now: datetime) -> str:
    made = date_format(now, "F j, Y")
    return _(
        "This is everything that this site stores about you, as of %(day)s. It holds what you wrote, in clear: keep it "
        "where only you can read it. The other file says the same for programs."
    ) % {"day": made}


def _for_people(row: list[Told]) -> list[Told]:
    return [one for one in row if not one.for_programs]


def _section(first: list[Told], rows: Iterator[list[Told]]) -> Iterator[str]:
    """A table where the rows are short; else each row by itself."""
    shown = _for_people(first)
    if len(shown) <= COLUMNS_OF_A_TABLE and not any(isinstance(one.words, list) for one in shown):
        yield from _table(first, rows)
        return
    yield _article(first)
    for row in rows:
        yield _article(row)


def _table(first: list[Told], rows: Iterator[list[Told]]) -> Iterator[str]:
    heads = "".join(f"<th>{escape(one.label)}</th>" for one in _for_people(first))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>{_line(first)}"
    for row in rows:
        yield _line(row)
    yield "</tbody></table>"


def _line(row: list[Told]) -> str:
    return "<tr>" + "".join(f"<td>{escape(one.words)}</td>" for one in _for_people(row)) + "</tr>\n"


def _article(row: list[Told]) -> str:
    pairs = "".join(
        f"<dt>{escape(one.label)}</dt><dd>{_value(one.words)}</dd>" for one in _for_people(row) if one.words
    )
    return f"<article><dl>{pairs}</dl></article>\n"


def _value(words: Any) -> str:
    """A list is one of (label, lines)."""
    if not isinstance(words, list):
        return escape(words)
    parts = []
    for label, lines in words:
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        parts.append(f"{escape(label)}<ul>{items}</ul>")
    return "".join(parts)
