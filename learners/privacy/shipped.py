"""The wordings that come with the program. They become version 1 of a new site; a site's own versions follow."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts")
KINDS = ("family-consent", "redisclosure")
LANGUAGE = "en"


def body(kind: str) -> str:
    return tidy((TEXTS / f"{kind}.md").read_text(encoding="utf-8"))


def tidy(text: str) -> str:
    """Line ends and blank space as they are kept and hashed, whichever browser or editor sent them."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip() + "\n"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def load(versions: Any, *, now: datetime) -> None:
    """Version 1 of each kind that has none. `versions` is the model, in a migration the one of that moment."""
    for kind in KINDS:
        if not versions.objects.filter(kind=kind, language=LANGUAGE).exists():
            text = body(kind)
            versions.objects.create(
                kind=kind, language=LANGUAGE, number=1, body=text, sha256=digest(text), made_at=now, by=None
            )
