"""Hidden counts stay hidden: every small table is taken apart by somebody who knows the rules and all that is told."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.insights.small_numbers import FEWEST, Told, gives_nothing_away, told

FEW = set(range(FEWEST))
cells = st.lists(st.integers(0, 60), min_size=2, max_size=7).filter(lambda counts: sum(counts) >= FEWEST)


def tables(people: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can stand in so many cells."""
    if cells == 1:
        yield (people,)
        return
    for count in range(people + 1):
        for rest in tables(people - count, cells - 1):
            yield (count, *rest)


# --- what is told ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([12, 9], [(12, 12), (9, 9)]),
        ([18, 2], [(16, 20), (0, 4)]),
        ([2, 18], [(0, 4), (16, 20)]),
        ([20, 7, 1], [(17, 21), (7, 7), (0, 4)]),
        ([20, 3, 3], [(18, 26), (0, 4), (0, 4)]),
        ([20, 3, 2, 1], [(20, 20), (0, 4), (0, 4), (0, 4)]),
        ([24, 1, 0, 1, 0], [(22, 26), (0, 4), (0, 4), (0, 4), (0, 4)]),
        ([1, 20, 6], [(0, 4), (17, 21), (6, 6)]),
    ],
)
def test_a_small_count_is_hidden_and_another_becomes_a_range(counts, said):
    assert [(one.low, one.high) for one in told(counts)] == said


@pytest.mark.parametrize("counts", [[5, 0], [7, 1], [4, 4], [3, 3, 3], [5, 3, 0], [4, 4, 4, 4], [20, 3, 3, 3]])
def test_nothing_is_told_where_a_range_would_not_hide_it(counts):
    assert told(counts) is None


@given(cells)
def test_what_is_told_is_true_and_no_small_count_is_among_it(counts):
    said = told(counts)
    for count, one in zip(counts, said or (), strict=False):
        assert one.low <= count <= one.high
        assert one.is_few == (count < FEWEST)
        assert not one.is_exact or count >= FEWEST
        assert one.percents[0] <= 100 * count / one.out_of + 0.5
        assert one.percents[1] >= 100 * count / one.out_of - 0.5


@given(cells)
def test_the_rest_of_the_people_never_gives_a_small_count_away(counts):
    said = told(counts)
    if said is None:
        return
    for place, one in enumerate(said):
        if one.is_few:
            others = [other for at, other in enumerate(said) if at != place]
            low = sum(counts) - sum(other.high for other in others)
            high = sum(counts) - sum(other.low for other in others)
            assert low <= 0
            assert high >= FEWEST - 1


# --- taking it apart ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cells", "most"), [(2, 40), (3, 30), (4, 18), (5, 13)])
def test_whoever_knows_the_rules_cannot_reckon_a_hidden_count(cells, most):
    """All tables that look the same from outside: in each hidden cell there may be nobody, one, two, three or four."""
    for people in range(FEWEST, most):
        alike = defaultdict(list)
        for table in tables(people, cells):
            alike[told(table)].append(table)
        for said, candidates in alike.items():
            for place in range(cells):
                possible = {table[place] for table in candidates}
                if said is None:
                    assert len(possible) >= 4, (people, candidates)
                elif said[place].is_few:
                    assert possible == FEW, (people, said, possible)


def test_without_the_range_it_could_be_reckoned():
    """The test above can fail: hiding one cell alone is found out."""

    def naive(table):
        return tuple(None if count < FEWEST else count for count in table)

    alike = defaultdict(set)
    for table in tables(20, 3):
        alike[naive(table)].add(table)
    assert min(len(candidates) for candidates in alike.values()) == 1


@pytest.mark.parametrize(("parts", "people", "fewest"), [(2, 14, 1), (3, 10, 1), (3, 10, 2), (3, 11, 2)])
def test_parts_of_an_answer_do_not_give_each_other_away(parts, people, fewest):
    """People by which parts they had not right: all crowds that look alike leave each hidden part open."""
    patterns = [one for one in product((0, 1), repeat=parts) if sum(one) == 0 or sum(one) >= fewest]
    alike = defaultdict(list)
    for crowd in tables(people, len(patterns)):
        wrong = [sum(n for n, pattern in zip(crowd, patterns, strict=True) if pattern[part]) for part in range(parts)]
        whole = told([crowd[0], people - crowd[0]])
        each = [told([people - count, count])[1] for count in wrong]
        if gives_nothing_away(whole[1], each, fewest):
            alike[(whole, *each)].append(wrong)
    assert alike
    for (_, *each), candidates in alike.items():
        for part, one in enumerate(each):
            if one.is_few:
                assert {wrong[part] for wrong in candidates} == FEW, (each, candidates)


def test_parts_that_could_be_reckoned_are_not_told():
    twelve = Told(12, 12, 30)
    assert not gives_nothing_away(twelve, [Told(5, 5, 30), Told(5, 5, 30), Told(0, 4, 30)])  # at least two
    assert gives_nothing_away(twelve, [Told(8, 8, 30), Told(6, 6, 30), Told(0, 4, 30)])
