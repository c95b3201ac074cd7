"""A QR code as a drawing in the page itself: one path, no style, nothing to fetch."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString


def svg(text: str, words: str) -> SafeString:
    """`words` say to a screen reader what it is. Black on white by its own class, in the dark and on paper too."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M)  # with the quiet zone of four that readers want
    code.add_data(text)
    matrix = code.get_matrix()
    size = len(matrix)
    drawn = '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>'
    return format_html(drawn, size, words, "".join(path(row, y) for y, row in enumerate(matrix)))


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
