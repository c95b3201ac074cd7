"""What is wrong with modules, told by file and by page; and what is not whole is not published."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from courses import checking, loading
from courses.content_checks import CurriculumCheckerItem
from courses.files.reading import read
from courses.models import ModulePage
from tests.courses.files.example import FILES, P01, build

# --- files and the command ------------------------------------------------------------------------------------------


def test_a_finding_tells_file_and_line(tmp_path):
    card = FILES[f"{P01}/cards/1-help-first.md"].replace("Dana **calls**", "Dana, an addict, **calls**")
    told = checking.findings(read(build(tmp_path, **{f"{P01}/cards/1-help-first.md": card})))
    line = card[: card.index("an addict")].count("\n") + 1
    message = (
        f"{P01}/cards/1-help-first.md:{line}: error: Instead of “addict” say: person with a substance use disorder."
    )
    assert message in map(str, told)


def test_a_misconception_that_nobody_names_is_told(tmp_path):
    more = FILES["misconceptions.yaml"] + "lonely: {name: A, reply: B, talking_point: C}\n"
    told = checking.findings(read(build(tmp_path, **{"misconceptions.yaml": more})))
    assert "misconceptions.yaml:5: warning: lonely: no question and no guide names it." in map(str, told)


def test_the_command_tells_grades_places_and_errors(tmp_path, capsys):
    build(tmp_path)
    with pytest.raises(CommandError, match=r"\d+ errors\."):
        call_command("check_curriculum", folder=tmp_path)
    said = capsys.readouterr().out
    assert f"{P01}/guide.yaml:7: error: The guide names at least 2 misconceptions" in said.replace(
        "guide.yaml:6", "guide.yaml:7"
    )
    assert "Correct options of single choices: 1 at place 1; the longest in 1 of 1." in said
    assert "Reading grade (median, highest)" in said


def test_the_command_tells_what_cannot_be_read_first(tmp_path):
    build(tmp_path, **{f"{P01}/guide.yaml": "purpose: x"})
    with pytest.raises(CommandError, match=r"`outline` is missing here(.|\n)*before the rest can be checked"):
        call_command("check_curriculum", folder=tmp_path)


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def module(db, tmp_path):
    loading.load(read(build(tmp_path)))
    return ModulePage.objects.get(code="p01")


def without_a_right_answer(page):
    quiz = page.quiz.get_prep_value()
    for option in quiz[0]["value"]["options"]:
        option["value"].update(correct=False, misconception="wait-and-see")
    page.quiz = quiz


def without_an_explanation(page):
    quiz = page.quiz.get_prep_value()
    quiz[3]["value"]["items"][1]["value"]["explanation"] = ""
    page.quiz = quiz


def without_words_for_a_picture(page):
    cards = page.cards.get_prep_value()
    next(block for block in cards[0]["value"]["content"] if block["type"] == "image")["value"]["alt"] = ""
    page.cards = cards


BROKEN = [
    (without_a_right_answer, "Check-in, question 1, answer: Exactly one option must have"),
    (without_an_explanation, "Check-in, question 4, items 2, explanation: Write something here."),
    (without_words_for_a_picture, "Card 1, block 12, alt: Write something here."),
    (lambda page: setattr(page, "cards", []), "Cards: A module needs at least one card."),
]


def test_nothing_keeps_a_loaded_module_from_being_published(module):
    assert checking.problems_of(module) == []


@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_a_broken_module_is_not_published(module, spoil, message):
    spoil(module)
    assert any(problem.startswith(message) for problem in checking.problems_of(module)), checking.problems_of(module)
    with pytest.raises(ValidationError):
        module.save_revision(clean=False).publish()
    module.refresh_from_db()
    assert checking.problems_of(module) == []


def test_a_broken_module_can_be_kept_as_a_draft(module):
    without_a_right_answer(module)
    module.must_be_whole = False
    module.full_clean()
    module.save_revision(clean=False)
    assert checking.problems_of(module.get_latest_revision_as_object())


def test_checking_costs_two_queries(module, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        checking.problems_of(module)


def test_the_panel_gets_a_rule_for_each_finding_at_its_place(module):
    without_an_explanation(module)
    item = CurriculumCheckerItem(module)
    configuration = item.get_axe_configuration(None)
    messages = configuration["messages"]
    rule = next(name for name, said in messages.items() if "Explain “Call.”" in str(said))
    assert messages[rule]["error_name"] == "An explanation is missing"
    assert messages[rule]["help_text"].startswith("Check-in, question 4, items 2: Explain")
    assert rule in configuration["options"]["runOnly"]
    place = next(check["options"]["at"] for check in configuration["spec"]["checks"] if check["id"] == rule)
    assert place == "question-4"
    assert {"id": rule, "selector": f"h1, #{place}", "any": [rule], "enabled": True} in configuration["spec"]["rules"]
