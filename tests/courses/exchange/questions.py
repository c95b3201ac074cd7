"""Questions as hypothesis invents them: any words that a person could type, and keys of misconceptions."""

import re

from hypothesis import strategies as st

from courses.exchange import plain
from courses.exchange.questions import Item, Option, Pair, Question

# No lone surrogates and no control characters: the editor's forms let neither through.
CHARS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
ALSO = st.sampled_from(list("\\~=#{}:%<>&[]-\n 1"))
A_FORMAT = re.compile(r"\s*\[(html|plain|moodle|markdown)\]", re.IGNORECASE)


def _sayable(words: str) -> bool:
    return bool(words) and not A_FORMAT.match(words)


words = st.text(st.one_of(ALSO, CHARS), min_size=1, max_size=40).map(plain.tidy).filter(_sayable)
whys = st.one_of(st.just(""), words)
keys = st.one_of(st.just(""), st.from_regex(r"[a-z]{2,6}(-[a-z]{2,6}){0,2}", fullmatch=True))
sides = words.map(lambda text: text.replace("->", "- >").replace("\n", " ")).filter(_sayable)
lines = words.map(lambda text: text.replace("\n", " "))


@st.composite
def choices(draw) -> Question:
    kind = draw(st.sampled_from(["single_choice", "multiple_choice"]))
    texts = draw(st.lists(words, min_size=2, max_size=5, unique_by=str.casefold))
    right = draw(st.integers(0, len(texts) - 1))
    options = []
    for at, text in enumerate(texts):
        correct = at == right or (kind == "multiple_choice" and draw(st.booleans()))
        options.append(Option(text, correct, draw(whys), "" if correct else draw(keys)))
    return Question(kind, draw(words), tuple(options))


@st.composite
def truths(draw) -> Question:
    true = draw(st.booleans())
    options = (
        Option("True", true, draw(whys), "" if true else draw(keys)),
        Option("False", not true, draw(whys), draw(keys) if true else ""),
    )
    return Question("true_false", draw(words), options)


@st.composite
def matches(draw) -> Question:
    lefts = draw(st.lists(sides, min_size=3, max_size=5, unique_by=str.casefold))
    rights = draw(st.lists(sides, min_size=len(lefts), max_size=len(lefts), unique_by=str.casefold))
    pairs = tuple(Pair(left, right, draw(lines)) for left, right in zip(lefts, rights, strict=True))
    return Question("match", draw(words), pairs=pairs, misconception=draw(keys))


@st.composite
def orders(draw) -> Question:
    texts = draw(st.lists(lines, min_size=3, max_size=6, unique_by=str.casefold))
    items = tuple(Item(text, draw(lines)) for text in texts)
    return Question("put_in_order", draw(words), items=items, misconception=draw(keys))


in_gift = st.one_of(choices(), truths(), matches())
anything = st.one_of(in_gift, orders())
