"""Reads Moodle XML, with entities, document types and references to elsewhere refused."""

from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree

from courses.exchange import explanations, plain, tags
from courses.exchange.gift_writing import FALSE, TRUE
from courses.exchange.questions import Notes, Option, Question, Read, Unreadable

HTML = ("html", "")  # Moodle's usual format where none is named
TAKEN = "Single and multiple choice, true or false, matching and ordering can be taken over."


def read(text: str | bytes) -> Read:
    """Raises Unreadable."""
    root = _root(text)
    notes, questions = Notes(), []
    wanted = [node for node in root.iter("question") if node.get("type") != "category"]
    for notes.number, node in enumerate(wanted, 1):
        reader = READERS.get(node.get("type", ""))
        if reader is None:
            notes.say(f"“{node.get('type')}” is a kind of question that cannot be taken over. {TAKEN}")
        elif not (prompt := _words(node.find("questiontext"), notes)):
            notes.say("The question has no words.")
        else:
            question = reader(node, prompt, notes)
            questions.append(tags.put(question, (_raw(tag) for tag in node.iterfind("tags/tag"))))
    if not wanted:
        raise Unreadable("There is no question in this file.")
    return Read(tuple(questions), tuple(notes.found))


def _root(text: str | bytes) -> Any:
    try:
        root = ElementTree.fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("This file holds a document type or entities. Export it from Moodle anew.") from error
    except (ParseError, ValueError) as error:
        where = getattr(error, "position", (0, 0))[0]
        raise Unreadable(f"This is not well-formed XML (line {where}). Export it from Moodle anew.") from error
    if root.tag != "quiz":
        raise Unreadable("This is XML, but not Moodle's: its outermost element must be <quiz>.")
    return root


def _choice(node: Any, prompt: str, notes: Notes) -> Question:
    options = tuple(
        Option(_words(answer, notes), _share(answer) > 0, _words(answer.find("feedback"), notes))
        for answer in node.iterfind("answer")
    )
    right = sum(option.correct for option in options)
    single = (node.findtext("single") or "true").strip().lower() in ("true", "1")
    if single and right > 1:
        notes.say("Any of several answers was right; here all of them are to be picked. Please check.")
    return Question("single_choice" if single and right <= 1 else "multiple_choice", prompt, options)


def _true_false(node: Any, prompt: str, notes: Notes) -> Question:
    told = {}
    for answer in node.iterfind("answer"):
        told[_raw(answer).strip().lower()] = (_share(answer) > 0, _words(answer.find("feedback"), notes))
    (is_true, when_true), (_, when_false) = told.get("true", (False, "")), told.get("false", (True, ""))
    return Question("true_false", prompt, (Option(TRUE, is_true, when_true), Option(FALSE, not is_true, when_false)))


def _match(node: Any, prompt: str, notes: Notes) -> Question:
    sides = ((row, row.find("answer")) for row in node.iterfind("subquestion"))
    rows = [(_words(left, notes), plain.tidy(_raw(right))) for left, right in sides]  # right sides are never HTML
    if any(right and not left for left, right in rows):
        notes.say("Right sides without a left side are left out.")
    whole = [(left, right) for left, right in rows if left and right]
    return Question("match", prompt, pairs=explanations.pairs(whole, _words(node.find("generalfeedback"), notes)))


def _order(node: Any, prompt: str, notes: Notes) -> Question:
    answers = sorted(node.iterfind("answer"), key=_share)
    texts = [_words(answer, notes) for answer in answers]
    return Question(
        "put_in_order", prompt, items=explanations.items(texts, _words(node.find("generalfeedback"), notes))
    )


def _share(answer: Any) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0


def _raw(node: Any) -> str:
    return (node.findtext("text") or "") if node is not None else ""


def _words(node: Any, notes: Notes) -> str:
    if node is None:
        return ""
    words = _raw(node)
    if node.get("format", "") in HTML and plain.looks_like_html(words):
        words, lost = plain.text(words)
        if lost or node.find("file") is not None:
            notes.say(f"Only the words are taken over, not: {', '.join(sorted(lost) or ['files'])}.")
    return plain.tidy(words)


READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "matching": _match,
    "ordering": _order,
}
