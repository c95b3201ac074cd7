"""One short value for what files say, to see whether they changed since they were loaded."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from courses.files.schema.module import Module
from courses.files.schema.program import ProgramSettings

MADE_BY = 1  # raise it when the same files are to make other pages


def of_part(part: BaseModel) -> str:
    return _of(part.model_dump(by_alias=True))


def of_program(settings: ProgramSettings) -> str:
    """Of all but its weeks, which are pages of their own."""
    return _of(settings.model_dump(by_alias=True, exclude={"weeks"}))


def of_module(module: Module) -> str:
    return _of([module.slug, module.data(), [[media.name, media.sha256] for media in module.media]])


def _of(data: Any) -> str:
    text = json.dumps([MADE_BY, data], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
