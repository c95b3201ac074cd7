"""A module page as it stands in memory, draft or not, in the form of curriculum files. Writes nothing."""

from collections import defaultdict
from io import BytesIO
from typing import IO, Any

from courses import media_files
from courses.files import ids
from courses.files.from_streams import FromStreams
from courses.files.schema.module import Media
from courses.files.to_streams import DOCUMENT, IMAGE, MEDIA

SAME = (
    "code",
    "title",
    "audience",
    "slot",
    "strand",
    "required_for",
    "pairs_with",
    "two_example_sets",
    "minutes",
    "summary",
    "skill",
    "safety_note",
    "license",
)

SINGLE = ("short_version", "talk_together")  # settings that are one block on the page, or none


class PageData:
    """`data` is like `Module.data()`, right or not. Two queries where the page shows media, else none."""

    def __init__(self, page: Any, week: int = 1, program: str = "") -> None:
        """`program` is the slug of the program; without it, no key is told."""
        self.page, self.week, self.program = page, week, program
        self.stored = self._stored()
        self.names = self._names()
        streams = FromStreams(page.code, page.file_ids, lambda kind, key: self.names.get((kind, key), ""))
        quiz, fields = streams.questions(raw(page.quiz)), streams.fields(raw(page.worksheet))
        self.data: dict[str, Any] = {
            "module": self._settings(streams),
            "cards": streams.cards(raw(page.cards)),
            "quiz": {"pass_mark": page.pass_mark, "questions": quiz} if quiz else None,
            "worksheet": {**self._head_of_worksheet(), "fields": fields} if fields else None,
            "guide": streams.single(raw(page.guide)),
        }

    def media(self) -> list[Media]:
        """The files that its cards show. Reads each of them once."""
        files = [(self.names[place], stored.file) for place, stored in self.stored.items()]
        return [media_files.digested(name, file) for name, file in sorted(files, key=lambda one: one[0])]

    def media_by_name(self) -> list[Media]:
        """The same without their content: nothing is read."""
        return [Media(name, "", 0, open_nothing) for name in sorted(self.names.values())]

    def _settings(self, streams: FromStreams) -> dict[str, Any]:
        page = self.page
        settings = {name: getattr(page, name) for name in SAME}
        key = str(page.translation_key)
        if self.program and key != str(ids.page_key(self.program, page.code)):
            settings["key"] = key
        singles = {name: streams.single(raw(getattr(page, name))) for name in SINGLE}
        return (
            settings
            | {name: fields for name, fields in singles.items() if fields}
            | {
                "week": self.week,
                "elective_for": page.elective_for or None,
                "objectives": streams.texts(raw(page.objectives)),
                "sources": streams.texts(raw(page.sources)),
                "review": {
                    "reviewer": page.reviewer,
                    "reviewed_on": page.reviewed_on.isoformat() if page.reviewed_on else "",
                    "next_review_on": page.next_review_on.isoformat() if page.next_review_on else "",
                },
            }
        )

    def _head_of_worksheet(self) -> dict[str, Any]:
        page = self.page
        return {
            "title": page.worksheet_title,
            "intro": page.worksheet_intro,
            "feeds_plan": page.feeds_plan,
            "gathers_plan": page.gathers_plan,
        }

    # --- media ----------------------------------------------------------------------------------------------------
    def _stored(self) -> dict[tuple[str, Any], Any]:
        """Images and documents that the cards show, by kind and key."""
        wanted: dict[str, set[int]] = defaultdict(set)
        for card in raw(self.page.cards):
            for block in card["value"].get("content") or []:
                fields = block["value"] if isinstance(block["value"], dict) else {}
                keys = {fields[name] for name in MEDIA if isinstance(fields.get(name), int)}
                wanted[IMAGE if block["type"] == IMAGE else DOCUMENT] |= keys
        return {
            (kind, key): stored
            for kind, keys in wanted.items()
            if keys
            for key, stored in media_files.model(kind).objects.in_bulk(keys).items()
        }

    def _names(self) -> dict[tuple[str, Any], str]:
        names: dict[tuple[str, Any], str] = {}
        for (kind, key), stored in sorted(self.stored.items()):
            known, taken = self.page.file_ids, set(names.values())
            names[kind, key] = media_files.name_in_files(kind, key, stored.file.name, known, taken)
        return names


def open_nothing() -> IO[bytes]:
    return BytesIO()


def raw(stream: Any) -> list[Any]:
    """The JSON of a stream, also of one that a form has just built."""
    return list(stream.get_prep_value()) if stream else []
