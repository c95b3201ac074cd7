"""How long a module takes. Pure.

Adults read plain prose silently at about 240 words a minute (Brysbaert, Journal of Memory and Language 109, 2019).
People here are tired, read on a phone and stop to think, so three quarters of that is counted. Time for practice is
as its block says; a field of the worksheet takes half a minute more than its words.
"""

from collections.abc import Iterator

from courses.checks import pathways, prose
from courses.checks.subject import Finding, Subject, error, text
from courses.reading import words

WORDS_A_MINUTE = 180
MINUTES_A_FIELD = 0.5
FEWEST_MINUTES, MOST_MINUTES = 12, 20
MAY_DIFFER = 1


def estimate(subject: Subject) -> float:
    """Minutes for the cards of one pathway, the worksheet and the check-in with its explanations."""
    fields = subject.worksheet_fields
    read = [pathways.words_for_one(card) for card in subject.cards]
    read += [len(words(f"{prose.of_question(one)}\n\n{prose.explanations(one)}")) for one in subject.questions]
    read += [len(words(f"{text(field.get('label'))}\n\n{text(field.get('help'))}")) for field in fields]
    given = [block.get("minutes") for card in subject.cards for _, kind, block in card.blocks if kind == "practice"]
    practice = sum(minutes for minutes in given if isinstance(minutes, int))
    return sum(read) / WORDS_A_MINUTE + practice + MINUTES_A_FIELD * len(fields)


def minutes(subject: Subject) -> Iterator[Finding]:
    given = subject.settings.get("minutes")
    if not isinstance(given, int):
        return
    if not FEWEST_MINUTES <= given <= MOST_MINUTES:
        message = f"A module takes {FEWEST_MINUTES} to {MOST_MINUTES} minutes, not {given}. Cut it or part it."
        yield error("minutes", "module", ("minutes",), message)
    elif subject.questions and abs(given - estimate(subject)) > MAY_DIFFER:
        message = (
            f"At {WORDS_A_MINUTE} words a minute this takes about {estimate(subject):.0f} minutes, not {given}. "
            "Change the minutes or the length."
        )
        yield error("minutes", "module", ("minutes",), message)


CHECKS = (minutes,)
