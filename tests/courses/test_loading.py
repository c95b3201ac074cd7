"""Loading curriculum files: everything is made in its place, and loading again changes only what changed."""

import pytest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from courses import editions, loading, outline
from courses.files import ids
from courses.models import Edition, ModulePage, ProgramPage, WeekPage
from tests.courses.files.example import FILES, P01
from tests.courses.files.loaded import MODULE, NEW_TITLE, PAGES, QUIZ, module

pytestmark = pytest.mark.django_db


# --- what is made ---------------------------------------------------------------------------------------------------


def test_everything_is_made_in_its_place(files):
    report = loading.load(files())
    assert report.created == ["misconception wait-and-see", "source TIP50", *PAGES]
    program = ProgramPage.objects.get()
    assert program.is_child_of(Site.objects.get().root_page)
    assert (program.title, program.slug, program.rules["due_within_hours"]) == ("Two weeks", "two-weeks", {"p02": 48})
    assert [(week.number, week.title, week.summary) for week in WeekPage.objects.order_by("number")] == [
        (1, "Start", "How it begins."),
        (2, "Go on", "How it goes on."),
    ]
    page = module()
    assert page.get_parent().specific.number == 1
    assert (page.slug, page.audience, page.required_for) == (
        "help-first",
        "participant",
        ["substance-use", "mental-health"],
    )
    assert (page.worksheet_title, page.feeds_plan, page.gathers_plan, page.pass_mark) == ("My card", True, True, 80)
    assert not module("p12").gathers_plan
    assert page.live
    assert not page.has_unpublished_changes
    assert str(module("p12").reviewed_on) == "2027-01-31"


def test_keys_and_ids_are_those_of_the_files(files):
    loading.load(files())
    assert module().translation_key == ids.page_key("two-weeks", "p01")
    assert module().cards[0].id == ids.block_id("p01", "card", "help-first")
    assert module().file_ids[module().quiz[0].id] == "night-message"


def test_what_is_loaded_would_pass_the_editor(files):
    loading.load(files())
    page = module()
    for name in ("objectives", "cards", "quiz", "worksheet", "short_version", "guide", "sources"):
        stream = getattr(page, name)
        before = list(stream.raw_data)
        assert stream.stream_block.clean(stream).get_prep_value() == before


def test_learners_see_it_at_once(files):
    loading.load(files())
    found = outline.get(outline.program_keys()[0]).by_code["p01"]
    assert (found.title, found.question_count, found.has_short_version) == ("Help first: who to call", 5, True)
    quiz = editions.content(editions.get(found.edition_id)).quiz
    assert quiz["questions"][0]["options"][1]["misconception"]["reply"] == "Help works best early."


def test_media_stand_in_the_libraries_once(files, tmp_path):
    loading.load(files())
    twin = {name.replace(P01, "p02-twin"): content for name, content in FILES.items() if name.startswith(P01)}
    twin["p02-twin/module.yaml"] = (
        twin["p02-twin/module.yaml"].replace("code: p01", "code: p02").replace("slot: 1", "slot: 2")
    )
    loading.load(files(**twin))
    assert get_image_model().objects.count() == 1
    assert get_document_model().objects.count() == 4
    picture = next(block for block in module().cards[0].value["content"] if block.block_type == "image")
    assert (picture.value["file"].title, picture.value["file"].width) == ("card.png", 3)


# --- again ----------------------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing(files):
    loading.load(files())
    revisions = module().revisions.count()
    report = loading.load(files())
    assert report.unchanged == ["misconception wait-and-see", "source TIP50", *PAGES]
    assert (report.created, report.changed, report.refused) == ([], [], [])
    assert module().revisions.count() == revisions
    assert Edition.objects.count() == 2


def test_an_unchanged_load_costs_few_queries(files, django_assert_max_num_queries):
    program = files()
    loading.load(program)
    with django_assert_max_num_queries(12):
        loading.load(program)


def test_only_what_changed_is_changed(files):
    loading.load(files())
    report = loading.load(files(**NEW_TITLE))
    assert report.changed == ["p01"]
    assert module().title == "Help comes first"
    assert ModulePage.objects.count() == 2


def test_a_changed_question_makes_a_new_edition_and_a_changed_card_none(files):
    loading.load(files())
    key = module().translation_key
    card = f"{P01}/cards/1-help-first.md"
    loading.load(files(**{card: FILES[card].replace("You do not have to be sure.", "You need not be sure.")}))
    assert editions.latest(key).number == 1
    loading.load(files(**{QUIZ: FILES[QUIZ].replace("Call 988.", "Call 988 now.")}))
    assert editions.latest(key).number == 2


def test_a_reworded_misconception_reaches_editions_of_unchanged_modules(files):
    loading.load(files())
    report = loading.load(files(**{"misconceptions.yaml": FILES["misconceptions.yaml"].replace("early", "soon")}))
    assert report.changed == ["misconception wait-and-see"]
    edition = editions.content(editions.latest(module().translation_key))
    assert edition.quiz["questions"][0]["options"][1]["misconception"]["reply"] == "Help works best soon."


def test_a_module_moves_to_another_week_and_keeps_its_key(files):
    loading.load(files())
    key = module().translation_key
    loading.load(files(**{MODULE: FILES[MODULE].replace("week: 1\nslot: 1", "week: 2\nslot: 2")}))
    assert module().translation_key == key
    assert module().get_parent().specific.number == 2
    assert module().url_path.endswith("/week-2/help-first/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_module_whose_files_are_gone_stays(files):
    loading.load(files())
    gone = {name: None for name in FILES if name.startswith("p12")}
    program = files()
    program = program.__class__(program.settings, program.modules[:1], program.misconceptions, program.sources)
    loading.load(program)
    assert gone
    assert module("p12").live


def test_a_page_that_an_editor_deleted_comes_back_with_its_key(files):
    loading.load(files())
    key = module("p12").translation_key
    module("p12").delete()
    assert loading.load(files()).created == ["p12"]
    assert module("p12").translation_key == key
