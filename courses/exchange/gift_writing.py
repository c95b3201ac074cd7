"""Writes GIFT, Moodle's plain-text format. https://docs.moodle.org/en/GIFT_format"""

import re
from collections.abc import Iterable

from courses.exchange import explanations, plain, tags
from courses.exchange.questions import Notes, Option, Pair, Question, Written

ESCAPED = "\\~=#{}:"
TRUE, FALSE = "True", "False"
WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
PARTLY = "Moodle gives a part of the mark for a part of the answers; here only all of them together are right."


def write(questions: Iterable[Question]) -> Written:
    """A question that GIFT cannot hold is left out, and `losses` says so."""
    notes, written = Notes(), []
    for notes.number, question in enumerate(questions, 1):
        writer = WRITERS.get(question.kind)
        if writer is None:
            notes.say("GIFT has no questions of this kind, so it is left out. Use Moodle XML for it.")
            continue
        comments = "".join(f" [tag:{tag}]" for tag in tags.of(question))
        head = f"//{comments}\n" if comments else ""
        written.append(f"{head}[plain]{escape(question.prompt)}{{{writer(question, notes)}}}\n")
    return Written("\n".join(written), tuple(notes.found))


def escape(words: str) -> str:
    """On one line; what means something in GIFT stands behind a backslash."""
    return "".join(f"\\{one}" if one in ESCAPED else one for one in plain.tidy(words)).replace("\n", "\\n")


def true_and_false(question: Question) -> tuple[Option, Option]:
    first, second = question.options
    return (second, first) if first.text.casefold() == FALSE.casefold() else (first, second)


def _single(question: Question, notes: Notes) -> str:
    return _lines(
        f"={_share(one, '100')}{_answer(one)}" if one.correct else f"~{_share(one, '0')}{_answer(one)}"
        for one in question.options
    )


def _share(option: Option, share: str) -> str:
    """Only before a text that would be taken for a share itself, such as "%50% of them"."""
    return f"%{share}%" if WEIGHT.match(option.text) else ""


def _multiple(question: Question, notes: Notes) -> str:
    """Shares of the mark; a wrong one takes all of it away."""
    right = sum(one.correct for one in question.options)
    notes.say(PARTLY)
    return _lines(f"~%{share(right) if one.correct else '-100'}%{_answer(one)}" for one in question.options)


def share(right: int) -> str:
    """Percent for each of so many right options, in the spelling that Moodle knows."""
    return f"{100 / right:.5f}".rstrip("0").rstrip(".")


def _true_false(question: Question, notes: Notes) -> str:
    true, false = true_and_false(question)
    if (true.text, false.text) != (TRUE, FALSE):
        notes.say("GIFT has its own words for true and false; those of this question are lost.")
    right, wrong = (true, false) if true.correct else (false, true)
    return f"{'TRUE' if true.correct else 'FALSE'}#{escape(wrong.why)}#{escape(right.why)}"


def _match(question: Question, notes: Notes) -> str:
    sides = tuple(Pair(_side(pair.left, notes), _side(pair.right, notes), pair.why) for pair in question.pairs)
    lines = _lines(f"={escape(pair.left)} -> {escape(pair.right)}" for pair in sides)
    told = explanations.together(Question("match", "", pairs=sides))
    return f"{lines}####{escape(told)}\n" if told else lines


def _side(words: str, notes: Notes) -> str:
    if "->" in words:
        notes.say("GIFT cannot hold “->” inside a side; it is written as “→”.")
    return words.replace("->", "→")


def _answer(option: Option) -> str:
    return f"{escape(option.text)}#{escape(option.why)}" if option.why else escape(option.text)


def _lines(lines: Iterable[str]) -> str:
    return "\n" + "".join(f"\t{line}\n" for line in lines)


WRITERS = {"single_choice": _single, "multiple_choice": _multiple, "true_false": _true_false, "match": _match}
