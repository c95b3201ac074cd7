"""The look keeps its promises: few bytes, nothing from elsewhere, nothing kept, readable in light and dark."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import brotli
import pytest
from django.template import engines
from django.template.loader import render_to_string

from cms.templatetags import look

STATIC = Path(look.__file__).parents[1] / "static" / "groundwork"
CSS = (STATIC / "groundwork.css").read_text(encoding="utf-8")
STYLES = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
CSS_LIMIT, SCRIPT_LIMIT, SPRITE_LIMIT, FONT_LIMIT = 12_000, 10_000, 2_500, 35_000  # bytes on the wire
TOKENS = CSS[CSS.index("@layer tokens {") : CSS.index("@supports not")]

SURFACES = ("paper", "sheet", "wash", "sun")
BODY = [
    *(("ink", surface) for surface in SURFACES),
    ("pine", "paper"),
    ("pine", "sheet"),
    ("pine", "wash"),
    ("help", "sheet"),
    ("on-pine", "pine"),
    ("on-ground", "ground"),
]
QUIET = [*(("quiet", surface) for surface in SURFACES), ("clay", "paper"), ("clay", "sheet")]
STRANDS = ("conditions", "triggers", "emotional-regulation", "relapse-prevention", "family-communication")
SHAPES = [
    *(("edge", surface) for surface in ("paper", "sheet", "wash")),
    *(("pine", surface) for surface in SURFACES),
    *(("clay", surface) for surface in SURFACES),
    *(("focus", surface) for surface in SURFACES),
    *((strand, surface) for strand in STRANDS for surface in ("paper", "sheet")),
]


def wire(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))


def color(token: str, scheme: str) -> str:
    """The six hex digits of a token in light or dark, through `var()`."""
    value = re.search(rf"--{token}:\s*([^;]+);", TOKENS)[1]
    if value.startswith("var("):
        return color(value[6:-1], scheme)
    light, dark = re.fullmatch(r"light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)", value).groups()
    return light if scheme == "light" else dark


def luminance(digits: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: str) -> float:
    high, low = sorted((luminance(color(one, scheme)), luminance(color(other, scheme))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"),
    [(BODY, 7), (QUIET, 4.5), (SHAPES, 3)],
    ids=["body text 7 to 1", "quiet text 4.5 to 1", "shapes 3 to 1"],
)
def test_colors_can_be_told_apart(pairs, least, scheme):
    weak = {pair: round(contrast(*pair, scheme), 2) for pair in pairs if contrast(*pair, scheme) < least}
    assert weak == {}


def test_phones_without_light_dark_get_the_same_light_colors():
    fallback = CSS[CSS.index("@supports not") : CSS.index("@media (prefers-contrast: more)")]
    for token, light in re.findall(r"--([a-z-]+):\s*light-dark\(#([0-9a-f]{6}),", TOKENS):
        short = light[::2] if light[::2] == light[1::2] else light
        assert re.search(rf"--{token}: #(?:{light}|{short});", fallback), token


def test_the_stylesheets_are_small_in_all():
    assert sum(wire(path) for path in STYLES) <= CSS_LIMIT


def test_the_scripts_of_participants_are_small_in_all():
    assert sum(wire(path) for path in SCRIPTS) <= SCRIPT_LIMIT


def test_the_icons_and_the_font_are_small():
    assert wire(STATIC / "icons.svg") <= SPRITE_LIMIT
    assert [path for path in STATIC.glob("fonts/*.woff2") if path.stat().st_size > FONT_LIMIT] == []


def test_the_stylesheet_names_its_layers_once_and_puts_all_rules_into_them():
    names = re.search(r"@layer ([a-z, ]+);", CSS)[1].split(", ")
    assert names == ["reset", "tokens", "base", "layout", "components", "utilities", "print"]
    assert re.findall(r"^@layer ([a-z]+) \{", CSS, flags=re.MULTILINE) == names
    outside = re.findall(r"^(?!@layer|@font-face|\}|/\*| |$).+", CSS, flags=re.MULTILINE)
    assert outside == []


def test_the_stylesheet_of_paper_puts_its_rules_into_the_same_layers():
    paper = (STATIC / "paper.css").read_text(encoding="utf-8")
    assert re.findall(r"^@layer ([a-z]+) \{", paper, flags=re.MULTILINE) == ["components", "print"]
    assert re.findall(r"^(?!@layer|\}|/\*|   On paper| |$).+", paper, flags=re.MULTILINE) == []


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path):
    assert re.findall(r"https?:|//[a-z]+\.", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_nothing_in_the_browser(path):
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"localStorage|sessionStorage|indexedDB|\bcaches\b|document\.cookie|serviceWorker", source) == []
    assert re.findall(r"innerHTML|insertAdjacentHTML|\beval\(|new Function|\bimport\b", source) == []


def test_every_licence_lies_beside_what_it_is_for():
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "LICENSE-atkinson-hyperlegible-next.txt").read_text()
    assert "ISC License" in (STATIC / "LICENSE-lucide.txt").read_text()


def symbols() -> set[str]:
    root = ElementTree.parse(STATIC / "icons.svg").getroot()  # noqa: S314 - our own file
    return {symbol.get("id") for symbol in root}


def test_every_icon_and_mark_that_a_template_names_is_in_the_sprite():
    named = set()
    for path in (Path(look.__file__).parents[2] / "templates").rglob("*.html"):
        named |= set(re.findall(r"{% (?:icon|mark) \"([a-z0-9-]+)\"", path.read_text(encoding="utf-8")))
    assert {look.SHAPES.get(name, name) for name in named} - symbols() == set()


@pytest.mark.parametrize(
    "state", ["done", "under-way", "part", "now", "open", "upcoming", "make-up", "help", "right", "not-yet"]
)
def test_every_state_has_a_shape(state):
    assert look.SHAPES.get(state, state) in symbols()


def test_a_mark_beside_its_word_is_silent_and_a_mark_alone_says_its_word():
    assert 'aria-hidden="true"' in look.mark("done")
    alone = look.mark("part", "Under way")
    assert 'role="img"' in alone
    assert 'aria-label="Under way"' in alone
    assert "aria-hidden" not in alone


@pytest.mark.parametrize(("percent", "shown"), [(0, 8), (60, 60), (100, 92)])
def test_an_under_way_mark_is_never_quite_empty_or_full(percent, shown):
    assert f'stroke-dasharray="{shown} 100"' in look.mark("under-way", percent=percent)


def test_a_name_in_a_mark_is_escaped():
    assert "<b>" not in look.mark("open", "<b>")
    assert "<b>" not in look.icon("<b>")


def test_steps_and_path_say_in_words_what_they_show():
    assert look.steps(2, 2, "Card 2 of 2") == (
        '<p class="steps" role="img" aria-label="Card 2 of 2"><i class="done"></i><i class="now"></i></p>'
    )
    assert look.path([(1, "done"), (2, "open")], "Week 2 of 2").endswith('<i class="done"></i><i class="open"></i></p>')


def test_an_example_shows_its_part_and_its_html():
    template = engines["django"].from_string('{% example "Tag" %}\n<span class="tag">card 2</span>\n{% endexample %}')
    shown = template.render({})
    assert '<span class="tag">card 2</span>' in shown
    assert "&lt;span class=&quot;tag&quot;&gt;card 2&lt;/span&gt;" in shown


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html"])
def test_error_pages_stand_without_a_context_and_keep_help_first(name):
    page = render_to_string(name)
    body = page[page.index("<body") :]
    assert body.index('href="tel:988"') < body.index('href="tel:911"') < body.index("<main")
    assert 'action="/leave/"' in body
    assert 'href="/getting-help-now/"' in body
    assert page.count("<h1") == 1


def test_help_works_without_a_script():
    bar = render_to_string("includes/help_bar.html")
    assert "<details>" in bar
    assert re.search(r'<form method="post" action="/leave/"[^>]*>\s*<button', bar)


def test_the_style_page_needs_nothing_and_has_no_id_twice():
    page = render_to_string("cms/styleguide.html")
    ids = re.findall(r'\sid="([^"]+)"', re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL))
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    assert page.count("<h1") == 1
    assert 'style="' not in page
