"""Active minutes: no order changes them, they never exceed the time that went by, and days add up."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from learners.learning import minutes
from learners.learning.minutes import IDLE, LEAST

ZONE = ZoneInfo("America/Chicago")
ONE, OTHER = UUID(int=1), UUID(int=2)
START = datetime(2026, 10, 31, 12, tzinfo=UTC)  # the clocks go back on the first day after
SECOND = timedelta(seconds=1)

moments = st.lists(
    st.tuples(st.integers(0, 3 * 24 * 3600).map(lambda n: START + n * SECOND), st.sampled_from([ONE, OTHER])),
    max_size=40,
)
close = st.lists(
    st.tuples(st.integers(0, 1200).map(lambda n: START + n * SECOND), st.sampled_from([ONE, OTHER])), max_size=40
)


def total(some) -> timedelta:
    return sum(minutes.spent(some, ZONE).values(), timedelta())


def at(hour, minute=0, second=0, day=31):
    return datetime(2026, 10, day, hour, minute, second, tzinfo=ZONE).astimezone(UTC)


# --- properties -----------------------------------------------------------------------------------------------------


@given(close, st.randoms())
def test_the_order_in_which_moments_come_changes_nothing(some, chance):
    mixed = list(some)
    chance.shuffle(mixed)
    assert minutes.spent(mixed, ZONE) == minutes.spent(some, ZONE) == minutes.spent([*some, *some], ZONE)


@given(moments | close)
def test_it_is_never_more_than_the_time_that_went_by(some):
    times = [when for when, _ in some]
    by = max(times) - min(times) + LEAST if times else timedelta()
    assert timedelta() <= total(some) <= by


@given(moments | close)
def test_days_and_modules_add_up_to_the_whole(some):
    times = minutes.spent(some, ZONE)
    assert sum(minutes.by_day(times).values(), timedelta()) == total(some)
    assert sum(minutes.by_module(times).values(), timedelta()) == total(some)


@given(close, close)
def test_days_that_lie_apart_do_not_touch_each_other(some, others):
    later = [(when + timedelta(days=2), key) for when, key in others]
    assert total([*some, *later]) == total(some) + total(later)


@given(moments | close, st.tuples(st.integers(0, 3 * 24 * 3600), st.sampled_from([ONE, OTHER])))
def test_doing_more_never_takes_anything_away(some, more):
    assert total([*some, (START + more[0] * SECOND, more[1])]) >= total(some)


@given(moments)
def test_no_day_is_longer_than_it_is(some):
    assert all(time <= timedelta(hours=25) for time in minutes.by_day(minutes.spent(some, ZONE)).values())


# --- examples -------------------------------------------------------------------------------------------------------


def test_a_gap_up_to_the_cut_off_counts_and_a_longer_one_does_not():
    assert total([(at(9), ONE), (at(9) + IDLE, ONE)]) == IDLE
    assert total([(at(9), ONE), (at(9) + IDLE + SECOND, ONE)]) == 2 * LEAST


def test_a_moment_alone_has_the_least():
    assert total([(at(9), ONE)]) == LEAST
    assert total([(at(9), ONE), (at(9, 0, 20), ONE)]) == LEAST


def test_a_gap_belongs_to_the_module_in_which_it_began():
    times = minutes.spent([(at(9), ONE), (at(9, 3), OTHER), (at(9, 4), OTHER)], ZONE)
    assert minutes.by_module(times) == {ONE: timedelta(minutes=3), OTHER: timedelta(minutes=1)}


def test_midnight_is_that_of_the_group():
    night = [(at(23, 58, day=30), ONE), (at(0, 2, day=31), ONE)]
    days = minutes.by_day(minutes.spent(night, ZONE))
    assert days == {date(2026, 10, 31): timedelta(minutes=2), date(2026, 10, 30): timedelta(minutes=2)}
    assert list(days) == [date(2026, 10, 31), date(2026, 10, 30)]


def test_the_hour_that_comes_twice_is_no_hour_more():
    """On November 1, 2026 one o'clock comes twice: two minutes over the change are two minutes."""
    before = datetime(2026, 11, 1, 6, 59, tzinfo=UTC)  # 1:59 for the first time
    assert total([(before, ONE), (before + timedelta(minutes=2), ONE)]) == timedelta(minutes=2)


def test_whole_minutes_are_never_none_where_there_was_something():
    assert [minutes.whole(timedelta(seconds=n)) for n in (0, 10, 89, 100)] == [0, 1, 1, 2]


def test_nothing_is_nothing():
    assert minutes.spent([], ZONE) == {}
