"""Walks a curriculum folder without trusting it: no links, nothing odd, nothing without bounds."""

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from courses.files.problems import Problem
from courses.files.schema.module import Media

LARGEST_TEXT = 256 * 1024  # bytes
LARGEST_MEDIA = 200 * 1024 * 1024  # bytes
MOST_ENTRIES = 300
OPEN_SAFELY = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))  # not on every system
LEFT_BY_COMPUTERS = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Folder:
    """One folder; `name` is its path below the curriculum folder. Problems go into a common list."""

    path: Path
    name: str
    problems: list[Problem]

    def report(self, name: str, message: str, line: int = 0) -> None:
        self.problems.append(Problem(self.below(name), line, message))

    def below(self, name: str) -> str:
        shown = name.encode("utf-8", "replace").decode()
        return "/".join(part for part in (self.name, shown) if part)

    def entries(self) -> dict[str, bool]:
        """Names in order, True for a folder. Links and devices are reported and left out."""
        try:
            with os.scandir(self.path) as found:
                entries = sorted((entry for entry in found if entry.name not in LEFT_BY_COMPUTERS), key=_by_name)
        except OSError as error:
            self.report("", f"This folder cannot be read: {error.strerror}.")
            return {}
        if len(entries) > MOST_ENTRIES:
            self.report("", f"More than {MOST_ENTRIES} files stand in this folder. Is it the right one?")
            return {}
        return {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries if self._is_plain(entry)}

    def _is_plain(self, entry: os.DirEntry[str]) -> bool:
        plain = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
        if not plain:
            self.report(entry.name, "This is a link, not a file. Put the file itself here.")
        return plain

    def sub(self, name: str) -> "Folder":
        return Folder(self.path / name, self.below(name), self.problems)

    def text(self, name: str) -> str | None:
        """The text of a file, or None and a problem."""
        content = self._bytes(name)
        if content is None:
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.report(name, "This is not text in UTF-8. Save the file with the encoding UTF-8.", line)
            return None

    def _bytes(self, name: str) -> bytes | None:
        try:
            with _open(self.path / name) as file:
                content = file.read(LARGEST_TEXT + 1)
        except OSError as error:
            self.report(name, f"This file cannot be read: {error.strerror}.")
            return None
        if len(content) > LARGEST_TEXT:
            self.report(name, f"This file is longer than {LARGEST_TEXT // 1024} KB. Split it, or cut it.")
            return None
        return content

    def media(self, name: str) -> Media | None:
        """A media file with the digest of its content, or None and a problem."""
        opener: Callable[[], IO[bytes]] = partial(_open, self.path / name)
        try:
            with opener() as file:
                size = os.fstat(file.fileno()).st_size
                if size > LARGEST_MEDIA:
                    self.report(name, f"This file is larger than {LARGEST_MEDIA // 1024 // 1024} MB.")
                    return None
                digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
        except OSError as error:
            self.report(name, f"This file cannot be read: {error.strerror}.")
            return None
        return Media(name, digest.hexdigest(), size, opener)


def _open(path: Path) -> IO[bytes]:
    """Open a regular file, and never what a link points to."""
    number = os.open(path, os.O_RDONLY | OPEN_SAFELY)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(0, "it is not a file")
    return os.fdopen(number, "rb")


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name
