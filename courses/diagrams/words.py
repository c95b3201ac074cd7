"""What a diagram shows, in one sentence, which a screen reader reads with the picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

Items = Sequence[Mapping[str, Any]]


def chain(items: Items) -> str:
    return _("In order: %(labels)s.") % {"labels": _then(items)}


def cycle(items: Items) -> str:
    return _("Round and round: %(labels)s, then back to %(first)s.") % {
        "labels": _then(items),
        "first": items[0]["label"],
    }


def wave(items: Items) -> str:
    names = ("rise", "peak", "fall")
    labels = {name: item["label"] for name, item in zip(names, items, strict=True)}
    return _("A line that rises: %(rise)s. It peaks: %(peak)s. It falls: %(fall)s.") % labels


def ladder(items: Items) -> str:
    return _("From the lowest rung up: %(labels)s.") % {"labels": _then(items)}


def thermometer(items: Items) -> str:
    lines = (_("at %(at)s, %(label)s") % {"at": item["at"], "label": item["label"]} for item in items)
    return _("On a scale from 0 to 10: %(lines)s.") % {"lines": "; ".join(lines)}


def circles(items: Items) -> str:
    return _("From the middle outwards: %(labels)s.") % {"labels": _then(items)}


def timeline(items: Items) -> str:
    return " ".join(f"{item['when']}: {item['label']}." for item in items)


def two_columns(items: Items) -> str:
    return " ".join(f"{item['label']}: {'; '.join(item['points'])}." for item in items)


def _then(items: Items) -> str:
    return _(", then ").join(item["label"] for item in items)
