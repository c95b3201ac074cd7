"""The prompt for two people, from its place in the files to the outline that family pages read."""

import pytest
from wagtail_localize.segments.extract import extract_segments

from courses import checking, exporting, loading, outline
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.models import Edition, ModulePage
from courses.reading import grade, words
from tests.courses.files.example import FILES, P01, build
from tests.courses.test_curriculum_content import blocks, ours
from tests.factories import streams

F01 = "f01-at-home/module.yaml"
CARD = {"f01-at-home/cards/1-one.md": "---\nid: one\ntitle: One\nobjectives: []\n---\nA line.\n"}
PROMPT = """
talk_together:
  opening: What makes a day good for each of you?
  follow_ups:
    - Which part of it could you both do soon?
    - Whom would you both like to see there?
"""
FOR_FAMILIES = (
    FILES[f"{P01}/module.yaml"]
    .replace("code: p01", "code: f01")
    .replace("audience: participant", "audience: family")
    .replace("required_for: [substance-use, mental-health]", "required_for: []")
)
TALK = outline.TalkTogether(
    "What makes a day good for each of you?",
    ("Which part of it could you both do soon?", "Whom would you both like to see there?"),
)


def told(folder) -> list[str]:
    with pytest.raises(CurriculumProblems) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def seen() -> outline.TalkTogether | None:
    return outline.get(outline.program_keys()[0]).by_code["f01"].talk


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_module_for_participants_has_none_and_the_line_is_told(tmp_path):
    own = FILES[f"{P01}/module.yaml"].rstrip("\n")
    line = len(own.splitlines()) + 1
    (problem,) = told(build(tmp_path, **{f"{P01}/module.yaml": own + PROMPT}))
    assert problem.startswith(f"{P01}/module.yaml:{line}: Only a family module has a prompt to talk about together")
    assert problem.endswith("take `talk_together` away.")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("opening: What", "opener: What", "`opening` is missing here"),
        ("opening: What", f"opening: {'word ' * 60}What", "at most 250 fit"),
        ("    - Whom would", "    - One more?\n    - Whom would", "At most 2 fit here, not 3"),
        ("    - Whom would you both like to see there?", "    - Which part of it could you both do soon?", "twice"),
    ],
)
def test_what_does_not_fit_the_format_is_told(tmp_path, old, new, says):
    assert old in PROMPT
    problems = told(build(tmp_path, **{F01: FOR_FAMILIES + PROMPT.replace(old, new), **CARD}))
    assert any(says in one for one in problems), problems
    assert all(one.startswith(f"{F01}:") for one in problems)


def test_without_it_a_module_says_what_it_said_before_there_was_one(tmp_path):
    """So that loading after an update changes, and holds against an editor's work, no module that did not change."""
    without, with_it = (
        read(build(tmp_path / name, **{F01: text, **CARD}))
        for name, text in (("a", FOR_FAMILIES), ("b", FOR_FAMILIES + PROMPT))
    )
    assert ["talk_together" in one.data()["module"] for one in without.modules] == [False] * 3
    assert ["talk_together" in one.data()["module"] for one in with_it.modules] == [True, False, False]


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_comes_to_the_outline_and_back_into_files(files):
    loading.load(files(**{F01: FOR_FAMILIES + PROMPT, **CARD}))
    assert seen() == TALK
    page = ModulePage.objects.get(code="f01")
    assert page.talk_together.stream_block.clean(page.talk_together).get_prep_value() == list(
        page.talk_together.raw_data
    )
    again = exporting.module_of(page)
    assert (again.settings.talk_together.opening, tuple(again.settings.talk_together.follow_ups)) == (
        TALK.opening,
        TALK.follow_ups,
    )
    assert outline.get(outline.program_keys()[0]).by_code["p01"].talk is None


@pytest.mark.django_db
def test_a_page_from_before_there_was_one_stays_as_it_is_until_its_files_bring_one(files):
    loading.load(files(**{F01: FOR_FAMILIES, **CARD}))
    page = ModulePage.objects.get(code="f01")
    assert (seen(), checking.problems_of(page)) == (None, [])
    assert "talk-together" in [finding.rule for finding in checking.findings_of(page)]
    editions = Edition.objects.count()
    report = loading.load(files(**{F01: FOR_FAMILIES + PROMPT, **CARD}))
    assert (report.changed, report.refused) == (["f01"], [])
    assert seen() == TALK
    assert Edition.objects.count() == editions, "records hang on no word of it"


@pytest.mark.django_db
def test_a_version_from_before_there_was_one_can_be_published_again(program_page):
    page = ModulePage.objects.get(code="f01")
    assert page.talk_together
    revision = page.save_revision()
    del revision.content["talk_together"]
    revision.save()
    revision.publish()
    assert seen() is None


@pytest.mark.django_db
def test_what_was_begun_for_the_wrong_audience_is_refused_at_its_field(program_page):
    page = ModulePage.objects.get(code="p01")
    page.talk_together = ModulePage.objects.get(code="f01").talk_together
    assert list(checking.problems_by_field(page)) == ["talk_together"]
    assert "Only a family module" in checking.problems_of(page)[0]


@pytest.mark.django_db
def test_authors_see_it_below_the_cards_and_checks_point_there(program_page, client):
    from courses.content_checks import CurriculumCheckerItem

    page = ModulePage.objects.get(code="f01")
    shown = page.make_preview_request(preview_mode="family").content.decode()
    assert streams.talk_together()["opening"] in shown[shown.index('id="talk"') :]
    assert 'id="talk"' not in page.make_preview_request(preview_mode="short-version").content.decode()
    talk = [streams.block("talk_together", streams.talk_together("How is your loved one?"))]
    page.talk_together = page.talk_together.stream_block.to_python(talk)
    checker = CurriculumCheckerItem(page)
    assert [
        place for place, one in zip(checker.places, checker.found, strict=False) if one.rule == "talk-together"
    ] == ["talk"]


@pytest.mark.django_db
def test_each_of_its_questions_can_be_translated(program_page):
    page = ModulePage.objects.get(code="f01")
    found = [one.string.data for one in extract_segments(page) if one.path.startswith("talk_together.")]
    assert found == ["What makes a day good for each of you?", "Which part of it could you both do soon?"]


# --- ours -----------------------------------------------------------------------------------------------------------


def families():
    return [module for module in ours().modules if module.settings.audience == "family"]


def test_each_of_our_family_modules_has_one_and_no_two_share_a_question():
    prompts = [module.settings.talk_together for module in families()]
    assert len(prompts) == 12
    assert None not in prompts
    questions = [question for prompt in prompts for question in (prompt.opening, *prompt.follow_ups)]
    assert len(set(questions)) == len(questions) == 36


def test_the_other_modules_have_none():
    assert not any(one.settings.talk_together for one in ours().modules if one.settings.audience != "family")


@pytest.mark.parametrize("module", families(), ids=lambda module: module.code)
def test_ours_is_easy_short_and_speaks_to_both(module):
    prompt = module.settings.talk_together
    questions = (prompt.opening, *prompt.follow_ups)
    assert grade("\n\n".join(questions)) <= 6
    assert max(map(grade, questions)) <= 6
    assert 25 <= len(words("\n\n".join(questions))) <= 60
    assert any(phrase in prompt.opening for phrase in ("each of you", "both of you", "two of you"))
    assert all(question.endswith(("?", '?"')) for question in questions)


@pytest.mark.parametrize("module", families(), ids=lambda module: module.code)
def test_ours_does_not_say_the_teach_back_again(module):
    """Four words in a row would be its words."""
    (said,) = [set(_runs(block.prompt)) for block in blocks(module.code, "teach-back")]
    prompt = module.settings.talk_together
    asked = {run for question in (prompt.opening, *prompt.follow_ups) for run in _runs(question)}
    assert min(len(said), len(asked)) > 5
    assert not said & asked


def _runs(text: str) -> list[tuple[str, ...]]:
    said = [word.lower() for word in words(text)]
    return [tuple(said[at : at + 4]) for at in range(len(said) - 3)]
