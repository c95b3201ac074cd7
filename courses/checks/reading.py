"""How hard a module is to read. Measured with Flesch-Kincaid: aim at grade 6, never above 8."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from courses.checks import prose
from courses.checks.subject import Card, Finding, Loc, Question, Subject, error, text, texts, warning
from courses.reading import grade, hardest

HARDEST = 8.0
AIM = 6.0
GRACE = 0.05  # a grade is shown with one digit
FEW_WORDS = 25  # below that a grade says little about explanations and labels


@dataclass(frozen=True, slots=True)
class Graded:
    part: str
    loc: Loc
    name: str
    text: str
    grade: float


def graded_cards(subject: Subject) -> list[Graded]:
    return [_card(card) for card in subject.cards]


def graded_questions(subject: Subject) -> list[Graded]:
    return [_question(question) for question in subject.questions]


def _card(card: Card) -> Graded:
    words = prose.of_card(card)
    return Graded(card.part, (), "This card", words, grade(words))


def _question(question: Question) -> Graded:
    words = prose.of_question(question)
    return Graded("quiz", question.loc, "This question", words, grade(words))


def middle_and_most(graded: list[Graded]) -> tuple[float, float]:
    """The median and the highest grade, 0.0 for none."""
    grades = [one.grade for one in graded]
    return (median(grades), max(grades)) if grades else (0.0, 0.0)


def not_too_hard(subject: Subject) -> Iterator[Finding]:
    for one in (*graded_cards(subject), *graded_questions(subject), *_others(subject)):
        if one.grade >= HARDEST + GRACE:
            advice = f'Shorten first: "{_cut(hardest(one.text))}"'
            message = f"{one.name} reads at grade {one.grade:.1f}; at most {HARDEST:.0f}, better {AIM:.0f}. {advice}"
            yield error("reading-grade", one.part, one.loc, message)


def _others(subject: Subject) -> Iterator[Graded]:
    """What else people read, where there is enough of it to be graded."""
    named: list[tuple[str, Loc, str, list[str]]] = [
        (
            "module",
            (part,),
            name,
            [one for value in (subject.settings.get(part) or {}).values() for one in texts(value)],
        )
        for part, name in (("short_version", "The short version"), ("talk_together", "The prompt for two people"))
    ]
    for question in subject.questions:
        named.append(("quiz", question.loc, "The explanations of this question", [prose.explanations(question)]))
    fields = subject.worksheet.get("fields") or []
    sheet = [subject.worksheet.get("intro"), *(field.get(name) for field in fields for name in ("label", "help"))]
    named.append(("worksheet", (), "The worksheet", [text(value) for value in sheet]))
    for part, loc, name, parts in named:
        words = "\n\n".join(parts)
        if len(words.split()) >= FEW_WORDS:
            yield Graded(part, loc, name, words, grade(words))


def questions_not_harder_than_cards(subject: Subject) -> Iterator[Finding]:
    """An error above grade 6; below, where few words decide and all is easy, a warning."""
    taught = {card.id: _card(card).grade for card in subject.cards if card.id}
    for question in subject.questions:
        asked = _question(question)
        if question.card in taught and asked.grade >= taught[question.card] + GRACE:
            grades = f"This question reads at grade {asked.grade:.1f}, its card at {taught[question.card]:.1f}."
            report = error if asked.grade > AIM else warning
            yield report("question-harder", "quiz", question.loc, f"{grades} Make it easier.")


def _cut(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 120 else words[:117] + "..."


CHECKS = (not_too_hard, questions_not_harder_than_cards)
