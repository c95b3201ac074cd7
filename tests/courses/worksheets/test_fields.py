"""What each kind of field takes, refuses and says."""

import pytest

from courses.worksheets import FIELD_KINDS, FieldError
from tests.courses.worksheets.fields import CHECKLIST, CONTACT, DAY, LIST, LONG, SCALE, SHORT, TABLE


def read(field, **posted):
    return FIELD_KINDS[field["kind"]].read(field, posted, prefix="f")


def refused(field, **posted):
    with pytest.raises(FieldError) as caught:
        read(field, **posted)
    return caught.value


def words(field, value):
    return FIELD_KINDS[field["kind"]].words(field, value)


def codes(field, **changes):
    return [problem.code for problem in FIELD_KINDS[field["kind"]].problems(field | changes)]


@pytest.mark.parametrize(("field", "longest"), [(SHORT, 200), (LONG, 4000)], ids=["short", "long"])
def test_a_text_may_be_just_as_long_as_the_format_says(field, longest):
    assert read(field, f=["x" * longest]) == "x" * longest
    error = refused(field, f=["x" * (longest + 1)])
    assert (error.code, error.kept) == ("too-long", "x" * (longest + 1))


def test_too_long_says_by_how_much():
    assert (
        str(refused(LONG, f=["x" * 4100]))
        == "This has 4,100 characters; there is room for 4,000. Please make it shorter."
    )


def test_a_line_end_counts_once_and_ends_are_trimmed():
    assert read(LONG, f=["  one\r\ntwo \r\n"]) == "one\ntwo"


def test_two_texts_under_one_name_are_refused_and_both_kept():
    error = refused(SHORT, f=["one", "two"])
    assert (error.code, error.kept) == ("twice", "one\ntwo")
    assert read(SHORT, f=["one", "", "one"]) == "one"


def test_blank_lines_of_a_list_close_up():
    assert read(LIST, f=["a", " ", "b"]) == ["a", "b"]
    assert [control.value for control in FIELD_KINDS["list"].inputs(LIST, ["a", "b"])] == ["a", "b", ""]


def test_a_list_with_too_many_or_too_long_lines_is_refused_and_kept():
    error = refused(LIST, f=["a", "b", "c", "d"])
    assert (error.code, error.kept) == ("too-many", ["a", "b", "c", "d"])
    assert len(FIELD_KINDS["list"].inputs(LIST, error.kept)) == 4
    assert refused(LIST, f=["a", "x" * 501]).message.startswith("Line 2 has 501 characters")


@pytest.mark.parametrize("wrong", ["11", "-1", "3.5", "seven", "²", "٣", "07"])
def test_a_scale_takes_whole_numbers_from_0_to_10(wrong):
    assert refused(SCALE, f=[wrong]).code == "not-on-scale"
    assert [read(SCALE, f=[str(number)]) for number in (0, 10)] == [0, 10]


def test_zero_on_a_scale_is_an_answer():
    assert not FIELD_KINDS["scale"].is_empty(0)
    assert words(SCALE, 0) == ["0 (0: Not sure, 10: Very sure)"]


def test_a_table_keeps_the_place_of_its_cells():
    value = read(TABLE, **{"f-r2-c1": ["Monday"]})
    assert value == [["", ""], ["Monday", ""]]
    assert words(TABLE, value) == ["When: Monday"]


def test_text_in_a_cell_that_the_table_does_not_have_is_not_dropped_in_silence():
    assert refused(TABLE, **{"f-r3-c1": ["lost?"]}).code == "not-in-table"
    assert read(TABLE, **{"f-r3-c1": [" "], "f2-r9-c9": ["another field"]}) is None


def test_a_cell_that_is_too_long_is_named():
    assert refused(TABLE, **{"f-r2-c2": ["x" * 501]}).message.startswith("Row 2, “What”, has 501 characters")


def test_a_table_that_grew_shows_what_was_written_before():
    inputs = FIELD_KINDS["table"].inputs(TABLE | {"rows": 3}, [["a", "b"], ["c", "d"]])
    assert [control.value for control in inputs] == ["a", "b", "c", "d", "", ""]


def test_ticked_options_come_in_the_order_of_the_field():
    assert read(CHECKLIST, f=["o3", "o1", "o3"]) == ["o1", "o3"]
    assert words(CHECKLIST, ["o1", "o3"]) == ["Option 1", "Option 3"]
    assert refused(CHECKLIST, f=["o1", "x"]).code == "not-an-option"


@pytest.mark.parametrize("written", ["2027-03-14", "3/14/2027", "03/14/2027", " 2027-3-14 "])
def test_a_day_is_read_as_browsers_and_as_people_write_it(written):
    assert read(DAY, f=[written]) == "2027-03-14"


@pytest.mark.parametrize("wrong", ["2027-02-30", "14/3/2027", "tomorrow", "0000-01-01", "20270314"])
def test_what_is_no_day_is_refused_and_kept(wrong):
    error = refused(DAY, f=[wrong])
    assert (error.code, error.kept) == ("not-a-date", wrong)
    assert words(DAY, "2027-03-14") == ["March 14, 2027"]


def test_a_contact_may_be_filled_in_part():
    value = read(CONTACT, **{"f-name": ["Ana"], "f-how": ["Calls me"]})
    assert value == {"name": "Ana", "phone": "", "how": "Calls me"}
    assert words(CONTACT, value) == ["Ana", "Calls me"]
    assert refused(CONTACT, **{"f-name": ["x" * 201]}).kept["name"] == "x" * 201


@pytest.mark.parametrize(
    ("field", "changes", "code"),
    [
        (LIST, {"max_items": 1}, "out-of-range"),
        (LIST, {"max_items": 11}, "out-of-range"),
        (LIST, {"max_items": "3"}, "out-of-range"),
        (SCALE, {"low_label": " "}, "no-end-label"),
        (TABLE, {"columns": ["One"]}, "columns"),
        (TABLE, {"columns": ["Same", "same"]}, "columns"),
        (TABLE, {"columns": ["a", "b", "c", "d", "e"]}, "columns"),
        (TABLE, {"rows": 11}, "out-of-range"),
        (CHECKLIST, {"options": []}, "no-options"),
        (CHECKLIST, {"options": [{"id": "a", "text": ""}]}, "option-texts"),
        (CHECKLIST, {"options": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "option-ids"),
    ],
)
def test_what_an_author_should_mend_is_named(field, changes, code):
    assert codes(field, **changes) == [code]
