"""From a module page to the JSON of an edition, schema 1. Reads the page as it stands in memory."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from courses.models.references import Misconception
from courses.quiz import QUESTION_KINDS

SCHEMA: Final = 1
Json = dict[str, Any]


def freeze(page: Any) -> Json:
    """Four queries: the week, the locale, and the misconceptions that answers name."""
    known = misconceptions(page)
    return {
        "schema": SCHEMA,
        "key": str(page.translation_key),
        "code": page.code,
        "title": page.title,
        "language": page.locale.language_code,
        "audience": page.audience,
        "strand": page.strand,
        "week": page.get_parent().specific.number,
        "minutes": page.minutes,
        "objectives": [str(objective.value) for objective in page.objectives],
        "cards": [{"id": card.id, "title": card.value["title"]} for card in page.cards],
        "quiz": _quiz(page, known),
        "worksheet": _worksheet(page),
    }


def checksum(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted names, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def misconceptions(page: Any) -> dict[str, Json]:
    """Key -> key, name, reply and talking point of all that the page names. One query."""
    keys = {key for question in page.quiz for key in _keys(question.value)}
    keys |= {key for guide in page.guide for key in guide.value["misconceptions"]}
    rows = Misconception.objects.filter(key__in=keys - {""}) if keys - {""} else ()
    return {
        row.key: {"key": row.key, "name": row.name, "reply": row.reply, "talking_point": row.talking_point}
        for row in rows
    }


def _keys(question: Mapping[str, Any]) -> Iterable[str]:
    return [question.get("misconception", ""), *(option["misconception"] for option in question.get("options", ()))]


def _quiz(page: Any, known: Mapping[str, Json]) -> Json | None:
    questions = [_question(child, known) for child in page.quiz]
    return {"pass_mark": page.pass_mark, "questions": questions} if questions else None


def _question(child: Any, known: Mapping[str, Json]) -> Json:
    value, listed = child.value, QUESTION_KINDS[child.block_type].parts_field
    question = {
        "id": child.id,
        "kind": child.block_type,
        "card": value["card"],
        "objectives": list(value["objectives"]),
        "prompt": value["prompt"],
        "misconception": _copied(known, value.get("misconception", "")),
        listed: [{"id": part.id, **_part(part.value, known)} for part in value[listed].bound_blocks],
    }
    return question


def _part(value: Mapping[str, Any], known: Mapping[str, Json]) -> Json:
    """An option, an item or a pair."""
    part = {**value}
    if "misconception" in part:
        part["misconception"] = None if part["correct"] else _copied(known, part["misconception"])
    return part


def _copied(known: Mapping[str, Json], key: str) -> Json | None:
    """What learners may see of it; the talking point is for staff."""
    found = known.get(key)
    return {name: found[name] for name in ("key", "name", "reply")} if found else None


def _worksheet(page: Any) -> Json | None:
    fields = [{"id": child.id, "kind": child.block_type, **_field(child.value)} for child in page.worksheet]
    if not fields:
        return None
    return {
        "title": page.worksheet_title,
        "intro": page.worksheet_intro,
        "feeds_plan": page.feeds_plan,
        "gathers_plan": page.gathers_plan,
        "fields": fields,
    }


def _field(value: Mapping[str, Any]) -> Json:
    field = {**value}
    if "columns" in field:
        field["columns"] = list(field["columns"])
    if "options" in field:
        field["options"] = [{"id": option.id, "text": option.value["text"]} for option in field["options"].bound_blocks]
    return field
