"""Loading curriculum files where something stands in the way: an editor's work, a bad file, a failure half way."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from courses import editions, loading
from courses.files.problems import CurriculumProblems
from courses.models import Misconception, ModulePage, ProgramPage, Source, WeekPage
from tests.courses.files.example import FILES, P01, build
from tests.courses.files.loaded import MODULE, NEW_TITLE, edit, module

pytestmark = pytest.mark.django_db


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


def test_a_code_that_another_module_has_is_told(files):
    loading.load(files())
    ModulePage.objects.filter(code="p12").update(translation_key=uuid4())
    with pytest.raises(loading.CannotLoad, match="another module p12, “Opioids”"):
        loading.load(files())


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
