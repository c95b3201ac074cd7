"""Whether questions are fair: something right, everything explained, and no way to guess from form or place."""

from collections import Counter
from collections.abc import Iterator

from courses.checks.subject import Finding, Question, Subject, error, text, warning

CHOICES = ("single_choice", "multiple_choice", "true_false")
MUCH_LONGER = 1.3  # times the longest wrong option
PICK_ALL = "pick all that fit"


def something_right(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        if question.kind in CHOICES and not any(part.get("correct") for _, part in question.parts):
            yield error("no-correct-answer", "quiz", question.loc, "No option of this question is marked as correct.")


def everything_explained(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        for loc, part in question.parts:
            if not text(part.get("why")).strip():
                shown = text(part.get("text")) or text(part.get("left"))
                yield error("explanation", "quiz", loc, f"Explain “{shown}”: why it is right or wrong, in a kind line.")


def wrong_has_a_name(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        if question.kind not in CHOICES:
            if not question.data.get("misconception"):
                message = "Name the misconception that a wrong answer points to."
                yield error("misconception", "quiz", question.loc, message)
            continue
        for loc, part in question.parts:
            if not part.get("correct") and not part.get("misconception"):
                message = f"Name the misconception behind “{text(part.get('text'))}”."
                yield error("misconception", "quiz", loc, message)


def taught_by_a_card(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        if not question.card:
            yield warning("question-card", "quiz", question.loc, "Name the card that teaches what this question asks.")


def says_pick_all(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        if question.kind == "multiple_choice" and PICK_ALL not in question.prompt.lower():
            message = f"End the prompt with “{PICK_ALL.capitalize()}.”, so that people know that several may be right."
            yield error("pick-all", "quiz", (*question.loc, "prompt"), message)


def _lengths(question: Question, correct: bool) -> list[int]:
    return [len(text(part.get("text"))) for _, part in question.parts if bool(part.get("correct")) is correct]


def right_option_is_not_the_longest(subject: Subject) -> Iterator[Finding]:
    for question in subject.questions:
        right, wrong = _lengths(question, True), _lengths(question, False)
        if question.kind == "single_choice" and right and wrong and right[0] > MUCH_LONGER * max(wrong):
            message = "The correct option is much longer than the others, which gives it away. Make them alike."
            yield warning("longest-option", "quiz", question.loc, message)


def right_and_longest(subject: Subject) -> tuple[int, int]:
    """Of how many single choices the correct option is the longest, and how many there are."""
    single = [question for question in subject.questions if question.kind == "single_choice"]
    longest = [max(_lengths(one, True), default=0) > max(_lengths(one, False), default=0) for one in single]
    return sum(longest), len(single)


def shares_of_chance(subject: Subject) -> float:
    """In how many single choices a correct option would be the longest if length said nothing."""
    counts = (len(list(question.parts)) for question in subject.questions if question.kind == "single_choice")
    return sum(1 / count for count in counts if count)


def places_of_right_options(subject: Subject) -> Counter[int]:
    """How often the correct option of a single choice stands at each place, from 1."""
    places = (_place(question) for question in subject.questions if question.kind == "single_choice")
    return Counter(place for place in places if place)


def _place(question: Question) -> int:
    return next((at for at, (_, part) in enumerate(question.parts, 1) if part.get("correct")), 0)


def right_options_move(subject: Subject) -> Iterator[Finding]:
    places = places_of_right_options(subject)
    if places.total() >= 3 and len(places) == 1:
        message = f"The correct option always stands at place {next(iter(places))}. Move some."
        yield warning("option-places", "quiz", ("questions",), message)
    truths = [part for question in subject.questions if question.kind == "true_false" for _, part in question.parts]
    right = [text(part.get("text")) for part in truths if part.get("correct")]
    if len(right) >= 3 and len(set(right)) == 1:
        yield warning(
            "option-places", "quiz", ("questions",), f"Every statement is {right[0].lower()}. Turn some round."
        )


CHECKS = (
    something_right,
    everything_explained,
    wrong_has_a_name,
    taught_by_a_card,
    says_pick_all,
    right_option_is_not_the_longest,
    right_options_move,
)
