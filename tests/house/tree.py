"""The files of the repository, as the house rules look at them. Nothing that is made or installed is among them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("cms", "courses", "learners")
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules", ".env"}
TEXT = {".py", ".md", ".html", ".txt", ".css", ".js", ".svg", ".toml", ".yaml", ".yml", ".json", ".example", ".po", ""}


def files(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Every file with one of these suffixes, or every one, below a folder."""
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part == ".hypothesis" or part.endswith("_cache") for part in parts)
        if path.is_file() and not hidden and not NOT_OURS & set(parts) and (not suffixes or path.suffix in suffixes):
            yield path


def code() -> Iterator[Path]:
    """Python files of the apps, without migrations."""
    for app in APPS:
        yield from (path for path in files(".py", under=app) if "migrations" not in path.parts)


def templates() -> list[Path]:
    return list(files(".html", under="templates"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
