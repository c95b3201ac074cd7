"""Misconceptions travel as tags, which both formats have: `misconception-2-wait-and-see` is that of option 2."""

import re
from collections.abc import Iterable
from dataclasses import replace

from courses.exchange.questions import Question

TAG = re.compile(r"misconception(?:-(?P<place>[1-9]))?-(?P<key>[a-z](?:[a-z0-9]|-(?!-))*)", re.ASCII)


def of(question: Question) -> list[str]:
    named = [(f"misconception-{at}-", option.misconception) for at, option in enumerate(question.options, 1)]
    return [start + key for start, key in [("misconception-", question.misconception), *named] if key]


def put(question: Question, tags: Iterable[str]) -> Question:
    """The question with the misconceptions that its tags name. Other tags mean nothing here."""
    options = list(question.options)
    for tag in tags:
        found = TAG.fullmatch(tag.strip())
        if found is None:
            continue
        place = int(found["place"] or 0)
        if place == 0:
            question = replace(question, misconception=found["key"])
        elif place <= len(options) and not options[place - 1].correct:
            options[place - 1] = replace(options[place - 1], misconception=found["key"])
    return replace(question, options=tuple(options))
