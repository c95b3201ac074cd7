"""What only shows over several modules: sentences said twice, and questions that can be guessed."""

from courses.checks import between
from courses.checks.subject import Subject

OWN = "\n\n".join(f"Number {n} walks to the small shop on corner {n}." for n in range(60))
SHARED = "She buys warm bread and cold milk for her aunt."


def module(text: str = "", questions: tuple = ()) -> Subject:
    cards = [{"id": "one", "title": "A title", "blocks": [{"block": "text", "text": text}]}]
    return Subject({"cards": cards, "quiz": {"questions": list(questions)}})


def single(right: int, texts: tuple[str, ...] = ("one", "two", "six")) -> dict:
    options = [{"text": text, "correct": at == right} for at, text in enumerate(texts)]
    return {"type": "single_choice", "prompt": "Which?", "options": options}


def own(word: str) -> str:
    return OWN.replace("walks", word)


def rules(subjects: list[Subject]) -> list[tuple[int, str]]:
    return [(number, finding.rule) for number, finding in between.run(subjects)]


def test_one_sentence_that_two_modules_share_is_let_pass_in_long_ones():
    assert rules([module(f"{own('walks')}\n\n{SHARED}"), module(f"{own('runs')}\n\n{SHARED}")]) == []


def test_more_is_an_error_of_each_of_them_that_names_a_sentence():
    subjects = [module(own("drives")), module(SHARED), module(f"{own('walks')}\n\n{SHARED.upper()}")]
    subjects.append(module(own("walks")))
    found = dict(between.run(subjects))
    assert sorted(found) == [1, 2, 3]
    assert SHARED in found[1].message


def test_sentences_said_twice_are_listed_with_their_modules():
    assert between.repeated([module(SHARED), module("Dana rests."), module(SHARED)]) == {
        "she buys warm bread and cold milk for her aunt": [0, 2]
    }


def test_short_sentences_and_the_same_module_may_repeat():
    assert rules([module("You can call 988 now."), module("You can call 988 now."), module(f"{SHARED} {SHARED}")]) == []


def test_correct_options_that_favor_one_place_are_found():
    assert rules([module(questions=(single(1),) * 39)]) == []  # too few to tell
    assert rules([module(questions=(single(1),) * 40)]) == [(0, "option-places")]
    assert rules([module(questions=(single(0), single(1), single(2)) * 14)]) == []


def test_correct_options_that_are_longest_too_often_are_found():
    long_first = ("She calls the nurse.", "two", "six")
    even = [single(at % 3, long_first) for at in range(42)]  # a third of them: as chance would have it
    assert rules([module(questions=tuple(even))]) == []
    more = [*even[:-1], single(0, long_first)]
    assert rules([module(questions=tuple(more))]) == [(0, "longest-option")]
