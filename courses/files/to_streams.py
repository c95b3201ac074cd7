"""Makes raw StreamField data of a module. Knows the names and shapes of Wagtail's JSON, nothing of Wagtail itself.

A list in a block is [{"type": "item", "value": ..., "id": ...}]. Names take underscores for dashes, Markdown becomes
HTML, `for` is `pathway`, `why` is `explanation`; media files stand as keys of images and documents.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.texts import markdown
from courses.files.card_text import MARKDOWN
from courses.files.ids import block_id, stable

Raw = dict[str, Any]
FORMATTED = {**MARKDOWN, "text": "text"}
NUMBERS = "objectives"  # a list that stays one
MEDIA = ("file", "captions")
IMAGE, DOCUMENT = "image", "document"


@dataclass
class ToStreams:
    """Turns the data of one module (`Module.data()`) into streams. `media` maps file names to keys.

    Afterwards `file_ids` maps each UUID to the id in the files.
    """

    code: str
    media: Mapping[str, int] = field(default_factory=dict)
    file_ids: dict[str, str] = field(default_factory=dict)

    def of(self, data: Mapping[str, Any]) -> dict[str, list[Raw]]:
        settings, quiz, worksheet = data["module"], data["quiz"] or {}, data["worksheet"] or {}
        return {
            "objectives": self._texts("objective", settings["objectives"]),
            "short_version": self._single("short_version", settings["short_version"]),
            "talk_together": self._single("talk_together", settings.get("talk_together")),
            "sources": self._texts("code", settings["sources"]),
            "cards": [self._card(card) for card in data["cards"]],
            "quiz": [self._question(question) for question in quiz.get("questions", ())],
            "worksheet": [self._field(one) for one in worksheet.get("fields", ())],
            "guide": self._single("guide", data["guide"]),
        }

    def _name(self, kind: str, *ids: str) -> str:
        uuid = block_id(self.code, kind, *ids)
        if uuid != ids[-1]:
            self.file_ids[uuid] = ids[-1]
        return uuid

    def _texts(self, kind: str, texts: Iterable[str]) -> list[Raw]:
        return [{"type": kind, "value": one, "id": self._at(kind, at)} for at, one in enumerate(texts)]

    def _single(self, kind: str, fields: Mapping[str, Any] | None) -> list[Raw]:
        return [{"type": kind, "value": self._fields(fields, (kind,)), "id": self._at(kind)}] if fields else []

    def _at(self, *path: str | int) -> str:
        """An id for what has none in the files, by its place."""
        return str(stable(self.code, "at", *map(str, path)))

    def _card(self, card: Mapping[str, Any]) -> Raw:
        content = [self._block(block, (card["id"], at)) for at, block in enumerate(card["blocks"])]
        value = {"title": card["title"], "objectives": card["objectives"], "content": content}
        return {"type": "card", "value": value, "id": self._name("card", card["id"])}

    def _block(self, block: Mapping[str, Any], path: tuple[str | int, ...]) -> Raw:
        kind = block["block"]
        formatted = FORMATTED.get(kind)
        fields = {
            ("pathway" if name == "for" else name): markdown.to_html(value) if name == formatted else value
            for name, value in block.items()
            if name != "block"
        }
        value = fields["text"] if kind in ("text", "heading") else self._fields(fields, path)
        return {"type": kind.replace("-", "_"), "value": value, "id": self._at("block", *path)}

    def _question(self, question: Mapping[str, Any]) -> Raw:
        key = question["id"]
        fields = {name: value for name, value in question.items() if name not in ("id", "type")}
        fields["card"] = question["card"] and block_id(self.code, "card", question["card"])
        value = self._fields(fields, ("question", key))
        return {"type": question["type"], "value": value, "id": self._name("question", key)}

    def _field(self, one: Mapping[str, Any]) -> Raw:
        fields = {name: value for name, value in one.items() if name not in ("id", "type")}
        return {
            "type": one["type"],
            "value": self._fields(fields, ("field", one["id"])),
            "id": self._name("field", one["id"]),
        }

    def _fields(self, fields: Mapping[str, Any], path: tuple[str | int, ...]) -> Raw:
        named = {"explanation" if name == "why" else name: value for name, value in fields.items()}
        return {name: self._value(name, value, (*path, name)) for name, value in named.items()}

    def _value(self, name: str, value: Any, path: tuple[str | int, ...]) -> Any:
        if name in MEDIA:
            return self.media[value]
        if name == "misconception":
            return value or ""
        if isinstance(value, list) and name != NUMBERS:
            return [self._item(item, path, at) for at, item in enumerate(value)]
        return self._fields(value, path) if isinstance(value, Mapping) else value

    def _item(self, item: Any, path: tuple[str | int, ...], at: int) -> Raw:
        """What has an id of its own is an option, item or pair; its path begins with its owner's kind and id."""
        if isinstance(item, Mapping) and "id" in item:
            uuid = self._name(str(path[0]), str(path[1]), item["id"])
            item = {name: value for name, value in item.items() if name != "id"}
        else:
            uuid = self._at(*path, at)
        return {"type": "item", "value": self._value("", item, (*path, at)), "id": uuid}
