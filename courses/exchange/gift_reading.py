"""Reads GIFT. What it cannot take over is told; one bad question does not lose the others."""

import re

from courses.exchange import explanations, plain, tags
from courses.exchange.gift_blocks import Block, answers, between_braces, blocks, split, unescape
from courses.exchange.gift_writing import FALSE, TRUE, WEIGHT
from courses.exchange.questions import Notes, Option, Question, Read, Unreadable

FORMAT = re.compile(r"\s*\[(html|plain|moodle|markdown)\]", re.IGNORECASE)
NAME = re.compile(r"\s*::(?:\\.|[^\\])*?::", re.DOTALL)
TRUTH = re.compile(r"(t|true|f|false)", re.IGNORECASE)
KINDS_TAKEN = "Single and multiple choice, true or false, and matching can be taken over."


class Unsuitable(ValueError):
    """This question cannot be taken over; the message says why."""


def read(text: str) -> Read:
    """Raises Unreadable where there is no question at all."""
    notes, questions = Notes(), []
    for notes.number, block in enumerate(blocks(text), 1):
        try:
            questions.append(tags.put(_question(block, notes), block.tags))
        except Unsuitable as error:
            notes.say(f"Line {block.line}: {error}")
    if not notes.number:
        raise Unreadable("There is no question in this file. A GIFT question looks like: Is this so? {TRUE}")
    return Read(tuple(questions), tuple(notes.found))


class _Words:
    """Reads the words of one question: plain where its head says so, else as HTML where they look like it."""

    def __init__(self, head: str, notes: Notes) -> None:
        self.notes = notes
        self.format = _format(head) or ""

    def __call__(self, raw: str) -> str:
        own = FORMAT.match(raw)
        words = unescape(raw[own.end() :] if own else raw)
        if (_format(raw) or self.format) != "plain" and plain.looks_like_html(words):
            words, lost = plain.text(words)
            if lost:
                self.notes.say(f"Only the words are taken over, not: {', '.join(sorted(lost))}.")
        return plain.tidy(words)


def _format(raw: str) -> str | None:
    found = FORMAT.match(raw)
    return found[1].lower() if found else None


def _question(block: Block, notes: Notes) -> Question:
    text = NAME.sub("", block.text, count=1) if block.text.lstrip().startswith("::") else block.text
    parts = between_braces(text)
    if parts is None:
        raise Unsuitable("The answers must stand in one pair of braces { }.")
    before, inside, after = parts
    words = _Words(before, notes)
    prompt = words(f"{before.rstrip()} _____ {after.strip()}" if after.strip() else before)
    if not prompt:
        raise Unsuitable("The question has no words.")
    body, *general = split(inside, "####")
    return _of_kind(prompt, body.strip(), words("".join(general)), words)


def _of_kind(prompt: str, body: str, general: str, words: _Words) -> Question:
    head, *told = split(body, "#")
    if TRUTH.fullmatch(head.strip()):
        return _true_false(prompt, head.strip().upper().startswith("T"), [words(one) for one in told])
    found = answers(body)
    if body.startswith("#") or not found:
        raise Unsuitable(f"A question that is answered with a number or a text. {KINDS_TAKEN}")
    if all(mark == "=" and len(split(rest, "->")) == 2 for mark, rest in found):
        sides = [[words(side) for side in split(rest, "->")] for _mark, rest in found]
        return Question("match", prompt, pairs=explanations.pairs([(one[0], one[1]) for one in sides], general))
    if all(mark == "=" for mark, _rest in found):
        raise Unsuitable(f"A question that is answered with a short text. {KINDS_TAKEN}")
    return _choice(prompt, found, words)


def _true_false(prompt: str, is_true: bool, told: list[str]) -> Question:
    """The first feedback is for the wrong answer, the second for the right one."""
    wrong, right = (*told, "", "")[:2]
    true, false = (right, wrong) if is_true else (wrong, right)
    return Question("true_false", prompt, (Option(TRUE, is_true, true), Option(FALSE, not is_true, false)))


def _choice(prompt: str, found: list[tuple[str, str]], words: _Words) -> Question:
    options, shared = [], False
    for mark, rest in found:
        weight = WEIGHT.match(rest)
        text, *told = split(rest[weight.end() :] if weight else rest, "#")
        some = bool(weight and float(weight[1]) > 0)
        shared = shared or (mark == "~" and some)
        options.append(Option(words(text), mark == "=" or some, words(" ".join(told))))
    right = sum(option.correct for option in options)
    if right > 1 and not shared:
        words.notes.say("Any of several answers was right; here all of them are to be picked. Please check.")
    return Question("multiple_choice" if right > 1 or shared else "single_choice", prompt, tuple(options))
