"""What a person of one pathway reads: stories may be told twice, once for each, and each telling must be enough."""

from collections.abc import Iterator

from courses.checks import prose
from courses.checks.subject import Card, Finding, Subject, error
from courses.reading import words
from courses.vocabulary import MENTAL_HEALTH, SUBSTANCE_USE

FEWEST_WORDS, MOST_WORDS = 60, 220
MOST_FOR_BOTH = 320  # people on the co-occurring pathway see both tellings


def words_for(card: Card, pathway: str) -> int:
    """How many words stand on this card for a person of this pathway."""
    return len(words(prose.all_of_card(card, pathway)))


def words_for_one(card: Card) -> int:
    """The same for the pathway that has more to read, counting one telling of a story."""
    return max(words_for(card, pathway) for pathway in (SUBSTANCE_USE, MENTAL_HEALTH))


def length(subject: Subject) -> Iterator[Finding]:
    for card in subject.cards:
        counts = [words_for(card, pathway) for pathway in (SUBSTANCE_USE, MENTAL_HEALTH)]
        wrong = [count for count in counts if not FEWEST_WORDS <= count <= MOST_WORDS]
        if wrong:
            message = (
                f"This card has {wrong[0]} words; {FEWEST_WORDS} to {MOST_WORDS} are right for two or three minutes."
            )
            yield error("card-words", card.part, (), message)
        both = len(words(prose.all_of_card(card)))
        if not wrong and both > MOST_FOR_BOTH:
            message = f"With the stories of both pathways this card has {both} words; {MOST_FOR_BOTH} are the most."
            yield error("card-words", card.part, (), message)


def both_sets(subject: Subject) -> Iterator[Finding]:
    if not subject.settings.get("two_example_sets"):
        return
    told = {block.get("for") for card in subject.cards for _, kind, block in card.blocks if kind == "story"}
    for pathway in (SUBSTANCE_USE, MENTAL_HEALTH):
        if pathway not in told:
            message = f"This module has two example sets, but no story for the {pathway.replace('-', ' ')} pathway."
            yield error("example-sets", "module", ("two_example_sets",), message)


CHECKS = (length, both_sets)
