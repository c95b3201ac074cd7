"""One field of each kind, and a strategy for values that each can hold."""

from hypothesis import strategies as st


def field(kind, **own):
    return {"id": f"f-{kind}", "kind": kind, "label": "What helps?", "help": ""} | own


OPTIONS = [{"id": f"o{number}", "text": f"Option {number}"} for number in (1, 2, 3)]
SHORT, LONG, DAY, CONTACT = field("short_text"), field("long_text"), field("date"), field("contact")
LIST, CHECKLIST = field("list", max_items=3), field("checklist", options=OPTIONS)
SCALE = field("scale", low_label="Not sure", high_label="Very sure")
TABLE = field("table", columns=["When", "What"], rows=2)
FIELDS = [SHORT, LONG, LIST, SCALE, TABLE, CHECKLIST, DAY, CONTACT]

written = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=40).map(str.strip)
_some = written.filter(bool)
VALUES = {
    "short_text": _some,
    "long_text": _some,
    "list": st.lists(_some, min_size=1, max_size=3),
    "scale": st.integers(0, 10),
    "table": st.lists(st.lists(written, min_size=2, max_size=2), min_size=2, max_size=2).filter(
        lambda t: any(t[0] + t[1])
    ),
    "checklist": st.sets(st.sampled_from(["o1", "o2", "o3"]), min_size=1).map(sorted),
    "date": st.dates().map(lambda day: day.isoformat()),
    "contact": st.fixed_dictionaries(dict.fromkeys(("name", "phone", "how"), written)).filter(
        lambda c: any(c.values())
    ),
}


@st.composite
def filled(draw):
    """A field and a value that it can hold."""
    one = draw(st.sampled_from(FIELDS))
    return one, draw(VALUES[one["kind"]])


def post_of(inputs):
    """What a browser sends for these controls: of boxes and dots only the checked ones."""
    post = {}
    boxes = {control.name for control in inputs if control.checked}
    for control in inputs:
        if control.checked or (control.name not in boxes and control.max_length is not None) or not control.label:
            post.setdefault(control.name, []).append(control.value)
    return post
