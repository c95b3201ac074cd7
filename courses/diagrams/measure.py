"""How wide a line of text is, and where it breaks. Pure.

The widths are those of Atkinson Hyperlegible Next at its normal weight, in hundredths of the type size; a system font
that stands in for it is about as wide, and `SPARE` leaves room for the difference.
"""

WIDTHS = {
    char: width
    for width, chars in {
        16: "'",
        21: ",.:;",
        25: "ijl|",
        29: ' !"()[]',
        35: "-frt/\\{}",
        40: "1I",
        46: "csvyzxk",
        52: "aeJ7*?_^~",
        56: "bdghnopquLFETSY<>",
        60: "023456789+=ABCDGHKNPRUVXZ$",
        71: "OQw&#@",
        84: "mMW%",
    }.items()
    for char in chars
}
TYPICAL = 60  # for letters that are not listed
BOLD = 1.05
SPARE = 1.04


def width(text: str, size: float, bold: bool = False) -> float:
    """In the unit of `size`."""
    return sum(WIDTHS.get(char, TYPICAL) for char in text) / 100 * size * SPARE * (BOLD if bold else 1)


def wrap(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Break at spaces so that each line fits into `room`. A single word that is wider stands alone, whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def balance(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Wrap into as few lines as fit, then narrow the room until the lines are about equally long."""
    best = wrap(text, size, room, bold)
    while room > size:
        room -= size / 4
        lines = wrap(text, size, room, bold)
        if len(lines) > len(best) or any(width(line, size, bold) > room for line in lines):
            return best
        best = lines
    return best
