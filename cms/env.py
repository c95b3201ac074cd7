"""Typed readers of the environment that fail loudly, with what to do.

A value comes from `NAME`, from the file that `NAME_FILE` names (for secrets), or from `.env` beside manage.py.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = object()


def load_env_file(path: Path) -> None:
    """Put `NAME=value` lines into the environment; what is already there wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise ImproperlyConfigured(f"{path.name}, line {number}: write NAME=value.")
        os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: object = REQUIRED) -> str:
    """The value of NAME; without a default, its absence is an error."""
    if name in os.environ:
        return os.environ[name]
    if f"{name}_FILE" in os.environ:
        return _from_file(name, Path(os.environ[f"{name}_FILE"]))
    if default is REQUIRED:
        raise ImproperlyConfigured(
            f"{name} is not set. Put it into .env (see .env.example) or run `python3 run.py`, which makes it."
        )
    return str(default)


def _from_file(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error.strerror}.") from error


def flag(name: str, default: bool) -> bool:
    value = text(name, "on" if default else "off").lower()
    if value not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write on or off.")
    return value == "on"


def number(name: str, default: int) -> int:
    value = text(name, default)
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number.") from error


def listing(name: str, default: str = "") -> list[str]:
    """Comma-separated values, trimmed, empty ones left out."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write one of: {', '.join(choices)}.")
    return value
