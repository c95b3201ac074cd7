"""Whether a module is whole: its parts, its minutes, its objectives taught and asked, its guide."""

from collections.abc import Iterator

from courses.checks.subject import Finding, Subject, error, text, warning
from courses.reading import words

FEWEST_CARDS, MOST_CARDS = 4, 6
FEWEST_QUESTIONS, MOST_QUESTIONS = 5, 8
SUMMARY_WORDS = 25
FEWEST_PROMPTS, MOST_PROMPTS = 3, 5
FEWEST_MISCONCEPTIONS = 2
SESSION_MINUTES = 45
PRIVATE = ("private", "nobody else", "only you")


def parts(subject: Subject) -> Iterator[Finding]:
    for part, what in (("quiz", "check-in"), ("worksheet", "worksheet"), ("guide", "guide for the facilitator")):
        if not subject.data.get(part):
            yield error("part-missing", "module", (), f"The module has no {what}.")
    if not subject.settings.get("short_version"):
        yield error("part-missing", "module", (), "The module has no three-minute version for a low-energy day.")
    count = len(subject.cards)
    if not FEWEST_CARDS <= count <= MOST_CARDS:
        yield error(
            "card-count", "module", (), f"The module has {count} cards; {FEWEST_CARDS} to {MOST_CARDS} are right."
        )
    count = len(subject.questions)
    if subject.quiz and not FEWEST_QUESTIONS <= count <= MOST_QUESTIONS:
        message = f"The check-in has {count} questions; {FEWEST_QUESTIONS} to {MOST_QUESTIONS} are right."
        yield error("question-count", "quiz", ("questions",), message)


def summary(subject: Subject) -> Iterator[Finding]:
    count = len(words(text(subject.settings.get("summary"))))
    if count > SUMMARY_WORDS:
        yield error("summary", "module", ("summary",), f"The summary has {count} words; at most {SUMMARY_WORDS}.")


def objectives(subject: Subject) -> Iterator[Finding]:
    taught = {number for card in subject.cards for number in card.objectives}
    asked = {number for question in subject.questions for number in question.objectives}
    for number, objective in enumerate(subject.objectives, 1):
        loc = ("objectives", number - 1)
        if number not in taught:
            yield error("objective-taught", "module", loc, f"No card teaches objective {number}, “{objective}”.")
        if subject.quiz and number not in asked:
            yield error("objective-asked", "module", loc, f"No question asks for objective {number}, “{objective}”.")


def privacy(subject: Subject) -> Iterator[Finding]:
    intro = text(subject.worksheet.get("intro")).lower()
    if subject.worksheet and not any(word in intro for word in PRIVATE):
        message = (
            "Say in the introduction that the worksheet is private, or that nobody else reads it unless it is shared."
        )
        yield warning("worksheet-private", "worksheet", ("intro",), message)


def session(subject: Subject) -> Iterator[Finding]:
    outline = subject.guide.get("outline") or []
    total = sum(part.get("minutes") or 0 for part in outline if isinstance(part.get("minutes"), int))
    if subject.guide and total != SESSION_MINUTES:
        message = f"The parts of the session add up to {total} minutes; {SESSION_MINUTES} are planned."
        yield error("session-minutes", "guide", ("outline",), message)


def guide(subject: Subject) -> Iterator[Finding]:
    if not subject.guide:
        return
    count = len(subject.guide.get("prompts") or [])
    if not FEWEST_PROMPTS <= count <= MOST_PROMPTS:
        message = f"The group gets {FEWEST_PROMPTS} to {MOST_PROMPTS} open questions, not {count}."
        yield error("prompts", "guide", ("prompts",), message)
    if len(subject.guide.get("misconceptions") or []) < FEWEST_MISCONCEPTIONS:
        message = f"The guide names at least {FEWEST_MISCONCEPTIONS} misconceptions that come up in this group."
        yield error("guide-misconceptions", "guide", ("misconceptions",), message)


CHECKS = (parts, summary, objectives, privacy, session, guide)
