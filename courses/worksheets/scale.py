"""A whole number from 0 to 10 between two named ends. The value is the number."""

from collections.abc import Iterator

from courses.problems import Problem
from courses.worksheets.contract import Field, FieldError, FieldKind, Input, Posted, Value, texts

HIGHEST = 10
STEPS = tuple(str(step) for step in range(HIGHEST + 1))


class Scale(FieldKind):
    name = "scale"

    def read(self, field: Field, posted: Posted, prefix: str | None = None) -> int | None:
        chosen = sorted(set(texts(posted, prefix or field["id"])))
        if not chosen:
            return None
        if len(chosen) > 1 or chosen[0] not in STEPS:
            raise FieldError(chosen[0], "not-on-scale", "Pick one number from 0 to {highest}.", highest=HIGHEST)
        return int(chosen[0])

    def inputs(self, field: Field, value: Value | None, prefix: str | None = None) -> tuple[Input, ...]:
        return tuple(Input(prefix or field["id"], step, label=step, checked=str(value) == step) for step in STEPS)

    def words(self, field: Field, value: Value | None) -> list[str]:
        if value is None:
            return []
        return [f"{value} (0: {field['low_label']}, {HIGHEST}: {field['high_label']})"]

    def _own_problems(self, field: Field) -> Iterator[Problem]:
        for name in ("low_label", "high_label"):
            if not str(field.get(name) or "").strip():
                yield Problem("no-end-label", "The scale has no {name}.", name=name)
