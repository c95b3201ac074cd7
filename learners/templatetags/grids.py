"""Draws the lines of a grid in one go: fifty people and forty modules are two thousand cells, few of them different."""

from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.templatetags.look import address, mark
from learners.overview.grids import WORDS, Grid, Line

register = template.Library()


@register.simple_tag
def grid_heads(grid: Grid) -> SafeString:
    """Two rows: weeks, and the titles of their modules, which stand upright to save room."""
    weeks = format_html_join(
        "",
        '<th scope="colgroup" colspan="{}">{}</th>',
        ((len(modules), _("Week %(number)s") % {"number": week.number}) for week, modules in grid.weeks),
    )
    columns = (
        (" first" if place == 0 else "", one.title) for _week, all_ in grid.weeks for place, one in enumerate(all_)
    )
    titles = format_html_join("", '<th scope="col" class="up{}"><span>{}</span></th>', columns)
    ends = '<th scope="col" rowspan="2">{}</th>'
    heads = format_html(f'<th scope="col" rowspan="2">{{}}</th>{ends}{ends}', _("Person"), _("Week"), _("Done"))
    return format_html("<tr>{}{}{}</tr><tr>{}</tr>", heads, weeks, format_html(ends, _("Last here")), titles)


@register.simple_tag
def grid_lines(grid: Grid, with_group: bool = False) -> SafeString:
    firsts = _firsts(grid)
    return mark_safe("".join(_line(line, firsts, with_group) for line in grid.lines))  # noqa: S308 — each line escapes


def _firsts(grid: Grid) -> list[bool]:
    """Whether a column is the first of its week."""
    return [place == 0 for _week, modules in grid.weeks for place in range(len(modules))]


def _line(line: Line, firsts: list[bool], with_group: bool) -> SafeString:
    plan, enrolment, language = line.plan, line.plan.enrolment, get_language()
    cells = "".join(_cell(language, *cell, first) for cell, first in zip(line.cells, firsts, strict=True))
    group = format_html(' <span class="quiet">{}</span>', enrolment.cohort.name) if with_group else ""
    paused = format_html(' <span class="tag">{}</span>', _("paused")) if plan.paused else ""
    last = line.last_at
    return format_html(
        '<tr><th scope="row"><a href="{}">{}</a>{}{}</th><td>{}</td><td>{}/{}</td>{}<td class="nowrap">{}</td></tr>',
        address("person", enrolment.uid),
        enrolment.person.listed_name,
        paused,
        group,
        plan.week,
        plan.done,
        len(plan.wanted),
        mark_safe(cells),  # noqa: S308 — made of marks and fixed words
        date_format(last.astimezone(enrolment.cohort.zone), "M j") if last else _("not yet"),
    )


@lru_cache(maxsize=256)
def _cell(language: str, state: str, now: bool, first: bool) -> SafeString:
    look = " ".join(filter(None, ("now" if now else "", "first" if first else "")))
    kind = format_html(' class="{}"', look) if look else ""
    if state in ("none", "skipped"):
        return format_html('<td{}><span class="hide">{}</span></td>', kind, WORDS[state])
    words = _("%(state)s, this week") % {"state": WORDS[state]} if now else WORDS[state]
    return format_html("<td{}>{}</td>", kind, mark(state, str(words)))
