"""From Wagtail to files and back: nothing is lost, whoever made the pages."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from courses import loading
from courses.exporting import export
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.files.writing import write
from courses.management.commands.load_curriculum import OURS
from courses.models import Edition, Misconception, ModulePage, OutlineVersion, ProgramPage, Source, WeekPage
from tests.courses.files.example import build
from tests.factories import courses as make
from tests.factories import streams

pytestmark = pytest.mark.django_db

NOT_CONTENT = {
    "id",
    "page_ptr",
    "page_ptr_id",
    "path",
    "latest_revision",
    "live_revision",
    "loaded_revision_id",
    "first_published_at",
    "last_published_at",
    "latest_revision_created_at",
    "owner",
    "content_type",
    "url_path",
    "locked_at",
    "search_description",
}


def everything() -> dict:
    """All that pages, misconceptions, sources and editions say, without what the database gave them."""
    rows = [*ProgramPage.objects.all(), *WeekPage.objects.all(), *ModulePage.objects.all()]
    pages = {str(row.translation_key): fields(row) for row in rows}
    references = [[values(row) for row in model.objects.order_by("pk")] for model in (Misconception, Source)]
    return {"pages": pages, "references": references, "editions": {e.content["code"]: e.checksum for e in newest()}}


def newest():
    return Edition.objects.order_by("number")


def fields(page) -> dict:
    """Every field of a page, streams as they are stored, and its place."""
    told = {
        field.name: plain(getattr(page, field.attname))
        for field in page._meta.concrete_fields
        if field.name not in NOT_CONTENT
    }
    if "cards" in told:
        told["cards"] = with_media(told["cards"])
        told["file_ids"] = {uuid: name for uuid, name in told["file_ids"].items() if "/" not in uuid}
    parent = page.get_parent().specific
    return told | {"parent": str(parent.translation_key), "number": getattr(parent, "number", None)}


def values(row) -> dict:
    return {field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"}


def plain(value):
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def contents(folder) -> dict:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty() -> None:
    """As in a new database; editions go by force, as no code of ours could make them go."""
    for program in ProgramPage.objects.all():
        Page.objects.get(pk=program.pk).delete()
    for model in (Misconception, Source, OutlineVersion, get_image_model(), get_document_model()):
        model.objects.all().delete()


def round_trip(tmp_path):
    """Export, load into an empty database, export again; return what was there before and after."""
    first, second = tmp_path / "first", tmp_path / "second"
    write(export(ProgramPage.objects.get()).program, first)
    before = everything()
    empty()
    loading.load(read(first))
    after = everything()
    write(export(ProgramPage.objects.get()).program, second)
    assert contents(second) == contents(first)
    return before, after


def with_media(cards: list) -> list:
    """Keys of media are given by the database: tell what the files hold instead."""
    for part in (part for card in cards for part in card["value"]["content"] if isinstance(part["value"], dict)):
        library = get_image_model() if part["type"] == "image" else get_document_model()
        for field in {"file", "captions"} & set(part["value"]):
            part["value"][field] = library.objects.get(pk=part["value"][field]).file.open().read()
    return cards


# --- loaded from files ----------------------------------------------------------------------------------------------


def test_our_curriculum_goes_there_and_back_without_a_loss(tmp_path):
    ours = read(OURS)
    loading.load(ours)
    assert export(ProgramPage.objects.get()).program == ours
    before, after = round_trip(tmp_path)
    assert after == before


def test_every_kind_of_block_question_and_field_goes_there_and_back(tmp_path):
    files = read(build(tmp_path / "source"))
    loading.load(files)
    assert export(ProgramPage.objects.get()).program == files
    before, after = round_trip(tmp_path)
    assert after == before


def test_an_export_of_what_was_loaded_loads_as_unchanged(tmp_path):
    loading.load(read(build(tmp_path / "source")))
    write(export(ProgramPage.objects.get()).program, tmp_path / "out")
    report = loading.load(read(tmp_path / "out"))
    assert (report.created, report.changed, report.refused) == ([], [], [])


# --- made in Wagtail ------------------------------------------------------------------------------------------------


def as_read(pages: dict) -> dict:
    """What readers and records depend on: texts and keys, without ids of parts that nobody refers to."""
    return {key: without_inner_ids(page) for key, page in pages["pages"].items()}


def without_inner_ids(value, inside=False):
    if isinstance(value, list):
        return [without_inner_ids(part, inside) for part in value]
    if not isinstance(value, dict):
        return value
    named = value.get("type") in ("card", *QUESTIONS) or "explanation" in (value.get("value") or {})
    kept = {name: without_inner_ids(part, True) for name, part in value.items() if name != "id" or named}
    return {name: part for name, part in kept.items() if name not in ("loaded_checksum", "file_ids", "slug")}


QUESTIONS = ("single_choice", "multiple_choice", "true_false", "put_in_order", "match")


def test_pages_made_in_wagtail_go_there_and_back_with_their_keys(tmp_path):
    make.program()
    before, after = round_trip(tmp_path)
    assert set(after["pages"]) == set(before["pages"])
    assert as_read(after) == as_read(before)
    assert after["editions"] == before["editions"]


def test_an_export_loads_over_the_pages_that_it_came_from_as_unchanged(tmp_path):
    program = make.program()
    write(export(program).program, tmp_path)
    report = loading.load(read(tmp_path))
    assert (report.created, report.changed, report.refused) == ([], [], [])
    assert ProgramPage.objects.count() == 1


def test_an_editors_change_goes_into_the_files(tmp_path):
    loading.load(read(build(tmp_path / "source")))
    page = ModulePage.objects.get(code="p01")
    page.title = "A title of an editor"
    cards = page.cards.get_prep_value()
    cards[0]["value"]["content"].append(streams.block("text", '<p data-block-key="x1">More <i>words</i>.</p>'))
    page.cards = cards
    make.publish(page)
    module = export(ProgramPage.objects.get()).program.modules[0]
    assert module.settings.title == "A title of an editor"
    assert module.cards[0].blocks[-1].text == "More *words*."
    assert module.cards[0].id == "help-first"


def test_a_draft_is_not_exported_over_what_is_published(tmp_path):
    loading.load(read(build(tmp_path / "source")))
    page = ModulePage.objects.get(code="p01")
    page.title = "Half done"
    page.save_revision()
    ModulePage.objects.get(code="p12").unpublish()
    exported = export(ProgramPage.objects.get())
    assert [module.settings.title for module in exported.program.modules] == ["Help first: who to call"]
    assert exported.left_out == ("p12 Opioids",)


def test_what_does_not_fit_into_files_is_told_with_its_page():
    program = make.program()
    ModulePage.objects.filter(code="p04").update(title="Long " * 40)
    with pytest.raises(CurriculumProblems, match="at most 90 fit"):
        export(program)


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_the_only_program(tmp_path, capsys):
    with pytest.raises(CommandError, match="There is no program yet"):
        call_command("export_curriculum", tmp_path / "out")
    loading.load(read(build(tmp_path / "source")))
    call_command("export_curriculum", tmp_path / "out")
    assert capsys.readouterr().out.startswith("2 modules are in ")
    assert read(tmp_path / "out").settings.slug == "two-weeks"


def test_the_command_asks_which_of_several_programs(tmp_path):
    loading.load(read(build(tmp_path / "source")))
    make.empty_program()
    with pytest.raises(CommandError, match=r"Name one program with --program. There are: program-\w+, two-weeks."):
        call_command("export_curriculum", tmp_path / "out")
    call_command("export_curriculum", tmp_path / "out", program="two-weeks")
    assert (tmp_path / "out" / "program.yaml").exists()


def test_the_command_leaves_other_folders_alone(tmp_path):
    loading.load(read(build(tmp_path / "source")))
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CommandError, match=r"holds other things(.|\n)*Nothing was written"):
        call_command("export_curriculum", tmp_path)
