"""The formats by name, and which one a file is in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courses.exchange import gift_reading, gift_writing, moodle_xml_reading, moodle_xml_writing
from courses.exchange.questions import Question, Read, Unreadable, Written

LARGEST = 1_000_000  # bytes of a file
MOST = 300  # questions


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Question]], Written]


FORMATS = {
    "gift": Format("GIFT", "gift.txt", "text/plain; charset=utf-8", gift_writing.write),
    "moodle-xml": Format("Moodle XML", "xml", "application/xml; charset=utf-8", moodle_xml_writing.write),
}


def read(file: bytes) -> Read:
    """A file in either format, in UTF-8. Raises Unreadable with what to do."""
    if len(file) > LARGEST:
        raise Unreadable("This file is larger than a megabyte. Export fewer questions at a time.")
    if file.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = moodle_xml_reading.read(file)
    else:
        found = gift_reading.read(_decoded(file))
    if len(found.questions) > MOST:
        raise Unreadable(f"There are {len(found.questions)} questions in this file; at most {MOST} fit at a time.")
    return found


def _decoded(file: bytes) -> str:
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file[: error.start].count(b"\n") + 1
        raise Unreadable(f"Line {line} is not in UTF-8. Save the file as UTF-8 and try again.") from error
