"""A QR code as a drawing in the page itself: one path, no style, nothing to fetch."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

PAPER = '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>'
SCREEN = (  # black on white in the dark too, so that every phone can read it
    '<svg viewBox="0 0 {0} {0}" width="{3}" height="{3}" role="img" aria-label="{1}">'
    '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>'
)


def svg(text: str, words: str, pixels: int = 0) -> SafeString:
    """`words` say to a screen reader what it is. For paper, or so many pixels wide for a screen."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M)  # with the quiet zone of four that readers want
    code.add_data(text)
    matrix = code.get_matrix()
    size = len(matrix)
    dark = "".join(path(row, y) for y, row in enumerate(matrix))
    return format_html(SCREEN if pixels else PAPER, size, words, dark, pixels)


def path(row: Sequence[bool], y: int) -> str:
    """Each run of dark squares in a row as one box."""
    boxes, x = [], 0
    while x < len(row):
        run = 0
        while x + run < len(row) and row[x + run]:
            run += 1
        if run:
            boxes.append(f"M{x} {y}h{run}v1h-{run}z")
        x += run or 1
    return "".join(boxes)
