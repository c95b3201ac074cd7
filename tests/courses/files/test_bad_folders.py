"""Folders that were made badly, or by somebody who means ill: refused with a reason, without a trace."""

import os
import socket

import pytest

from courses.files import folder as folders
from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from tests.courses.files.example import FILES, P01, build


def told(folder) -> str:
    with pytest.raises(CurriculumProblems) as caught:
        read(folder)
    return str(caught.value)


def test_a_folder_that_is_not_there(tmp_path):
    assert "This folder cannot be read" in told(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    assert "This folder cannot be read" in told(tmp_path / "file")


def test_an_empty_folder_lacks_its_three_files(tmp_path):
    assert all(name in told(tmp_path) for name in ("program.yaml", "misconceptions.yaml", "sources.yaml"))


@pytest.mark.parametrize("name", ["quiz.yaml", "cards", "media", "cards/1-help-first.md", "media/card.png"])
def test_a_link_is_not_followed(tmp_path, name):
    folder = build(tmp_path / "curriculum")
    (folder / P01 / name).rename(tmp_path / "elsewhere")
    (folder / P01 / name).symlink_to(tmp_path / "elsewhere")
    assert f"{P01}/{name}: This is a link, not a file." in told(folder)


def test_a_link_to_itself_does_not_hang(tmp_path):
    folder = build(tmp_path)
    (folder / "p99-loop").symlink_to("p99-loop")
    assert "p99-loop: This is a link" in told(folder)


def test_a_link_put_in_place_after_the_listing_is_not_followed(tmp_path, monkeypatch):
    folder = build(tmp_path)
    monkeypatch.setattr(folders.Folder, "_is_plain", lambda self, entry: True)
    (tmp_path / "secret").write_text("code: p01")
    (folder / P01 / "guide.yaml").unlink()
    (folder / P01 / "guide.yaml").symlink_to(tmp_path / "secret")
    assert f"{P01}/guide.yaml: This file cannot be read" in told(folder)


def test_pipes_and_sockets_are_refused_without_waiting(tmp_path):
    folder = build(tmp_path)
    os.mkfifo(folder / "pipe.yaml")
    place = socket.socket(socket.AF_UNIX)
    place.bind(os.path.relpath(folder / "socket.yaml"))
    found = told(folder)
    place.close()
    assert "pipe.yaml: This is a link" in found
    assert "socket.yaml: This is a link" in found


ODD = {
    "notes.txt": "Beside the folders of modules stand program.yaml",
    f"{P01}/notes.txt": "A module holds module.yaml",
    f"{P01}/cards/notes.txt": "Name a card by a number, a dash and a word or two",
    f"{P01}/cards/first.md": "Name a card by a number",
    f"{P01}/cards/1-x/deep.md": "Name a card by a number",
    f"{P01}/cards/1-zzz.md": "1-help-first.md has the same number",
    f"{P01}/media/evil.svg": "Give the name of a file in the module's media folder",
    f"{P01}/media/evil.html": "Give the name of a file in the module's media folder",
    f"{P01}/media/Photo 1.png": "Give the name of a file in the module's media folder",
    f"{P01}/media/card.png.exe": "Give the name of a file in the module's media folder",
    f"{P01}/media/more/card.png": "Give the name of a file in the module's media folder",
    f"{P01}/media/unused.png": "No card names this file",
    f"{P01}/quiz.yaml/inside": "A module holds",
    "P13-Big/module.yaml": "Name the folder of a module by its code",
    "p13/module.yaml": "Name the folder of a module by its code",
    "p13-a--b/module.yaml": "Name the folder of a module by its code",
    "p13-empty/cards/x": "module.yaml: This file cannot be read: No such file or directory.",
    "p14-no-cards/module.yaml": "A module needs cards",
}


@pytest.mark.parametrize("name", ODD)
def test_what_does_not_belong_there_is_named(tmp_path, name):
    missing = {f"{P01}/quiz.yaml": None} if name.startswith(f"{P01}/quiz.yaml") else {}
    assert ODD[name] in told(build(tmp_path, **missing, **{name: "x"}))


def test_what_computers_leave_behind_is_overlooked(tmp_path):
    folder = build(tmp_path, **{".DS_Store": b"\0", f"{P01}/cards/Thumbs.db": b"\0", "README.md": "Ours."})
    assert len(read(folder).modules) == 2


def test_a_file_without_end_is_refused(tmp_path):
    assert "This file is longer than 256 KB" in told(build(tmp_path, **{f"{P01}/quiz.yaml": "a: b\n" * 100_000}))


def test_a_folder_without_end_is_refused(tmp_path):
    folder = build(tmp_path)
    for number in range(folders.MOST_ENTRIES + 1):
        (folder / P01 / "cards" / f"{number}-x.md").touch()
    assert "More than 300 files stand in this folder" in told(folder)


def test_media_without_bounds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "LARGEST_MEDIA", 10)
    assert "media/card.png: This file is larger than" in told(build(tmp_path))


def test_a_file_of_a_bad_name_is_told_in_letters_that_print(tmp_path):
    folder = build(tmp_path)
    (folder / os.fsdecode(b"bad-\xff.yaml")).touch()
    told(folder).encode()


BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(9))
BAD_TEXTS = {
    "not UTF-8": (b"code: p01\ntitle: caf\xe9\n", "2: This is not text in UTF-8."),
    "UTF-16": ("code: p01\n".encode("utf-16"), "1: This is not text in UTF-8."),
    "nothing": ("", "1: Nothing is written here."),
    "a bomb of names": (BOMB, "1: Names with & and * are not supported"),
    "a deep nest": ("a: " + "[" * 60 + "]" * 60, "1: This is nested too deeply."),
    "a very deep nest": ("a: " + "[" * 50_000, "This is not YAML."),
    "a tag": ("a: !!python/object/apply:os.system [echo]", "1: Tags with ! are not supported"),
    "two documents": ("a: b\n---\nc: d\n", "Only one document is allowed"),
    "a cut tail": ('code: "p01', "1: This is not YAML."),
    "a list": ("- a\n- b\n", "1: Names with values are wanted here."),
    "control signs": ("code: p\x0001", "1: This is not YAML."),
    "a name that is a list": ("? [a, b]\n: c\n", "1: A name is wanted here."),
    "a name that merges": ("<<: {code: p01}\n", "1: `<<` is not known here."),
}


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_text_that_cannot_be_meant_is_refused(tmp_path, kind):
    text, message = BAD_TEXTS[kind]
    assert message in told(build(tmp_path, **{f"{P01}/module.yaml": text}))


def test_bytes_that_mark_utf8_and_other_line_ends_do_no_harm(tmp_path):
    windows = {
        name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        for name, text in FILES.items()
        if isinstance(text, str)
    }
    assert read(build(tmp_path / "w", **windows)) == read(build(tmp_path / "u"))
