"""A whole worksheet."""

from courses.worksheets import read_sheet
from tests.courses.worksheets.fields import LIST, LONG, SCALE

SHEET = {"title": "My plan", "fields": [LONG, LIST, SCALE]}


def test_one_bad_field_keeps_no_other_from_being_saved():
    values, errors = read_sheet(SHEET, {"f-long_text": ["hope"], "f-scale": ["many"]})
    assert values == {"f-long_text": "hope", "f-list": None}
    assert list(errors) == ["f-scale"]


def test_saving_a_part_leaves_the_other_fields_alone():
    assert read_sheet(SHEET, {"f-scale": ["3"]}, only={"f-scale"}).values == {"f-scale": 3}
