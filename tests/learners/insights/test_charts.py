"""Bars: as long as their share, with a dashed part where it is a range, and in words for who does not see them."""

from learners.insights.charts import Bar, bars


def test_a_bar_is_as_long_as_its_share():
    half, whole, none = bars([Bar("A", 5, 10), Bar("B", 10, 10), Bar("C", 0, 10)]).rows
    assert (half.length * 2, none.length) == (whole.length, 0)
    assert [row.maybe for row in (half, whole, none)] == [0, 0, 0]
    assert half.top < whole.top < none.top


def test_a_range_goes_on_as_a_maybe():
    [row] = bars([Bar("A", 5, 10, up_to=10)]).rows
    assert row.maybe == row.length
    assert row.maybe_from == 34 + row.length


def test_what_may_not_be_told_has_no_bar():
    [row] = bars([Bar("A", None, 10, up_to=9, words="not shown")]).rows
    assert (row.length, row.maybe) == (0, 0)


def test_more_than_all_and_nobody_do_not_break_it():
    over, nobody = bars([Bar("A", 12, 10), Bar("B", 0, 0)]).rows
    assert (over.length, nobody.length) == (190, 0)


def test_its_words_name_each_row():
    assert bars([Bar("A", 5, 10, words="50 %"), Bar("B", 5, 10, words="not shown")]).words == "A: 50 %; B: not shown"
    assert bars([]).height == 0
