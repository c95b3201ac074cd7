"""Diagrams: whatever an author writes within the bounds of the fields stays on the sheet, legible and named."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.diagrams import KINDS, measure
from courses.diagrams.shapes import WIDTH, Box, Dot, Drawing, Lines, number
from courses.diagrams.svg import picture

BOUNDS = {
    "chain": (3, 6),
    "cycle": (3, 6),
    "wave": (3, 3),
    "ladder": (3, 8),
    "thermometer": (2, 5),
    "circles": (2, 4),
    "timeline": (2, 7),
    "two_columns": (2, 2),
}
VOCABULARY = (
    "a I to my the call 988 sleep angry worry family Warning breathing counselor withdrawal medication "
    "disappointment communication"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=12).map(" ".join)
LABEL = WORDS.map(lambda words: words[:24].strip())
TEXT = st.one_of(st.just(""), WORDS.map(lambda words: words[:90].strip()))
POINTS = st.lists(WORDS.map(lambda words: words[:90].strip()), min_size=2, max_size=6)
MORE = {
    "thermometer": {"at": st.integers(0, 10), "text": TEXT},
    "timeline": {"when": LABEL.map(lambda words: words[:16].strip()), "text": TEXT},
    "two_columns": {"points": POINTS},
}


# Each kind as it is drawn for a screen, and for paper where that differs.
DRAWN = [*((kind, False) for kind in KINDS), *((kind, True) for kind in KINDS if KINDS[kind].draw_close)]


def items_of(kind: str) -> st.SearchStrategy:
    """As many as the kind takes, with the fields that it has."""
    least, most = BOUNDS[kind]
    item = st.fixed_dictionaries({"label": LABEL, **MORE.get(kind, {"text": TEXT})})
    return st.lists(item, min_size=least, max_size=most)


def extent(shape) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what has an extent."""
    match shape:
        case Box(x, y, width, height):
            return x, y, x + width, y + height
        case Dot(x, y, r):
            return x - r, y - r, x + r, y + r
        case Lines():
            wide = max(measure.width(line, shape.size, shape.look != "text") for line in shape.lines) / measure.SPARE
            left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            return left, shape.y, left + wide, shape.y + shape.height
    return 0, 0, 0, 0


def texts(drawing: Drawing) -> list[Lines]:
    return [shape for shape in drawing.shapes if isinstance(shape, Lines)]


@pytest.mark.parametrize(("kind", "on_paper"), DRAWN)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_all_stays_on_the_sheet(kind, on_paper, data):
    drawing = KINDS[kind].drawn(data.draw(items_of(kind)), on_paper=on_paper)
    for shape in drawing.shapes:
        left, top, right, bottom = extent(shape)
        assert left >= -1, shape
        assert right <= WIDTH + 1, shape
        assert top >= -1, shape
        assert bottom <= drawing.height + 1, shape


@pytest.mark.parametrize(("kind", "on_paper"), DRAWN)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_words_lie_over_other_words(kind, on_paper, data):
    drawing = KINDS[kind].drawn(data.draw(items_of(kind)), on_paper=on_paper)
    places = [extent(lines) for lines in texts(drawing) if lines.look in ("label", "text", "when")]
    if kind == "thermometer":
        places = [place for place in places if place[0] > 100]  # not the ends of the scale
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (one, other)


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_is_drawn_and_said(kind):
    labels = ["First thing", "Second thing", "Third thing"][: BOUNDS[kind][1]]
    items = [
        {"label": label, "text": "", "at": 3 * at, "when": f"Week {at}", "points": ["a"]}
        for at, label in enumerate(labels)
    ]
    drawn = " ".join(line for lines in texts(KINDS[kind].draw(items)) for line in lines.lines)
    said = KINDS[kind].words(items)
    for label in labels:
        assert label in drawn
        assert label in said


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper_it_says_the_same_and_is_never_taller(kind):
    items = [
        {"label": f"Label {at}", "text": "", "at": 3 * at, "when": f"Week {at}", "points": ["a", "b"]}
        for at in range(BOUNDS[kind][0])
    ]
    screen, paper = (KINDS[kind].drawn(items, on_paper=on_paper) for on_paper in (False, True))
    assert [lines.lines for lines in texts(paper)] == [lines.lines for lines in texts(screen)]
    assert paper.height <= screen.height
    assert (paper.height < screen.height) == (kind in ("chain", "ladder", "timeline", "two_columns"))


def test_the_lowest_rung_is_at_the_bottom():
    drawing = KINDS["ladder"].draw([{"label": label, "text": ""} for label in ("low", "middle", "high")])
    tops = {lines.lines[0]: lines.y for lines in texts(drawing) if lines.look == "label"}
    assert tops["low"] > tops["middle"] > tops["high"]


def test_the_innermost_circle_is_the_smallest_and_drawn_last():
    drawing = KINDS["circles"].draw([{"label": label, "text": ""} for label in ("me", "family", "team")])
    radii = [shape.r for shape in drawing.shapes if isinstance(shape, Dot)]
    assert radii == sorted(radii, reverse=True)
    assert texts(drawing)[-1].lines == ("me",)


def test_the_crest_of_a_wave_is_between_its_slopes():
    drawing = KINDS["wave"].draw([{"label": label, "text": ""} for label in ("up", "top", "down")])
    up, top, down = (
        next(lines for lines in texts(drawing) if lines.lines == (word,)) for word in ("up", "top", "down")
    )
    assert up.x < top.x < down.x
    assert top.y < min(up.y, down.y)


def test_marks_stand_at_their_degree():
    items = [{"at": at, "label": f"at {at}", "text": ""} for at in (2, 9)]
    drawing = KINDS["thermometer"].draw(items)
    badges = {shape.y for shape in drawing.shapes if isinstance(shape, Dot) and shape.r == 11}
    assert len(badges) == 2
    assert max(badges) - min(badges) == pytest.approx(0.7 * 250)


# --- measuring ------------------------------------------------------------------------------------------------------


@given(WORDS, st.integers(60, 300))
def test_wrapping_keeps_every_word_and_the_room(text, room):
    lines = measure.wrap(text, 15, room)
    assert " ".join(lines).split() == text.split()
    assert all(measure.width(line, 15) <= room or " " not in line for line in lines)


@given(WORDS, st.integers(60, 300))
def test_balancing_never_takes_more_lines(text, room):
    assert len(measure.balance(text, 15, room)) == len(measure.wrap(text, 15, room))


@pytest.mark.parametrize(("value", "written"), [(3, "3"), (3.04, "3"), (-0.01, "0"), (-2.26, "-2.3"), (10.5, "10.5")])
def test_numbers_are_short_and_have_no_comma(value, written):
    assert number(value) == written


# --- SVG ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_named_and_has_no_style(kind):
    least = BOUNDS[kind][0]
    items = [{"label": "<b>&", "text": "x", "at": 5, "when": "now", "points": ["one"]} for _ in range(least)]
    svg = picture(KINDS[kind].draw(items), "A & <title>", "What it shows", "d1")
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    names = {element.get("id"): element.text for element in root if element.get("id")}
    assert [names[one] for one in root.get("aria-labelledby").split()] == ["A & <title>", "What it shows"]
    assert "style" not in re.sub(r">[^<]*<", "><", svg)
    assert float(root.get("viewBox").split()[2]) == WIDTH


@pytest.mark.parametrize("kind", KINDS)
def test_letters_are_at_least_14_pixels_on_the_narrowest_phone(kind):
    items = [{"label": "a", "text": "b", "at": 5, "when": "c", "points": ["d"]} for _ in range(BOUNDS[kind][0])]
    assert min(lines.size for lines in texts(KINDS[kind].draw(items))) * 320 / WIDTH >= 14
