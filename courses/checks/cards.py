"""What each card holds: enough, not too much, what first and last cards need, and words for every picture."""

import re
from collections.abc import Iterator

from courses.checks import prose
from courses.checks.subject import Finding, Subject, error, text

PHONE = re.compile(r"(?<![\d-])(?:1-)?\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|(?<!\d)741741(?!\d)")
DIAGRAMS = {"chain", "cycle", "wave", "ladder", "thermometer", "circles", "timeline", "two-columns"}


def first_and_last(subject: Subject) -> Iterator[Finding]:
    cards = subject.cards
    for card in cards:
        for loc, kind, _ in card.blocks:
            if kind == "key-idea" and card.number > 0:
                yield error("key-idea", card.part, loc, "The key idea stands once, on the first card.")
    kinds = [[kind for _, kind, _ in card.blocks] for card in cards]
    if cards and kinds[0].count("key-idea") != 1:
        yield error("key-idea", cards[0].part, (), "The first card needs one key idea: the one thing to remember.")
    for kind, what in (("summary", "a summary of three lines"), ("teach-back", "a teach-back: say it to someone")):
        if cards and kind not in kinds[-1]:
            yield error(kind, cards[-1].part, (), f"The last card needs {what}.")


def pictures_have_words(subject: Subject) -> Iterator[Finding]:
    for card in subject.cards:
        for loc, kind, block in card.blocks:
            if kind == "image" and not text(block.get("alt")).strip():
                yield error("alt-text", card.part, loc, "Say in words what the picture shows (alt text).")
            if kind in ("audio", "video") and not text(block.get("transcript")).strip():
                yield error("transcript", card.part, loc, "Write down what is said (transcript).")
            if kind in DIAGRAMS and not text(block.get("description")).strip():
                yield error("description", card.part, loc, "Say in words what the diagram shows (description).")


def numbers_come_from_the_settings(subject: Subject) -> Iterator[Finding]:
    """All but 988 and 911: they differ from clinic to clinic and change."""
    for card in subject.cards:
        for number in PHONE.findall(prose.all_of_card(card)):
            message = f"Do not type {number}: use a block with crisis numbers, which come from the site settings."
            yield error("typed-number", card.part, (), message)


CHECKS = (first_and_last, pictures_have_words, numbers_come_from_the_settings)
