"""The look's own template tags, known to every template: icons, marks of state, progress, form controls, examples."""

import re
from collections.abc import Iterable
from functools import lru_cache
from textwrap import dedent
from typing import Any, NamedTuple

from django import template
from django.forms import BoundField
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, override

from cms import language, sessions

register = template.Library()

SPRITE = "groundwork/icons.svg"
SHAPES = {"part": "under-way", "now": "under-way", "right": "done", "not-yet": "make-up"}  # words for a state -> symbol
PIE = (
    '<svg class="mark under-way" {} viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/>'
    '<circle cx="12" cy="12" r="3.5" pathLength="100" stroke-width="7" stroke-linecap="butt" stroke-dasharray="{} 100"'
    ' transform="rotate(-90 12 12)"/></svg>'
)
FAVICON = mark_safe(  # percent-encoded, as attributes like it; in the page itself, so that it costs no request
    "data:image/svg+xml,%3Csvg xmlns='http%3A//www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'"
    " stroke='%2314564a' stroke-width='2.4' stroke-linecap='round'%3E"
    "%3Cpath d='M2 19h20M6 22.5h12M4.5 19a7.5 7.5 0 0 1 15 0M8.2 19a3.8 3.8 0 0 1 7.6 0'/%3E%3C/svg%3E"
)


_kept: dict[tuple[Any, ...], tuple[Any, str]] = {}  # what was rendered, with the facts that it was made from
INDENT = re.compile(r"\s*\n\s*")  # a template's, which no reader needs and every page would send
TOKEN = "0123456789csrf9876543210"  # noqa: S105 — stands in what is kept for the token of each request


class _Somebody(NamedTuple):
    """All that a kept include can learn of the reader, so that none can be kept with somebody's name in it."""

    is_authenticated: bool


@register.simple_tag(takes_context=True)
def kept(context: template.Context, name: str, here: str | None = None, track: str = "", other: str = "") -> SafeString:
    """An include that says the same to all who are, or are not, signed in: rendered once for each language.

    Only for includes that read nothing but `site_facts`, `here`, whether somebody is signed in, on which `track` of the
    two and with which `other` one beside it, and the csrf token.
    A change of the site's facts drops what is kept.
    """
    facts, user = context.get("site_facts"), context.get("user")
    somebody = _Somebody(bool(user and user.is_authenticated))
    key = (name, here, language.current(), somebody, id(facts), track or "", other or "")
    held = _kept.get(key)
    if held is None or held[0] is not facts:
        if len(_kept) > 256:
            _kept.clear()
        held = _kept[key] = (
            facts,
            _rendered(name, key[2], site_facts=facts, user=somebody, here=here, track=track, other=other),
        )
    html = held[1]
    return mark_safe(html.replace(TOKEN, str(context.get("csrf_token", ""))) if TOKEN in html else html)  # noqa: S308


def _rendered(name: str, language_code: str, **known: Any) -> str:
    with override(language_code):
        return INDENT.sub("\n", get_template(name).render({**known, "csrf_token": TOKEN}))


@register.simple_tag
@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of one of our static files. Names are looked up once: they stay while the process runs."""
    return static(name)


@register.simple_tag
@lru_cache(maxsize=4096)
def address(name: str, *args: object) -> str:
    """As {% url %}, for pages that are asked for all the time: each address is made once."""
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def staff_way(context: template.Context, name: str, words: str, *args: object) -> SafeString:
    """One way in the navigation of staff; the open page is marked."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = mark_safe(' aria-current="page"') if match and match.url_name == name else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', address(name, *args), here, words)


@register.simple_tag
def language_data() -> SafeString:
    """Attributes of the page: its language and, where it is not the usual one, its direction."""
    return _language_data(language.current())


@lru_cache(maxsize=64)
def _language_data(code: str) -> SafeString:
    return format_html('lang="{}" dir="rtl"' if get_language_info(code)["bidi"] else 'lang="{}"', code)


@register.simple_tag(takes_context=True)
def idle_data(context: template.Context) -> SafeString:
    """Attributes of the body of signed-in pages: whose it is, how many quiet minutes end it, when (in seconds since the
    epoch) it ends anyway, what keeps it.
    """
    request, user = context.get("request"), context.get("user")
    if not (request and user and user.is_authenticated):
        return mark_safe("")
    minutes = int(request.session.get("idle_minutes") or context["site_facts"].learner_idle_minutes)
    shown = f' data-owner="{user.uid}" data-idle-minutes="{minutes}" data-ends-at="{sessions.ends_at(request.session)}"'
    return mark_safe(f'{shown} data-keep-url="{address("keep")}"')  # noqa: S308 — a UUID, numbers, an address of ours


@register.simple_tag
@lru_cache(maxsize=1024)
def stones(look: str, states: tuple[str, ...]) -> SafeString:
    """One stone for each state, for the eye only: the same must stand in words beside it."""
    drawn = format_html_join("", '<i class="{}"></i>', ((state,) for state in states))
    return format_html('<div class="{}" aria-hidden="true">{}</div>', look, drawn)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A small drawing beside a word. It says nothing by itself, so it is hidden from screen readers."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static(SPRITE), name)


@register.simple_tag
@lru_cache(maxsize=512)
def mark(state: str, word: str = "", percent: int | None = None) -> SafeString:
    """The shape of a state: done, under-way, open, upcoming, make-up or help (also part, right, not-yet).

    Without `word` the state must stand in words beside it; with `word` the shape is named for screen readers, as in a
    dense table. `percent` fills an under-way mark that far.
    """
    shape = SHAPES.get(state, state)
    said = format_html('role="img" aria-label="{}"', word) if word else mark_safe('aria-hidden="true"')
    if shape == "under-way" and percent is not None:
        return format_html(PIE, said, min(max(percent, 8), 92))
    return format_html('<svg class="mark {}" {}><use href="{}#{}"/></svg>', shape, said, static(SPRITE), shape)


@register.simple_tag
def steps(place: int, count: int, words: str) -> SafeString:
    """How far through the cards or questions: `place` counts from 1, `words` say the same ("Card 2 of 5")."""
    return _row("steps", words, ("done" if i < place else "now" if i == place else "" for i in range(1, count + 1)))


@register.simple_tag
def path(weeks: Iterable[tuple[int, str]], words: str) -> SafeString:
    """The weeks of a plan as stones. Each is (number, done | now | part | open); `words` say where the person is."""
    return _row("path", words, (state for _number, state in weeks))


def _row(look: str, words: str, states: Iterable[str]) -> SafeString:
    stones = format_html_join("", '<i class="{}"></i>', ((state,) for state in states))
    return format_html('<p class="{}" role="img" aria-label="{}">{}</p>', look, words, stones)


@register.simple_tag
def favicon() -> SafeString:
    """The house's mark as an address. It tells nobody who sees the tab anything about treatment."""
    return FAVICON


@register.simple_tag
def control(field: BoundField, hint: str = "", bare: bool = False, **attrs: Any) -> SafeString:
    """A form field's input, tied to its hint and errors, without the placeholder that libraries use as a label."""
    told = [f"{field.auto_id}_helptext"] if (hint or field.help_text) and not bare else []
    told += [f"{field.auto_id}_error"] if field.errors else []
    described = {"aria-describedby": " ".join(told)} if told else {}
    return field.as_widget(attrs={"placeholder": False, **described, **attrs})


@register.simple_block_tag
def example(content: str, title: str, note: str = "") -> SafeString:
    """A part on the style page: what it looks like, and below it the HTML that a template writes."""
    source = "\n".join(line for line in dedent(content).strip("\n").splitlines() if line.strip())
    return format_html(
        '<section class="example flow"><h3>{}</h3>{}{}<details class="more"><summary>HTML</summary>'
        '<pre tabindex="0" role="region" aria-label="HTML: {}"><code>{}</code></pre></details></section>',
        title,
        format_html('<p class="quiet">{}</p>', note) if note else "",
        mark_safe(content),  # noqa: S308 - the block's own rendered template
        title,
        escape(source),
    )


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to loop over."""
    return text.split()
