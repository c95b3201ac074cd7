"""Reads one YAML file of a curriculum into its model."""

from typing import TypeVar

from pydantic import BaseModel

from cms.texts import TextError, strict_yaml
from courses.files.explain import check
from courses.files.folder import Folder
from courses.files.schema.module import Place

M = TypeVar("M", bound=BaseModel)


def read(folder: Folder, name: str, model: type[M]) -> tuple[M | None, Place]:
    """The value, or None and problems in the folder's list; and where its parts stand."""
    nowhere = Place(folder.below(name), lambda *loc: 0)
    text = folder.text(name)
    if text is None:
        return None, nowhere
    try:
        loaded = strict_yaml.load(text)
    except TextError as error:
        folder.report(name, error.message, error.line)
        return None, nowhere
    value, troubles = check(model, loaded.data)
    for trouble in troubles:
        folder.report(name, trouble.message, loaded.line(*trouble.loc))
    return value, Place(folder.below(name), loaded.line)
