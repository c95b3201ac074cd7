"""Makes data of a module, as in `Module.data()`, of raw StreamField data, whole or not: `to_streams` in reverse."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.texts import TextError, markdown
from courses.files.ids import block_id
from courses.files.to_streams import DOCUMENT, FORMATTED, IMAGE, MEDIA, NUMBERS, Raw

PARTS = ("options", "items", "pairs")  # lists whose items have ids in the files
IN_FILES = {"explanation": "why", "pathway": "for"}


@dataclass(frozen=True)
class FromStreams:
    """`file_ids` says by which id the files call a UUID; `media_name` the file of an image or document."""

    code: str
    file_ids: Mapping[str, str]
    media_name: Callable[[str, Any], str]

    def cards(self, stream: Iterable[Raw]) -> list[Raw]:
        return [
            {
                "id": self._id(child, "card"),
                "title": child["value"].get("title") or "",
                "objectives": child["value"].get("objectives") or [],
                "blocks": [self._block(block) for block in child["value"].get("content") or []],
            }
            for child in stream
        ]

    def questions(self, stream: Iterable[Raw]) -> list[Raw]:
        return [self._with_parts(child, "question") for child in stream]

    def fields(self, stream: Iterable[Raw]) -> list[Raw]:
        return [self._with_parts(child, "field") for child in stream]

    def texts(self, stream: Iterable[Raw]) -> list[str]:
        return [child["value"] or "" for child in stream]

    def single(self, stream: Iterable[Raw]) -> Raw | None:
        """The fields of the one block in a stream, None where it is empty."""
        return next((self._fields(child["value"]) for child in stream), None)

    def _id(self, child: Mapping[str, Any], kind: str, *owner: str) -> str:
        """The id in the files where that leads back to the UUID, else the UUID."""
        uuid = str(child.get("id") or "")
        name = self.file_ids.get(uuid, uuid)
        return name if name and block_id(self.code, kind, *owner, name) == uuid else uuid

    def _block(self, child: Raw) -> Raw:
        kind = child["type"].replace("_", "-")
        fields = {"text": child["value"]} if kind in ("text", "heading") else self._fields(child["value"])
        formatted = FORMATTED.get(kind)
        if formatted in fields:
            fields[formatted] = _markdown(fields[formatted])
        for name in MEDIA:
            if name in fields:
                fields[name] = self.media_name(IMAGE if kind == "image" else DOCUMENT, fields[name])
        return {"block": kind, **fields}

    def _with_parts(self, child: Raw, kind: str) -> Raw:
        name = self._id(child, kind)
        value = child["value"]
        fields = self._fields({key: part for key, part in value.items() if key not in PARTS})
        for key in PARTS:
            if key in value:
                fields[key] = [self._part(item, kind, name) for item in value[key] or []]
        if fields.get("card"):
            fields["card"] = self._id({"id": fields["card"]}, "card")
        return {"id": name, "type": child["type"], **fields}

    def _part(self, item: Any, kind: str, owner: str) -> Raw:
        fields = self._fields(_value_of(item))
        return {"id": self._id(item, kind, owner), **fields}

    def _fields(self, value: Mapping[str, Any]) -> Raw:
        return {
            IN_FILES.get(name, name): self._value(name, part)
            for name, part in value.items()
            if not (name == "misconception" and not part)
        }

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, list) and name != NUMBERS:
            return [self._value("", _value_of(item)) for item in value]
        if isinstance(value, Mapping):
            return self._fields(value)
        return "" if value is None else value


def _value_of(item: Any) -> Any:
    """What a list holds: Wagtail once kept bare values."""
    return item["value"] if isinstance(item, Mapping) and item.get("type") == "item" else item


def _markdown(html: str) -> str:
    """Markdown of rich text; as it stands where there is none for it, so that the check by the schema says so."""
    try:
        return markdown.to_markdown(html or "")
    except TextError:
        return html
