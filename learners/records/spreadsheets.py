"""Tables as files for a spreadsheet: CSV in UTF-8 with its mark, and XLSX. No cell can become a formula.

Knows nothing of what stands in the cells.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import IO

MARK = "\N{BYTE ORDER MARK}"
ROWS_AT_ONCE = 500
IN_MEMORY = 2_000_000  # bytes of a workbook; beyond that it goes through a file on disk
# What a spreadsheet takes as the beginning of a formula, in the forms of other scripts as well (OWASP, CSV injection).
BEGINS_A_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Row = Iterable[object]


def safe(value: object) -> object:
    """Text that could begin a formula gets an apostrophe; numbers stay numbers. Nothing else is changed."""
    if value is None or value == "" or isinstance(value, int | float):
        return value
    if isinstance(value, str) and value[0].isalnum() and value.isprintable():  # most cells, at a tenth of the cost
        return value
    text = NOT_IN_A_CELL.sub("", str(value))
    begins = text[:1] in BEGINS_A_FORMULA or text.lstrip()[:1] in BEGINS_A_FORMULA
    return f"'{text}" if text and begins else text


def csv_chunks(rows: Iterable[Row]) -> Iterator[str]:
    """The file in pieces of some hundred rows, each cell in quotes: a semicolon cannot begin a new one."""
    buffer = StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    buffer.write(MARK)
    for number, row in enumerate(rows, 1):
        writer.writerow([safe(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def workbook(rows: Iterable[Row], title: str) -> IO[bytes]:
    """An open file at its beginning; whoever gets it closes it. All text is written as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for value in map(safe, row):
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula or an error, whatever it looks like
            cells.append(cell)
        sheet.append(cells)
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 — the answer closes it
    book.save(file)
    file.seek(0)
    return file
