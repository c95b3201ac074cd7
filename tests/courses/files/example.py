"""A small curriculum with every kind of block, question and field: the folder `example`, and media made here."""

import struct
import zlib
from pathlib import Path

FOLDER = Path(__file__).with_name("example")
P01 = "p01-help-first"


def png(width: int = 3, height: int = 2) -> bytes:
    """A gray picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


MEDIA = {
    "card.png": png(),
    "breath.mp3": b"ID3 three breaths",
    "naloxone.mp4": b"\0\0\0\x18ftypmp42",
    "naloxone.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nTilt the head back.\n",
    "card.pdf": b"%PDF-1.4\n",
}
TEXTS = {str(path.relative_to(FOLDER)): path.read_text() for path in sorted(FOLDER.rglob("*.*"))}
FILES: dict[str, str | bytes] = {**TEXTS, **{f"{P01}/media/{name}": content for name, content in MEDIA.items()}}


def build(folder: Path, **changes: str | bytes | None) -> Path:
    """Write the example; `changes` name files (with their paths) to be written otherwise, or None to be left out."""
    for name, content in (FILES | changes).items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
