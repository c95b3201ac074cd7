"""Lists of modules on a plan, drawn in one go: the busiest page has many rows, and most people see the same ones."""

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.templatetags.look import address, mark
from learners.planning.assigned import Row

register = template.Library()
KEPT = 8192  # rows in the memory of a process: some 3 MB


@register.simple_tag
def module_rows(rows: Iterable[tuple[Row, str]], now: Row | None = None) -> SafeString:
    """Each row with its mark, its title (a link where it can be opened) and its line; `now` is the next one."""
    drawn = (_row(_look(row, now), row.standing, row.module.title, _opens(row), line) for row, line in rows)
    return mark_safe(f'<ul class="modules">{"".join(drawn)}</ul>')  # noqa: S308 — each row escapes what it is given


@lru_cache(maxsize=KEPT)
def _row(look: str, standing: str, title: str, opens: UUID | None, line: str) -> SafeString:
    """The arguments are all that the HTML depends on, so one person's row may serve another who sees the same."""
    kind = format_html(' class="{}"', look) if look else ""
    return format_html("<li{}>{}<div><h3>{}</h3><p>{}</p></div></li>", kind, mark(standing), _title(title, opens), line)


@register.simple_tag
def module_title(row: Row) -> SafeString | str:
    """A link where it can be opened."""
    return _title(row.module.title, _opens(row))


def _title(title: str, opens: UUID | None) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', address("module", opens), title) if opens else title


def _look(row: Row, now: Row | None) -> str:
    return "later" if row.standing == "upcoming" else "now" if row is now else ""


def _opens(row: Row) -> UUID | None:
    return row.module.key if row.can_open else None
