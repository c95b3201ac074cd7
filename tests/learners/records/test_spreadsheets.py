"""Tables as files: a spreadsheet reads them, and takes nothing in them for a formula."""

import csv
import zipfile
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from learners.records import spreadsheets

DANGERS = "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
ATTACKS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1;2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\x00=1+1",
    "＝1+1",
    '=HYPERLINK("http://example.org","x")',
]
texts = st.text(max_size=40) | st.builds("{}{}".format, st.sampled_from(DANGERS), st.text(max_size=20))
tables = st.lists(st.lists(texts | st.integers() | st.none(), min_size=1, max_size=6), min_size=1, max_size=6)


def read_csv(text: str) -> list[list[str]]:
    assert text[0] == spreadsheets.MARK
    return list(csv.reader(StringIO(text[1:], newline="")))


def is_dangerous(cell: str) -> bool:
    return cell.lstrip(" ")[:1] in set(spreadsheets.BEGINS_A_FORMULA)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_could_begin_a_formula_is_marked_as_text(attack):
    assert spreadsheets.safe(attack).startswith("'")


@pytest.mark.parametrize("harmless", ["Ana Example", "9:00 a.m.", "100%", "a=b", "", 3, -5, None, "'quoted'"])
def test_the_rest_stays_as_it_is(harmless):
    assert spreadsheets.safe(harmless) == harmless


@given(tables)
def test_no_cell_of_a_csv_begins_a_formula_and_none_is_lost(table):
    cells = read_csv("".join(spreadsheets.csv_chunks(table)))
    assert [len(row) for row in cells] == [len(row) for row in table]
    for row, given_row in zip(cells, table, strict=True):
        for cell, value in zip(row, given_row, strict=True):
            if isinstance(value, str):
                assert cell == "" or not is_dangerous(cell), value
            else:
                assert cell == ("" if value is None else str(value))


@given(tables)
def test_no_cell_of_a_workbook_is_a_formula(table):
    with spreadsheets.workbook(table, "Record") as file:
        sheet = load_workbook(file)["Record"]
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr"), cell.value
                assert not (isinstance(cell.value, str) and is_dangerous(cell.value)), cell.value
        file.seek(0)
        with zipfile.ZipFile(file) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_an_error_code_is_text_in_a_workbook():
    with spreadsheets.workbook([["#REF!", "#N/A"]], "Record") as file:
        assert [cell.data_type for cell in load_workbook(file)["Record"][1]] == ["s", "s"]


def test_a_long_table_comes_in_pieces():
    pieces = list(spreadsheets.csv_chunks([number, "x"] for number in range(1200)))
    assert len(pieces) == 3
    assert len(read_csv("".join(pieces))) == 1200


def test_a_semicolon_or_quote_does_not_break_out_of_its_cell():
    assert read_csv("".join(spreadsheets.csv_chunks([["a;=1+1", 'b"c', "d\ne"]]))) == [["a;=1+1", 'b"c', "d\ne"]]
