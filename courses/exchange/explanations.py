"""What is said to each line of an order or match travels in the feedback on the whole question, a line for each.

Neither format has a place of its own for it. A feedback that others wrote is given to every line.
"""

from collections.abc import Sequence

from courses.exchange.questions import Item, Pair, Question


def together(question: Question) -> str:
    """ "1. Call 911: it brings help." for an order, "Left – right: why." for a match; empty where nothing is said."""
    lines = [(f"{at}. {item.text}", item.why) for at, item in enumerate(question.items, 1)]
    lines += [(f"{pair.left} – {pair.right}", pair.why) for pair in question.pairs]
    return "\n".join(f"{head}: {why}" for head, why in lines) if any(why for _, why in lines) else ""


def items(texts: Sequence[str], feedback: str) -> tuple[Item, ...]:
    whys = _apart([f"{at}. {text}" for at, text in enumerate(texts, 1)], feedback)
    return tuple(Item(text, why) for text, why in zip(texts, whys, strict=True))


def pairs(sides: Sequence[tuple[str, str]], feedback: str) -> tuple[Pair, ...]:
    whys = _apart([f"{left} – {right}" for left, right in sides], feedback)
    return tuple(Pair(left, right, why) for (left, right), why in zip(sides, whys, strict=True))


def _apart(heads: Sequence[str], feedback: str) -> list[str]:
    lines = feedback.split("\n")
    if len(lines) == len(heads) and all(line.startswith(f"{head}: ") for line, head in zip(lines, heads, strict=True)):
        return [line.removeprefix(f"{head}: ") for line, head in zip(lines, heads, strict=True)]
    return [feedback] * len(heads)
