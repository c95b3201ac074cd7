"""How an author sees a module before anybody else does: as a participant on a pathway, as family, or one part of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from courses import freezing, labels, vocabulary

PARTS = [
    ("short-version", _("Short version")),
    ("check-in", _("Check-in")),
    ("worksheet", _("Worksheet")),
    ("guide", _("Facilitator guide")),
]
SIZES = [  # the first is what an author begins with
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Desktop")},
]


def modes(page: Any) -> list[tuple[str, Any]]:
    """The reader for whom the module is written comes first."""
    readers = [(key, _("As a participant: %(pathway)s") % {"pathway": label}) for key, label in labels.PATHWAYS]
    family = (vocabulary.FAMILY, _("As a family member"))
    return [family, *PARTS] if page.audience == vocabulary.FAMILY else [*readers, family, *PARTS]


def context(page: Any, mode: str) -> dict[str, Any]:
    mode = mode or modes(page)[0][0]
    return {
        "mode": mode,
        "mode_name": dict(modes(page)).get(mode, ""),
        "is_part": mode in dict(PARTS),
        "variant": mode,
        "misconceptions": freezing.misconceptions(page) if mode in ("check-in", "guide") else {},
    }
