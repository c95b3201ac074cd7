"""What stands in the bytes of a PDF as our typesetter writes them: what is drawn, by the maps that the fonts carry, and
all else in it that is text. Whatever it cannot read it refuses, so that nothing hides there.
"""

import re
import zlib
from dataclasses import dataclass
from functools import cached_property

OBJECT = re.compile(rb"(?<=\n)(\d+) 0 obj\n")
TEXT = re.compile(rb"\((?:\\.|[^\\()])*\)|<(?:[0-9a-fA-F]{2})+>", re.DOTALL)
DRAWN = re.compile(rb"/(\w+) [\d.-]+ Tf|\[([^]]*)\] TJ|(ET)\b")
SHOWS = re.compile(rb"(?<=[\])>]) ?(?:TJ|Tj|'|\")")
ROLES = {"/Contents": "page", "/ToUnicode": "map", "/FontFile2": "font", "/FontFile3": "font", "/Metadata": "about"}
KINDS = {b"/ObjStm": "objects", b"/XRef": "places", b"/Metadata": "about", b"/Image": "picture"}


class Unreadable(AssertionError):
    """Something might be said in it, and nobody would see that."""


@dataclass
class Pdf:
    content: bytes

    def __post_init__(self) -> None:
        self.said: dict[int, bytes] = {}  # object -> its dictionary
        self.streams: dict[int, bytes] = {}
        found = list(OBJECT.finditer(self.content))
        for one, after in zip(found, [*found[1:], None], strict=True):
            self._read(int(one[1]), self.content[one.end() : after.start() if after else None])
        for number in self._of("objects"):
            self._unpack(number)
        self._no_stream_is_passed_over()

    @cached_property
    def drawn(self) -> str:
        """All that a reader sees, in the order of the pages' parts."""
        return "\n".join(self._drawn(self.streams[number]) for number in self._of("page"))

    @cached_property
    def about(self) -> str:
        """What it says of itself: title, author and the like, in both places where a PDF keeps them."""
        trailer = b" ".join([*(self.said[number] for number in self._of("places")), self.content[-1000:]])
        info = re.search(rb"/Info (\d+) 0 R", trailer)
        about = [*(self.streams[number].decode() for number in self._of("about"))]
        return "\n".join([*about, _texts(self.said[int(info[1])]) if info else ""])

    @cached_property
    def everything(self) -> str:
        """With bookmarks, addresses, other words for pictures and what fields hold."""
        return "\n".join([self.drawn, self.about, *map(_texts, self.said.values())])

    def holds(self, *names: str) -> bool:
        return any(name.encode() in said for said in self.said.values() for name in names)

    # --- its parts ---

    def _read(self, number: int, part: bytes) -> None:
        said, begins, rest = part.partition(b"stream\n")
        self.said[number] = said
        if begins:
            length = re.search(rb"/Length (\d+)", said)
            if not length:
                raise Unreadable(f"how long is part {number}?")
            packed = rest[: int(length[1])]
            self.streams[number] = zlib.decompress(packed) if b"/FlateDecode" in said else packed

    def _unpack(self, number: int) -> None:
        first = re.search(rb"/First (\d+)", self.said[number])
        packed = self.streams[number]
        begins = int(first[1]) if first else 0
        places = [int(one) for one in packed[:begins].split()]
        ends = [*places[3::2], len(packed) - begins]
        for inner, start, end in zip(places[::2], places[1::2], ends, strict=True):
            self.said[inner] = packed[begins + start : begins + end]

    @cached_property
    def _roles(self) -> dict[int, str]:
        roles = {n: kind for n in self.streams for name, kind in KINDS.items() if name in self.said[n]}
        for said in self.said.values():
            for name, number in re.findall(rb"(/\w+) (\d+) 0 R", said):
                if name.decode() in ROLES:
                    roles[int(number)] = ROLES[name.decode()]
        return {**roles, **{n: "page" for n in self.streams if b"/Form" in self.said[n]}}

    def _of(self, role: str) -> list[int]:
        roles = self._roles if role != "objects" else {n: "objects" for n in self.streams if b"/ObjStm" in self.said[n]}
        return sorted(number for number in self.streams if roles.get(number) == role)

    def _no_stream_is_passed_over(self) -> None:
        if unknown := sorted(set(self.streams) - set(self._roles)):
            raise Unreadable(f"what are parts {unknown}?")

    # --- what is drawn ---

    @cached_property
    def _maps(self) -> dict[bytes, dict[bytes, str]]:
        """By the name of a font: glyph -> characters."""
        known = {}
        for number, said in self.said.items():
            if found := re.search(rb"/ToUnicode (\d+) 0 R", said):
                known[number] = _glyphs(self.streams[int(found[1])])
        names = [pair for said in self.said.values() for pair in re.findall(rb"/(\w+) (\d+) 0 R", said)]
        return {name: known[int(number)] for name, number in names if int(number) in known}

    def _drawn(self, stream: bytes) -> str:
        words, font, shown = [], {}, 0
        for name, pieces, ends in DRAWN.findall(stream):
            if name:
                font = self._maps[name]
            elif ends:
                words.append("\n")
            else:
                shown += 1
                glyphs = re.findall(rb"[0-9a-f]{4}", b"".join(re.findall(rb"<([^>]*)>", pieces)))
                words += [font[glyph] for glyph in glyphs]
        if shown != len(SHOWS.findall(stream)):
            raise Unreadable("text that is drawn in some other way")
        return "".join(words)


def _glyphs(stream: bytes) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", stream.partition(b"endcodespacerange")[2])
    return {glyph: bytes.fromhex(meant.decode()).decode("utf-16-be") for glyph, meant in pairs}


def _texts(said: bytes) -> str:
    return "\n".join(_text(one) for one in TEXT.findall(said))


def _text(one: bytes) -> str:
    raw = bytes.fromhex(one[1:-1].decode()) if one.startswith(b"<") else re.sub(rb"\\(.)", rb"\1", one[1:-1])
    return raw.decode("utf-16") if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else raw.decode("latin-1")
