"""Writing a curriculum: nothing is lost, the layout is fixed, and only our own files are ever touched."""

import pytest

from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from courses.files.writing import files, write
from tests.courses.files.example import P01, build


@pytest.fixture
def program(tmp_path):
    return read(build(tmp_path / "source"))


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_written_reads_as_the_same(program, tmp_path):
    write(program, tmp_path / "copy")
    assert read(tmp_path / "copy") == program


def test_writing_again_changes_nothing(program, tmp_path):
    write(program, tmp_path / "copy")
    first = contents(tmp_path / "copy")
    write(read(tmp_path / "copy"), tmp_path / "copy")
    assert contents(tmp_path / "copy") == first


def test_an_unchanged_file_is_not_written(program, tmp_path):
    write(program, tmp_path / "copy")
    written = (tmp_path / "copy" / P01 / "quiz.yaml").stat().st_mtime_ns
    write(program, tmp_path / "copy")
    assert (tmp_path / "copy" / P01 / "quiz.yaml").stat().st_mtime_ns == written


def test_the_layout_is_for_people(program):
    written = dict(files(program))
    assert written[f"{P01}/cards/1-help-first.md"].startswith(
        "---\nid: help-first\ntitle: Help comes first\nobjectives: [1]\n---\n```key-idea\ntext: You can call"
    )
    assert "  - {id: notice, text: Notice., why: First.}" in written[f"{P01}/quiz.yaml"].replace("      -", "  -")
    assert 'items:\n  - {label: One, text: ""}\n' in written[f"{P01}/cards/2-pictures.md"]
    assert 'review: {reviewer: "", reviewed_on: "", next_review_on: ""}' in written[f"{P01}/module.yaml"]


def test_long_texts_are_broken_into_lines(program):
    module = program.modules[0]
    card = module.cards[0]
    long = card.blocks[1].model_copy(update={"text": "A sentence of some words. " * 20})
    card = card.model_copy(update={"blocks": [long]})
    program = program.__class__(program.settings, (module.__class__(module.slug, module.settings, (card,)),))
    assert max(map(len, dict(files(program))[f"{P01}/cards/1-help-first.md"].splitlines())) <= 120


def test_cards_that_are_gone_are_taken_away(program, tmp_path):
    write(program, tmp_path / "copy")
    (tmp_path / "copy" / P01 / "cards" / "9-old.md").write_text("old")
    (tmp_path / "copy" / P01 / "notes.txt").write_text("mine")
    write(program, tmp_path / "copy")
    assert not (tmp_path / "copy" / P01 / "cards" / "9-old.md").exists()
    assert (tmp_path / "copy" / P01 / "notes.txt").read_text() == "mine"


def test_a_module_that_is_gone_is_taken_away(program, tmp_path):
    write(program, tmp_path / "copy")
    write(program.__class__(program.settings, program.modules[1:]), tmp_path / "copy")
    assert not (tmp_path / "copy" / P01).exists()


@pytest.mark.parametrize("name", ["thesis.txt", "photos/party.jpg", "pyproject.toml"])
def test_a_folder_with_other_things_is_left_alone(program, tmp_path, name):
    mine = tmp_path / "mine" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(CurriculumProblems, match="holds other things than a curriculum"):
        write(program, tmp_path / "mine")
    assert mine.read_text() == "mine"
    assert contents(tmp_path / "mine") == {name: b"mine"}


def test_links_in_the_target_are_not_followed(program, tmp_path):
    write(program, tmp_path / "copy")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "module.yaml").write_text("mine")
    (tmp_path / "copy" / "p99-link").symlink_to(outside)
    write(program, tmp_path / "copy")
    assert (outside / "module.yaml").read_text() == "mine"


def test_nothing_half_written_is_left(program, tmp_path):
    write(program, tmp_path / "copy")
    assert not [name for name in contents(tmp_path / "copy") if "half" in name]
