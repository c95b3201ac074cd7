"""Queries and writes whose SQL Django builds once: on the busiest pages building it costs more than running it.

The SQL, the models and the converters are Django's own; only the values change from call to call.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import RelatedPopulator, get_related_populators
from django.db.models.signals import post_init, pre_init

Row = TypeVar("Row", bound=Model)
SAMPLES: dict[type, Callable[[int], Any]] = {
    int: lambda number: 7_160_000_001 + number,
    str: lambda number: f"sample {number}",
    UUID: lambda number: UUID(int=0x5EED_0000_0001 + number),
}


class Prepared(Generic[Row]):
    """`build` takes one value of each of `kinds` (int, str, UUID) and returns a queryset; a call takes the same values.

    Where the SQL is shaped by a value (a list, None), make a queryset instead.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *kinds: type) -> None:
        self.build, self.kinds = build, kinds
        self.plan: _Plan[Row] | None = None

    def __call__(self, *values: Any) -> list[Row]:
        """All rows. One query."""
        if self.plan is None:
            self.plan = _Plan(self.build, self.kinds)
        return self.plan.rows(values)

    def first(self, *values: Any) -> Row | None:
        """The first row or None; `build` should limit itself to one."""
        return next(iter(self(*values)), None)


def quick(rows: QuerySet[Row]) -> list[Row]:
    """All rows of any queryset without prefetches, made as those of a prepared one: worth it from some hundred rows on.

    The SQL is built anew each time.
    """
    try:
        return _Plan(lambda: rows, ()).rows(())
    except EmptyResultSet:  # it asks for nothing, such as for one of an empty list
        return []


class _Plan(Generic[Row]):
    """What the compiler said once. It holds for every connection to the same kind of database."""

    def __init__(self, build: Callable[..., QuerySet[Row]], kinds: tuple[type, ...]) -> None:
        samples = [SAMPLES[kind](number) for number, kind in enumerate(kinds)]
        rows = build(*samples)
        compiler = rows.query.get_compiler(using=rows.db)
        self.sql, parameters = compiler.as_sql()
        self.places = _places(parameters, [_stored(sample) for sample in samples])
        told: dict[str, Any] = compiler.klass_info or {}
        fields = told["select_fields"]
        self.make, self.first, self.last = _maker(told["model"]), fields[0], fields[-1] + 1
        self.names = [compiler.select[place][0].target.attname for place in fields]
        self.related = get_related_populators(told, compiler.select, rows.db)  # type: ignore[call-arg] # of Django 6.1
        _hasten(self.related)
        self.converters = compiler.get_converters([column for column, _, _ in compiler.select])
        self.convert = compiler.apply_converters

    def rows(self, values: tuple[Any, ...]) -> list[Row]:
        stored = [_stored(value) for value in values]
        parameters = [fixed if place is None else stored[place] for place, fixed in self.places]
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found = cursor.fetchall()
        return [self._made(row) for row in (self.convert(found, self.converters) if self.converters else found)]

    def _made(self, row: Any) -> Row:
        made = self.make.from_db(DEFAULT_DB_ALIAS, self.names, row[self.first : self.last])
        for populator in self.related:
            populator.populate(row, made)
        return made


class _Maker:
    """Makes rows as `Model.from_db` does, and leaves out what is for values that did not come from the database: its
    loop over all fields, and signals that nobody hears. A column that was not asked for stays deferred.
    """

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def from_db(self, db: str, names: list[str], values: Any) -> Any:
        made = self.model.__new__(self.model)
        made._state = state = ModelState()
        state.adding, state.db = False, db
        made.__dict__.update(zip(names, values, strict=True))
        return made


def _maker(model: type[Model]) -> Any:
    """The model itself where it, or somebody who listens, does more than Django when a row is made."""
    own = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__  # type: ignore[attr-defined]
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    return model if own or heard else _Maker(model)


def _hasten(related: list[RelatedPopulator]) -> None:
    for populator in related:  # all that they ask of their model is `from_db`
        populator.model_cls = _maker(populator.model_cls)
        _hasten(populator.related_populators)


def _places(parameters: Any, samples: list[Any]) -> list[tuple[int | None, Any]]:
    """(which value, nothing) or (None, what is fixed), for each parameter of the SQL."""
    places: list[tuple[int | None, Any]] = [
        (samples.index(one), None) if one in samples else (None, one) for one in parameters
    ]
    if {place for place, _ in places if place is not None} != set(range(len(samples))):
        raise ValueError("A value of a prepared query does not stand in its SQL by itself.")
    return places


def _stored(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


# --- writes ---------------------------------------------------------------------------------------------------------


def insert(row: Model) -> None:
    """Store a new row. A key that the database gives is not read back. Sends no signals."""
    _run(_insertion(type(row), row.pk is not None), row)


def update(row: Model, *names: str) -> None:
    """Store these fields of a row that is there; all where none is named. Sends no signals."""
    _run(_change(type(row), names), row)


def run(sql: str, *values: Any) -> None:
    """A write in plain SQL that both databases understand; never with a value in the text itself."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [_stored(value) for value in values])


Statement = tuple[str, list[Any]]  # SQL, and the fields whose values it takes


@cache
def _insertion(model: type[Model], with_key: bool) -> Statement:
    fields = [one for one in model._meta.concrete_fields if with_key or not one.primary_key]
    columns, marks = ", ".join(_quoted(one.column) for one in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608


@cache
def _change(model: type[Model], names: tuple[str, ...]) -> Statement:
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and (not names or one.name in names)]
    changes, key = ", ".join(f"{_quoted(one.column)} = %s" for one in fields), model._meta.pk
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {changes} WHERE {_quoted(key.column)} = %s"  # noqa: S608
    return sql, [*fields, key]


def _run(statement: Statement, row: Model) -> None:
    sql, fields = statement
    with connection.cursor() as cursor:
        cursor.execute(sql, [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields])


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
