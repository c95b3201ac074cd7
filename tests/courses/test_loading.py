"""Loading curriculum files: all or nothing, again and again, and never over an editor's work."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from courses import editions, loading, outline
from courses.files import ids
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.models import Edition, Misconception, ModulePage, ProgramPage, Source, WeekPage
from tests.courses.files.example import FILES, P01, build

pytestmark = pytest.mark.django_db

PAGES = ["program", "week-1", "week-2", "p01", "p12"]
QUIZ, MODULE = f"{P01}/quiz.yaml", f"{P01}/module.yaml"
NEW_TITLE = {MODULE: FILES[MODULE].replace("Help first: who to call", "Help comes first")}


@pytest.fixture
def files(tmp_path):
    """Read the example, with changes."""

    def changed(**changes):
        return read(build(tmp_path / "curriculum", **{**FILES, **changes}))

    return changed


def module(code: str = "p01") -> ModulePage:
    return ModulePage.objects.get(code=code)


def edit(code: str = "p01", publish: bool = True, **fields) -> ModulePage:
    """As an editor does."""
    page = module(code)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return module(code)


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
    assert (page.worksheet_title, page.feeds_plan, page.pass_mark) == ("My card", True, 80)
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


# --- editors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("publish", [True, False])
def test_an_editors_work_is_not_overwritten(files, publish):
    loading.load(files())
    edit(title="The editor's title", publish=publish)
    report = loading.load(files(**NEW_TITLE))
    assert report.refused == ["p01"]
    assert module().get_latest_revision_as_object().title == "The editor's title"


def test_an_editors_work_stays_where_the_files_did_not_change(files):
    loading.load(files())
    edit(title="The editor's title")
    report = loading.load(files())
    assert report.refused == []
    assert module().title == "The editor's title"


@pytest.mark.parametrize("asked", ["p01", "all"])
def test_files_are_preferred_when_asked_for(files, asked):
    loading.load(files())
    edit(title="The editor's title")
    assert loading.load(files(), overwrite={asked}).changed == ["p01"]
    assert module().title == "Help first: who to call"
    titles = [revision.content["title"] for revision in module().revisions.order_by("pk")]
    assert "The editor's title" in titles
    assert loading.load(files()).changed == []


def test_a_module_that_an_editor_took_off_stays_off(files):
    loading.load(files())
    module().unpublish()
    assert loading.load(files(**NEW_TITLE)).refused == ["p01"]
    assert not module().live


def test_an_editors_week_program_misconception_and_source_are_not_overwritten(files):
    loading.load(files())
    for page in (WeekPage.objects.get(number=1), ProgramPage.objects.get()):
        page.title = "The editor's"
        page.save_revision().publish()
    Misconception.objects.update(reply="The editor's")
    Source.objects.update(title="The editor's")
    changes = {
        "program.yaml": FILES["program.yaml"].replace("Two weeks", "A fortnight").replace("Start", "Begin"),
        "misconceptions.yaml": FILES["misconceptions.yaml"].replace("early", "soon"),
        "sources.yaml": FILES["sources.yaml"].replace("Addressing", "About"),
    }
    names = ["misconception wait-and-see", "source TIP50", "program", "week-1"]
    assert loading.load(files(**changes)).refused == names
    assert Misconception.objects.get().reply == "The editor's"
    report = loading.load(files(**changes), overwrite={"wait-and-see", "TIP50", "program", "week-1"})
    assert report.changed == names
    assert Source.objects.get().title == "TIP 50, About Thoughts"
    assert WeekPage.objects.get(number=1).title == "Begin"


# --- all or nothing -------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_the_same_and_writes_nothing(files):
    planned = loading.load(files(), dry_run=True)
    assert ProgramPage.objects.count() == Misconception.objects.count() == get_image_model().objects.count() == 0
    assert planned == loading.load(files())
    edit("p12", title="The editor's title")
    changes = NEW_TITLE | {
        "p12-opioids/module.yaml": FILES["p12-opioids/module.yaml"].replace("Opioids", "Opioid medicine")
    }
    planned = loading.load(files(**changes), dry_run=True)
    assert (planned.changed, planned.refused) == (["p01"], ["p12"])
    assert module().title == "Help first: who to call"


def stored() -> set[str]:
    return {f"{place}/{name}" for place in ("original_images", "documents") for name in _names(place)}


def _names(place: str) -> list[str]:
    return default_storage.listdir(place)[1] if default_storage.exists(place) else []


def test_a_picture_that_is_none_is_refused_and_nothing_is_left(files):
    before = stored()
    bad = files(**{f"{P01}/media/card.png": b"<script>alert(1)</script>"})
    with pytest.raises(CurriculumProblems, match=r"p01-help-first/media/card\.png: card\.png"):
        loading.load(bad)
    assert ProgramPage.objects.count() == Source.objects.count() == 0
    assert stored() == before


def test_a_failure_half_way_leaves_nothing(files, monkeypatch):
    before = stored()

    def fail(page, by=None):
        raise RuntimeError("power cut")

    monkeypatch.setattr(editions, "cut", fail)
    with pytest.raises(RuntimeError):
        loading.load(files())
    assert ProgramPage.objects.count() == Misconception.objects.count() == 0
    assert stored() == before


def test_an_address_that_is_taken_is_told(files):
    Site.objects.get().root_page.add_child(instance=Page(title="Mine", slug="two-weeks"))
    with pytest.raises(loading.CannotLoad, match="two-weeks"):
        loading.load(files())
    assert Misconception.objects.count() == 0


def test_a_site_without_pages_is_told(files):
    Site.objects.all().delete()
    with pytest.raises(loading.CannotLoad, match="load_public_pages"):
        loading.load(files())


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did(tmp_path, capsys):
    build(tmp_path)
    call_command("load_curriculum", folder=tmp_path, dry_run=True)
    said = capsys.readouterr().out
    assert said.startswith("A dry run: nothing was written.\nNew: program, week-1, week-2, p01, p12, 1 misconceptions")
    call_command("load_curriculum", folder=tmp_path)
    call_command("load_curriculum", folder=tmp_path)
    assert "Unchanged: 7 of 7." in capsys.readouterr().out
    edit(title="The editor's title")
    build(tmp_path, **NEW_TITLE)
    call_command("load_curriculum", folder=tmp_path)
    assert (
        "p01 was changed in Wagtail, and now its files changed, too. To take the files: --overwrite p01"
        in capsys.readouterr().err
    )


def test_the_command_tells_every_problem_and_loads_nothing(tmp_path):
    build(tmp_path, **{MODULE: FILES[MODULE].replace("minutes: 15", "minutes: x").replace("slot: 1", "slot: 0")})
    with pytest.raises(CommandError) as caught:
        call_command("load_curriculum", folder=Path(tmp_path))
    assert f"{MODULE}:5: The smallest number here is 1." in str(caught.value)
    assert str(caught.value).endswith("2 problems. Nothing was loaded.")
    assert ProgramPage.objects.count() == 0
