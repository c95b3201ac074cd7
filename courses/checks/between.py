"""What only shows over all modules of a program: sentences said twice, and ways to guess. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from courses.checks import prose
from courses.checks.questions import places_of_right_options, right_and_longest, shares_of_chance
from courses.checks.subject import Finding, Subject, error
from courses.reading import sentences, words

FEWEST_WORDS_OF_A_SENTENCE = 7  # shorter ones, such as "You can call 988 at any hour.", repeat by themselves
MOST_SHARED = 0.02  # of a module's sentences
FEWEST_QUESTIONS = 40  # of fewer, nobody can tell chance from habit
MOST_AT_ONE_PLACE = 0.4

Found = tuple[int, Finding]  # number of the module, and what is wrong in it


def run(subjects: Sequence[Subject]) -> Iterator[Found]:
    yield from said_twice(subjects)
    for finding in guessable(subjects):
        yield 0, finding


def said_twice(subjects: Sequence[Subject]) -> Iterator[Found]:
    """Modules that share more than a few of their sentences with others, with the first one to rewrite."""
    said = [_said(subject) for subject in subjects]
    owners = Counter(sentence for one in said for sentence in one)
    for number, one in enumerate(said):
        shared = [sentence for sentence in one if owners[sentence] > 1]
        if len(shared) > MOST_SHARED * len(one):
            message = f"{len(shared)} of {len(one)} sentences stand in other modules, too. First: “{one[shared[0]]}”"
            yield number, error("said-twice", "module", (), message)


def repeated(subjects: Sequence[Subject]) -> dict[str, list[int]]:
    """Each sentence that stands in several modules, with their numbers."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, subject in enumerate(subjects):
        for sentence in _said(subject):
            where[sentence].append(number)
    return {sentence: numbers for sentence, numbers in where.items() if len(numbers) > 1}


def _said(subject: Subject) -> dict[str, str]:
    """The longer sentences of cards and questions: in lower case without marks, and as written."""
    texts = [prose.all_of_card(card) for card in subject.cards]
    texts += [f"{prose.of_question(one)}\n\n{prose.explanations(one)}" for one in subject.questions]
    pairs = ((words(sentence), sentence) for text in texts for sentence in sentences(text))
    return {" ".join(of).lower(): sentence for of, sentence in pairs if len(of) >= FEWEST_WORDS_OF_A_SENTENCE}


def guessable(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Whether somebody who knows nothing gains by always picking one place, or the longest option."""
    places = sum((places_of_right_options(subject) for subject in subjects), Counter[int]())
    if places.total() < FEWEST_QUESTIONS:
        return
    place, most = places.most_common(1)[0]
    if most > MOST_AT_ONE_PLACE * places.total():
        message = f"Of {places.total()} single choices, {most} have their correct option at place {place}. Move some."
        yield error("option-places", "quiz", ("questions",), message)
    longest, count = (sum(pair) for pair in zip(*map(right_and_longest, subjects), strict=True))
    chance = sum(map(shares_of_chance, subjects))
    if longest > chance:
        message = (
            f"The correct option is the longest in {longest} of {count} single choices; chance makes {chance:.0f}."
        )
        yield error("longest-option", "quiz", ("questions",), message)
