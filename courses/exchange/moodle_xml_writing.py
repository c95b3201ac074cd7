"""Writes Moodle XML, which holds all our kinds. https://docs.moodle.org/en/Moodle_XML_format"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from courses.exchange import explanations, plain, tags
from courses.exchange.gift_writing import FALSE, TRUE, true_and_false
from courses.exchange.questions import Notes, Question, Written

TYPES = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "match": "matching",
    "put_in_order": "ordering",
}
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SHORT = 60  # characters of the name that Moodle's lists show


def write(questions: Iterable[Question]) -> Written:
    notes, root = Notes(), Xml.Element("quiz")
    for notes.number, question in enumerate(questions, 1):
        node = Xml.SubElement(root, "question", type=TYPES[question.kind])
        _text(Xml.SubElement(node, "name"), _name(question))
        _plain(node, "questiontext", question.prompt)
        _plain(node, "generalfeedback", explanations.together(question))
        for tag, words in (("defaultgrade", "1.0000000"), ("penalty", "0.3333333"), ("hidden", "0")):
            Xml.SubElement(node, tag).text = words
        WRITERS[question.kind](node, question, notes)
        _tags(node, question)
    Xml.indent(root)
    return Written(Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n", tuple(notes.found))


def _name(question: Question) -> str:
    words = " ".join(question.prompt.split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _choice(node: Xml.Element, question: Question, notes: Notes) -> None:
    single = question.kind == "single_choice"
    Xml.SubElement(node, "single").text = "true" if single else "false"
    Xml.SubElement(node, "shuffleanswers").text = "false"
    Xml.SubElement(node, "answernumbering").text = "none"
    right = sum(option.correct for option in question.options)
    if not single:
        notes.say(
            "Moodle gives a part of the mark for a part of the answers; here all of them, and no other, is right."
        )
    for option in question.options:
        share = f"{100 / right:.5f}".rstrip("0").rstrip(".") if option.correct else "0" if single else "-100"
        _answer(node, option.text, share, option.why)


def _true_false(node: Xml.Element, question: Question, notes: Notes) -> None:
    true, false = true_and_false(question)
    if (true.text, false.text) != (TRUE, FALSE):
        notes.say("Moodle has its own words for true and false; those of this question are lost.")
    for word, option in (("true", true), ("false", false)):
        _answer(node, word, "100" if option.correct else "0", option.why)


def _match(node: Xml.Element, question: Question, notes: Notes) -> None:
    Xml.SubElement(node, "shuffleanswers").text = "true"
    for pair in question.pairs:
        row = _plain(node, "subquestion", pair.left)
        _text(Xml.SubElement(row, "answer"), pair.right)


def _order(node: Xml.Element, question: Question, notes: Notes) -> None:
    """As Moodle's own ordering type (4.4 and later) writes it: all items, marked as a whole."""
    for tag, words in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("gradingtype", "ALL_OR_NOTHING")):
        Xml.SubElement(node, tag).text = words
    for place, item in enumerate(question.items, 1):
        _answer(node, item.text, f"{place}.0000000", "")


def _answer(node: Xml.Element, words: str, fraction: str, why: str) -> None:
    answer = _plain(node, "answer", words)
    answer.set("fraction", fraction)
    _plain(answer, "feedback", why)


def _tags(node: Xml.Element, question: Question) -> None:
    named = tags.of(question)
    if named:
        group = Xml.SubElement(node, "tags")
        for tag in named:
            _text(Xml.SubElement(group, "tag"), tag)


def _plain(parent: Xml.Element, tag: str, words: str) -> Xml.Element:
    child = Xml.SubElement(parent, tag, format="plain_text")
    _text(child, words)
    return child


def _text(parent: Xml.Element, words: str) -> None:
    Xml.SubElement(parent, "text").text = NOT_IN_XML.sub("", plain.tidy(words))


WRITERS = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false": _true_false,
    "match": _match,
    "put_in_order": _order,
}
