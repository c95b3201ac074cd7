"""Blocks: each explains itself to an author, shows an example, refuses what nobody could use, and obeys the CSP."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from courses import blocks, vocabulary
from courses.diagrams import KINDS
from courses.models import Misconception, ModulePage
from courses.quiz import QUESTION_KINDS
from courses.worksheets import FIELD_KINDS
from tests.factories import streams

LESSONS = blocks.LessonBlock().child_blocks
QUESTIONS = blocks.QuizBlock().child_blocks
FIELDS = blocks.WorksheetBlock().child_blocks
SINGLE = {
    **blocks.ShortVersionStream().child_blocks,
    **blocks.TalkTogetherStream().child_blocks,
    **blocks.GuideStream().child_blocks,
}
SHOWN = {**LESSONS, **QUESTIONS, **{f"field_{name}": block for name, block in FIELDS.items()}, **SINGLE}
TEMPLATES = Path(__file__).parents[2] / "templates"


def each(found):
    return pytest.mark.parametrize("block", found.values(), ids=found.keys())


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


# --- what an author sees --------------------------------------------------------------------------------------------


@each({**SHOWN, **blocks.CardsBlock().child_blocks})
def test_every_block_explains_itself(block):
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()
    assert block.is_previewable
    assert block.get_preview_value()


@each(SHOWN)
def test_every_block_shows_its_example(block, db):
    context = {"bound_block": block.bind(block.get_preview_value())}
    html = render_to_string(block.get_preview_template(block.get_preview_value()), context)
    assert len(re.sub(r"<[^>]+>|\s", "", html)) > 20


@each(SHOWN)
def test_no_template_needs_what_the_policy_forbids(block, db):
    html = block.render(block.get_preview_value(), {"block_id": "one"})
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|https?://(?!www\.w3\.org|988lifeline\.org)", html)


@each({name: block for name, block in LESSONS.items() if name not in KINDS})
def test_a_template_is_named_after_its_block(block):
    name = {"ParagraphsBlock": "text_block"}.get(type(block).__name__, snake(type(block).__name__))
    assert block.meta.template == f"courses/blocks/{name}.html"
    assert (TEMPLATES / block.meta.template).is_file()


def test_kinds_are_those_of_the_engines_and_of_the_drawings():
    assert set(QUESTIONS) == set(QUESTION_KINDS)
    assert set(FIELDS) == set(FIELD_KINDS)
    assert set(KINDS) <= set(LESSONS)


def test_formatted_texts_allow_five_things_only():
    formatted = [
        LESSONS["text"],
        *(child for block in LESSONS.values() for child in getattr(block, "child_blocks", {}).values()),
    ]
    features = [block.features for block in formatted if hasattr(block, "features")]
    assert len(features) >= 6
    assert all(set(allowed) == {"bold", "italic", "ol", "ul", "link"} for allowed in features)


def test_migrations_name_no_class_of_ours():
    """So that a class may be renamed or moved."""
    migrations = Path(blocks.__file__).parents[1] / "migrations"
    assert not [path.name for path in migrations.glob("*.py") if "courses.blocks" in path.read_text()]


# --- what is refused ------------------------------------------------------------------------------------------------


def cleaned(block, value):
    return block.clean(block.to_python(value))


@pytest.mark.parametrize("kind", KINDS)
def test_a_diagram_takes_as_many_items_as_it_can_draw(kind):
    block = LESSONS[kind]
    good = next(one["value"] for one in streams.diagrams() if one["type"] == kind)
    assert len(cleaned(block, good)["items"]) == len(good["items"])
    with pytest.raises(ValidationError):
        cleaned(block, {**good, "items": good["items"][:1]})


def test_a_label_is_short_enough_to_be_drawn():
    good = streams.diagrams()[0]["value"]
    good["items"][0]["value"]["label"] = "x" * 25
    with pytest.raises(ValidationError):
        cleaned(LESSONS["chain"], good)


def test_a_picture_without_its_text_is_refused(db):
    value = {"file": streams.picture().pk, "alt": "", "caption": ""}
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(LESSONS["image"], value)
    assert list(refused.value.block_errors) == ["alt"]


def test_a_row_needs_a_cell_for_each_column():
    table = {"caption": "Two", "columns": ["What", "How"], "rows": [["Call", "By phone"], ["Text", "By hand", "More"]]}
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(LESSONS["compare"], table)
    assert list(refused.value.block_errors) == ["rows"]


def question(kind: str) -> dict:
    return next(one["value"] for one in streams.questions() if one["type"] == kind)


def test_a_question_without_a_right_answer_is_refused(db):
    value = question("single_choice")
    value["options"][0]["value"] |= {"correct": False, "misconception": "wait-and-see"}
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(QUESTIONS["single_choice"], value)
    assert "No option is marked as correct." in str(refused.value.non_block_errors)


def test_an_unfinished_question_may_stand_in_a_draft(db):
    stream = ModulePage._meta.get_field("quiz").stream_block
    value = stream.to_python([streams.block("single_choice", {**question("single_choice"), "options": []})])
    assert stream.clean_deferred(value)[0].value["prompt"]
    with pytest.raises(StreamBlockValidationError):
        stream.clean(value)


def test_objectives_are_numbers_whatever_the_form_sends():
    card = blocks.CardBlock()
    assert card.child_blocks["objectives"].clean(["2", "1"]) == [2, 1]
    assert card.child_blocks["objectives"].clean([]) == []


# --- what a reader gets ---------------------------------------------------------------------------------------------


def rendered(kind: str, value: dict) -> str:
    """Without the white space between tags, which a browser drops, too."""
    html = LESSONS[kind].render(LESSONS[kind].to_python(value), {"block_id": "one"})
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", html)


def test_a_table_heads_its_columns_and_rows():
    table = {"caption": "Two ways", "columns": ["What", "How"], "rows": [["Call", "By phone"]]}
    html = rendered("compare", table)
    assert '<th role="columnheader" scope="col">What</th><th role="columnheader" scope="col">How</th>' in html
    assert '<th role="rowheader" scope="row">Call</th>' in html
    assert '<td role="cell" data-label="How">By phone</td>' in html
    assert 'aria-labelledby="t-one"' in html
    assert 'class="stack"' not in html


def test_a_wide_table_names_the_head_of_each_cell_for_a_phone():
    table = {"caption": "Two ways", "columns": ["What", "How", "When"], "rows": [["Call", "By phone", "At any hour"]]}
    html = rendered("compare", table)
    assert 'class="stack"' in html
    assert '<td role="cell" data-label="When">At any hour</td>' in html


def test_practice_always_offers_open_eyes():
    value = {"title": "Breathe", "minutes": 1, "text": streams.P, "eyes_open": "Look at a cup.", "movement": ""}
    html = rendered("practice", value)
    assert "Look at a cup." in html
    assert "Moving." not in html
    assert "about 1 minute<" in html


def test_a_diagram_says_all_that_it_draws():
    value = next(one["value"] for one in streams.diagrams() if one["type"] == "timeline")
    html = rendered("timeline", value)
    words = html[html.index("<figcaption") :]
    assert "What it shows." in words
    assert words.count("Day.") == words.count("It goes on.") == 2


def test_sound_and_film_come_with_their_words(db):
    html = "".join(rendered(one["type"], one["value"]) for one in streams.media()[1:3])
    assert html.count("Let your shoulders drop") == 2
    assert 'kind="captions"' in html
    assert html.count('preload="none"') == 2


def test_a_picture_carries_its_text_and_loads_late(db):
    html = rendered("image", streams.media()[0]["value"])
    assert 'alt="A hand holds a card"' in html
    assert 'loading="lazy"' in html


@pytest.mark.parametrize("variant", [*vocabulary.PATHWAYS, vocabulary.FAMILY])
def test_what_authors_type_is_escaped(variant):
    card = blocks.CardBlock()
    evil = "<script>alert(1)</script>"
    value = {
        "title": evil,
        "objectives": [],
        "content": [streams.block("heading", evil), streams.block("key_idea", {"text": evil})],
    }
    assert "<script" not in card.render(card.to_python(value), {"variant": variant})


# --- what choosing costs --------------------------------------------------------------------------------------------


def test_misconceptions_are_read_once_a_list_not_once_a_choice(db, django_assert_max_num_queries):
    for number in range(30):
        Misconception.objects.create(key=f"belief-{number}", name=f"Belief {number}", reply="So.")
    option = QUESTIONS["single_choice"].child_blocks["options"].child_block.child_blocks["misconception"]
    with django_assert_max_num_queries(1):
        html = option.field.widget.render("name", "belief-7")
    assert html.count("<option") == 31
    quiz = blocks.QuizBlock()
    many = quiz.to_python([streams.single_choice(f"Question {number}?") for number in range(10)])
    with django_assert_max_num_queries(0):
        quiz.clean(many)
