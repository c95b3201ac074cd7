"""Lists of modules on a plan, drawn in one go: the busiest page has up to 36 rows."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.templatetags.look import address, mark
from learners.assigned import Row

register = template.Library()
LATER, NOW, NEITHER = mark_safe(' class="later"'), mark_safe(' class="now"'), mark_safe("")
SOON = '<li>{} <span class="quiet">{}</span></li>'
LINE = "<li{}>{}<div><h3>{}</h3><p>{}</p></div></li>"


@register.simple_tag
def module_rows(rows: Iterable[tuple[Row, str]], now: Row | None = None) -> SafeString:
    """Each row with its mark, its title (a link where it can be opened) and its line; `now` is the next one."""
    drawn = format_html_join("", LINE, ((_look(row, now), mark(row.standing), _title(row), line) for row, line in rows))
    return format_html('<ul class="modules">{}</ul>', drawn)


@register.simple_tag
def upcoming_rows(rows: Iterable[tuple[Row, str]]) -> SafeString:
    """What is not open yet: titles and lines only."""
    return format_html("<ul>{}</ul>", format_html_join("", SOON, ((row.module.title, line) for row, line in rows)))


def _look(row: Row, now: Row | None) -> SafeString:
    return LATER if row.standing == "upcoming" else NOW if row is now else NEITHER


def _title(row: Row) -> SafeString | str:
    if not row.can_open:
        return row.module.title
    return format_html('<a href="{}">{}</a>', address("module", row.module.key), row.module.title)
