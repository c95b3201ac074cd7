"""The check of the prompt for two people: it fits both, and asks nobody for what is theirs to keep."""

import pytest

from courses.checks import together
from courses.checks.subject import Subject

GOOD = {
    "opening": "What helps each of you rest?",
    "follow_ups": ['Which words say, "I need a break"?', "And who else?"],
}
OPENING, SECOND = ("talk_together", "opening"), ("talk_together", "follow_ups", 1)


def found(prompt=None, audience: str = "family") -> list[tuple]:
    settings = {"audience": audience, **({"talk_together": prompt} if prompt else {})}
    told = [one for check in together.CHECKS for one in check(Subject({"module": settings}))]
    assert {(one.level, one.rule, one.part) for one in told} <= {("error", "talk-together", "module")}
    return [(one.loc, one.message) for one in told]


def test_there_is_nothing_to_say_of_a_good_one_and_what_is_said_aloud_may_say_i():
    assert found(GOOD) == []


def test_a_family_module_has_one_and_no_other_needs_it():
    ((loc, message),) = found()
    assert loc == ()
    assert "A family module has a prompt to talk about together" in message
    assert found(audience="participant") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Tell each other how the day was.", "Ask a question that both people can answer"),
        ("How was your loved one this week?", "“loved one” fits only one of the two people"),
        ("How could I help both of us rest?", "“I” fits only one"),
        ("My turn or yours, what do both of you say?", "“My” fits only one"),
        ("What does the person need from each of you?", "“the person” fits only one"),
    ],
)
def test_it_fits_whichever_of_the_two_reads_it_out(words, says):
    for prompt, place in ((GOOD | {"opening": words}, OPENING), (GOOD | {"follow_ups": ["Why?", words]}, SECOND)):
        ((loc, message),) = found(prompt)
        assert (loc, says in message) == (place, True), message


ASKS = (
    "diagnosis, symptoms, anxiety, depression, trauma, cravings, trigger, relapse, lapse, sober, drinking, alcohol, "
    "drugs, opioid, return to use, using again, medicine, meds, dose, treatment, therapist, counselor, program, IOP, "
    "Group, session, homework, worksheet, check-in, quiz"
)


@pytest.mark.parametrize("word", ASKS.split(", "))
def test_it_asks_for_no_diagnosis_use_treatment_homework_or_group(word):
    ((loc, message),) = found(GOOD | {"follow_ups": ["Why?", f"How is the {word} for both of you?"]})
    assert loc == SECOND
    assert f"Leave “{word}” out" in message


def test_words_of_each_day_are_fine():
    plain = "Which way of using the kitchen, of course, would both of you choose on a high holiday for the other one?"
    assert found(GOOD | {"opening": plain}) == []


def test_it_is_short_enough_to_read_out():
    long = {"opening": f"{'word ' * 35}?", "follow_ups": [f"{'other ' * 25}?"]}
    assert found(long) == []
    ((loc, message),) = found(long | {"opening": f"{'word ' * 36}?"})
    assert loc == ("talk_together",)
    assert "61 words; at most 60" in message


def test_what_an_author_has_not_finished_is_read_all_the_same():
    assert [loc for loc, _ in found({"opening": None, "follow_ups": [""]})] == [
        OPENING,
        (*OPENING[:1], "follow_ups", 0),
    ]
