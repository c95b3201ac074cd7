"""Writes a curriculum to a folder in one fixed layout: reading it gives the same, writing it again changes nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from cms.texts import strict_yaml
from courses.files import card_text
from courses.files.problems import CurriculumProblems, Problem
from courses.files.schema.module import Media, Module
from courses.files.schema.program import Program

WRITTEN_BY_US = ("*.yaml", "cards/*.md", "media/*")


def write(program: Program, folder: Path | str) -> None:
    """Write `program` to `folder`, which is empty, not there yet or holds a curriculum; other files of its modules go.

    Raises CurriculumProblems when the folder holds something else.
    """
    root = Path(folder)
    _check_is_ours(root)
    contents = dict(files(program))
    for name, content in contents.items():
        _put(root / name, content)
    for old in list(_old(root, {root / name for name in contents})):
        old.unlink()
        _drop_if_empty(old.parent, root)


def files(program: Program) -> Iterator[tuple[str, str | Media]]:
    """Every file by its path below the curriculum folder."""
    rules = program.settings.rules.model_dump(by_alias=True, exclude_unset=True)
    yield "program.yaml", strict_yaml.dump(_data(program.settings) | {"rules": rules})
    yield "misconceptions.yaml", _by_name(program.misconceptions)
    yield "sources.yaml", _by_name(program.sources)
    for module in program.modules:
        for name, content in _module(module):
            yield f"{module.folder}/{name}", content


def _by_name(parts: dict[str, Any]) -> str:
    return strict_yaml.dump({name: _data(part) for name, part in parts.items()}) if parts else "{}\n"


def _module(module: Module) -> Iterator[tuple[str, str | Media]]:
    yield "module.yaml", strict_yaml.dump(_data(module.settings))
    for number, card in enumerate(module.cards, 1):
        yield f"cards/{number}-{card.id}.md", card_text.write(card)
    if module.quiz:
        quiz = _data(module.quiz)
        yield "quiz.yaml", strict_yaml.dump(quiz | {"questions": list(map(_id_and_type_first, quiz["questions"]))})
    if module.worksheet:
        sheet = _data(module.worksheet)
        yield "worksheet.yaml", strict_yaml.dump(sheet | {"fields": list(map(_id_and_type_first, sheet["fields"]))})
    if module.guide:
        yield "guide.yaml", strict_yaml.dump(_data(module.guide))
    for media in module.media:
        yield f"media/{media.name}", media


def _data(part: BaseModel) -> dict[str, Any]:
    """As in a file: what has its usual value is left out."""
    return part.model_dump(by_alias=True, exclude_defaults=True)


def _id_and_type_first(part: dict[str, Any]) -> dict[str, Any]:
    return {"id": part["id"], "type": part["type"], **part}


# --- on the disk ----------------------------------------------------------------------------------------------------
def _check_is_ours(root: Path) -> None:
    """A folder with other things in it was named by mistake."""
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise CurriculumProblems([Problem(str(root), 0, "This is not a folder. Name a new or an empty one.")])
    if root.is_dir() and any(root.iterdir()) and not (root / "program.yaml").is_file():
        message = "This folder holds other things than a curriculum. Name a new or an empty one."
        raise CurriculumProblems([Problem(str(root), 0, message)])


def _put(path: Path, content: str | Media) -> None:
    """Write a file whole or not at all, and only when it changes."""
    if isinstance(content, str) and path.is_file() and path.read_bytes() == content.encode():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    with half.open("wb") as file:
        if isinstance(content, str):
            file.write(content.encode())
        else:
            with content.open() as source:
                shutil.copyfileobj(source, file)
    os.replace(half, path)


def _drop_if_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _old(root: Path, written: set[Path]) -> Iterator[Path]:
    """Files of modules that an earlier writing left and this one did not write."""
    for folder in sorted(root.iterdir()):
        if folder.is_dir() and not folder.is_symlink() and (folder / "module.yaml").is_file():
            for pattern in WRITTEN_BY_US:
                yield from (path for path in sorted(folder.glob(pattern)) if path not in written and path.is_file())
