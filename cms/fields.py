"""A stream of blocks whose definition stays out of migrations: rewording a label is no change of the database."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Migrations see an empty stream, so a data migration must work on the raw JSON text, never on block values."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
