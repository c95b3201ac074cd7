"""The misconceptions of a program: kind words, easy replies, and none that nobody names."""

from collections.abc import Iterator

from courses import words
from courses.checks.reading import HARDEST
from courses.checks.subject import Finding, error, warning
from courses.files.references import named_misconceptions
from courses.files.schema.program import Program
from courses.reading import grade

PART = "misconceptions"
TOO_HARD = HARDEST + 2  # a reply is one sentence, of which a grade says less


def run(program: Program) -> Iterator[Finding]:
    named = {key for module in program.modules for _, _, key in named_misconceptions(module)}
    for key, misconception in program.misconceptions.items():
        if key not in named:
            yield warning("unused", PART, (key,), f"{key}: no question and no guide names it.")
        for text in (misconception.name, misconception.reply, misconception.talking_point):
            for found in words.find(text):
                yield error("person-first", PART, (key,), f"{key}: instead of “{found.word}” say: {found.instead}.")
        hard = grade(misconception.reply)
        if hard > TOO_HARD:
            yield warning(
                "reading-grade", PART, (key, "reply"), f"{key}: the reply reads at grade {hard:.1f}. Make it easier."
            )
