"""The register of everything that this site stores of a person. Export, erasure and the data map are made from it.

A table that is missing here fails a test: tests/house/test_belongings.py.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, IntegerField, Model, QuerySet, Value

from learners.models import User
from learners.privacy.belongings.accounts import ACCOUNTS
from learners.privacy.belongings.elsewhere import OF_EDITORS, OF_GROUPS
from learners.privacy.belongings.kinds import At, Belonging, Fate, Side
from learners.privacy.belongings.learning import LEARNING
from learners.privacy.belongings.sharing import SHARING

__all__ = [
    "BELONGINGS",
    "At",
    "Belonging",
    "Fate",
    "Side",
    "columns",
    "counted",
    "model_of",
    "rows",
    "standing",
    "told",
]

BELONGINGS: tuple[Belonging, ...] = (*ACCOUNTS, *LEARNING, *SHARING, *OF_GROUPS, *OF_EDITORS)


def standing() -> Iterator[Belonging]:
    """Those whose table is on this site."""
    return (one for one in BELONGINGS if model_of(one) is not None)


def model_of(belonging: Belonging) -> type[Model] | None:
    """None where the package that brings the table is not installed."""
    try:
        return apps.get_model(belonging.model)
    except LookupError:
        return None


def told() -> Iterator[tuple[Belonging, Side]]:
    """What an export tells, in its order."""
    return ((one, side) for one in standing() for side in one.sides if side.heading)


def rows(belonging: Belonging, side: Side, person: User) -> QuerySet[Any]:
    """What of this table hangs on a person in this way."""
    model = apps.get_model(belonging.model)
    return model._default_manager.filter(**{side.path: person.pk}).order_by("pk")


def counted(person: User) -> list[tuple[Belonging, Side, int]]:
    """What hangs on a person, table by table, where there is something. One query."""
    sides = list(told())
    counts = [
        rows(one, side, person)
        .order_by()
        .annotate(place=Value(place, IntegerField()))
        .values("place")
        .annotate(number=Count("pk"))
        .values_list("place", "number")
        for place, (one, side) in enumerate(sides)
    ]
    numbers = dict(counts[0].union(*counts[1:], all=True))
    return [(one, side, numbers[place]) for place, (one, side) in enumerate(sides) if numbers.get(place)]


def columns(belonging: Belonging, side: Side) -> list[Any]:
    """The fields that this side is told of."""
    model = apps.get_model(belonging.model)
    fields = [one for one in model._meta.concrete_fields if one.name not in belonging.untold]
    return [one for one in fields if not side.only or one.name in side.only]
