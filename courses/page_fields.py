"""A module of curriculum files as the fields of its page: `page_data` in reverse. Writes nothing."""

import datetime
from collections.abc import Mapping
from typing import Any

from courses import media_files
from courses.files.schema.module import Module
from courses.files.to_streams import ToStreams
from courses.page_data import SAME


def of(module: Module, media_keys: Mapping[str, int]) -> dict[str, Any]:
    """By field name; streams as their JSON. `media_keys` says where each media file stands in its library."""
    data = module.data()
    settings, review = data["module"], data["module"]["review"]
    streams = ToStreams(module.code, media_keys)
    fields = {name: settings[name] for name in SAME}
    fields |= streams.of(data)
    fields |= {
        "slug": module.slug,
        "elective_for": settings["elective_for"] or "",
        "pass_mark": module.quiz.pass_mark if module.quiz else 80,
        "worksheet_title": module.worksheet.title if module.worksheet else "",
        "worksheet_intro": module.worksheet.intro if module.worksheet else "",
        "feeds_plan": module.worksheet.feeds_plan if module.worksheet else False,
        "gathers_plan": module.worksheet.gathers_plan if module.worksheet else False,
        "reviewer": review["reviewer"],
        "reviewed_on": _date(review["reviewed_on"]),
        "next_review_on": _date(review["next_review_on"]),
    }
    names = {f"{media_files.kind(name)}/{key}": name for name, key in media_keys.items()}
    return fields | {"file_ids": streams.file_ids | names}


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
