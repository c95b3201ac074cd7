"""YAML with fewer surprises, read with line numbers and written so that reading it again gives the same data.

Only true, false, null and whole numbers are anything but text. Repeated keys, empty values, anchors, tags are errors.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from cms.texts import TextError

Path = tuple[str | int, ...]
WORDS = {"true": True, "false": False, "null": None}
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
ODD_BREAKS = re.compile("[\\x85\\u2028\\u2029\\ufeff]")  # YAML 1.1 takes these for line breaks
DEEPEST = 20
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ADVICE = {
    "mapping values are not allowed": 'Put a value that holds ": " in quotes.',
    "cannot start any token": "Quote a value that begins with a special character, and indent with spaces, not tabs.",
    "found a tab character": "Indent with spaces, not tabs.",
    "could not find expected ':'": "A name needs a colon and a space after it.",
    "did not find expected": "The indentation, a quote or a bracket is not right here.",
}


@dataclass(frozen=True)
class Loaded:
    """What a text holds (dicts, lists, str, int, bool, None), and the line of each part by its path."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the part at `path`, or of the nearest part around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str, first_line: int = 1) -> Loaded:
    """Read one YAML document whose first line is `first_line` of its file. Raises TextError."""
    try:
        events = list(yaml.parse(text, Loader=PARSER))
    except yaml.YAMLError as error:
        raise _as_text_error(error, first_line) from error
    starts = [event for event in events if isinstance(event, yaml.DocumentStartEvent)]
    if len(starts) != 1:
        message = "Only one document is allowed: remove the ---." if starts else "Nothing is written here."
        raise TextError(first_line, message)
    reader = _Reader(iter(events), first_line)
    return Loaded(reader.document(), reader.lines)


def _as_text_error(error: yaml.YAMLError, first_line: int) -> TextError:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", error))
    advice = next((text for sign, text in ADVICE.items() if sign in problem), problem[:1].upper() + problem[1:] + ".")
    return TextError(first_line + (mark.line if mark else 0), f"This is not YAML. {advice}")


class _Reader:
    """Builds data from YAML events and notes the line of each part."""

    def __init__(self, events: Iterator[yaml.Event], first_line: int) -> None:
        self.events = events
        self.first_line = first_line
        self.lines: dict[Path, int] = {}

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                return self.value(next(self.events), ())
        return None

    def line_of(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def value(self, event: Any, path: Path) -> Any:
        line = self.line_of(event)
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise TextError(line, "Names with & and * are not supported: put a value that begins with one in quotes.")
        if event.tag:
            raise TextError(line, "Tags with ! are not supported: put a value that begins with one in quotes.")
        if len(path) > DEEPEST:
            raise TextError(line, "This is nested too deeply.")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, line)
        return self.sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value(event, (*path, len(values))))
        return values

    def mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = self.line_of(event)
            if not isinstance(event, yaml.ScalarEvent) or not event.value:
                raise TextError(line, "A name is wanted here.")
            name = event.value
            if name in values:
                raise TextError(line, f"{name!r} is given twice.")
            self.lines[*path, name] = line
            values[name] = self.value(next(self.events), (*path, name))
        return values


def _scalar(event: Any, line: int) -> Any:
    if event.style:  # quoted or a block
        return event.value
    if event.value in WORDS:
        return WORDS[event.value]
    if event.value == "":
        raise TextError(line, 'Nothing is written here. Write "" for an empty text, [] for an empty list, or null.')
    return int(event.value) if WHOLE_NUMBER.fullmatch(event.value) else event.value


WIDTH, LONGEST_ON_ONE_LINE = 120, 96  # characters


class _Writer(yaml.SafeDumper):
    """Keeps the standard dumper's quoting, so that other YAML readers also get text where text is meant."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def choose_scalar_style(self) -> str:
        """Prefer "double" to 'single' quotes, in which people's apostrophes would have to be doubled."""
        style, event = str(super().choose_scalar_style()), self.event
        text = event.value if isinstance(event, yaml.ScalarEvent) else ""
        return '"' if style == "'" and not re.search(r'["\\]', text) else style

    def represent(self, data: Any) -> None:
        node = self.represent_data(data)
        for child in _children(node):
            _lay_out(child)
        self.serialize(node)


def _write_text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > 90 else None
    style = '"' if ODD_BREAKS.search(text) else style
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _lay_out(node: yaml.Node) -> None:
    """Put what is short on one line: [one, two] and {label: One, text: Two}."""
    children = _children(node)
    for child in children:
        _lay_out(child)
    if isinstance(node, yaml.CollectionNode):
        flat = all(isinstance(child, yaml.ScalarNode) and child.style not in ("|", ">") for child in children)
        node.flow_style = flat and sum(len(child.value) + 2 for child in children) <= LONGEST_ON_ONE_LINE


_Writer.add_representer(str, _write_text)
_Writer.add_representer(tuple, _Writer.represent_list)


def dump(data: Any) -> str:
    """Write data so that `load` gives it back: `load(dump(data)).data == data`."""
    return yaml.dump(data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
