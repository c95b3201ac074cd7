"""Why somebody stands on the list: each rule at its edge, with pauses, own starts and time zones."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from learners.models import AttentionRules
from learners.overview import attention
from learners.overview.attention import Facts, Reason
from learners.planning.plan import Pause

CHICAGO = ZoneInfo("America/Chicago")
START = date(2027, 3, 1)
DAY = timedelta(days=1)
MODULE = UUID(int=7)


def rules(**changed) -> AttentionRules:
    return AttentionRules(**changed)


def facts(days: int = 0, **known) -> Facts:
    """Of somebody who started so many days ago, and for whom something stands open since the start."""
    usual = {"zone": CHICAGO, "today": START + days * DAY, "starts_on": START, "waiting_since": START}
    return Facts(**{**usual, **known})


def noon(known: Facts) -> datetime:
    return datetime(known.today.year, known.today.month, known.today.day, 12, tzinfo=known.zone)


def found(known: Facts, **changed) -> list[str]:
    return [reason.rule for reason in attention.reasons(known, rules(**changed), noon(known))]


def reason(known: Facts, **changed) -> Reason:
    (one,) = attention.reasons(known, rules(**changed), noon(known))
    return one


# --- nothing opened -------------------------------------------------------------------------------------------------


def test_nothing_opened_counts_from_the_start_for_who_never_opened_anything():
    assert found(facts(6)) == []
    assert found(facts(7)) == ["quiet"]
    assert reason(facts(9)) == Reason("quiet", "2027-03-01", START + 7 * DAY)


def test_it_counts_from_the_last_opening():
    known = facts(20, last_on=START + 13 * DAY)
    assert reason(known) == Reason("quiet", "2027-03-14", known.today, day=START + 13 * DAY)
    assert found(facts(20, last_on=START + 14 * DAY)) == []


def test_who_joined_yesterday_is_not_on_it_however_long_the_group_exists():
    assert found(facts(0)) == []
    assert found(facts(-1)) == []


def test_whoever_has_nothing_open_is_left_alone():
    assert found(facts(40, waiting_since=None)) == []


def test_the_clock_begins_when_there_is_something_to_open():
    """Somebody who did the whole week on its first day is not late when the next week opens."""
    known = facts(14, last_on=START + 5 * DAY, waiting_since=START + 14 * DAY)
    assert found(known) == []
    assert found(facts(21, last_on=START + 5 * DAY, waiting_since=START + 14 * DAY)) == ["quiet"]


def test_a_pause_stops_the_clock():
    away = (Pause(START + 4 * DAY, START + 14 * DAY),)
    assert found(facts(16, pauses=away)) == []
    assert reason(facts(17, pauses=away)).since == START + 17 * DAY


def test_nobody_who_is_away_is_asked_for():
    known = facts(30, pauses=(Pause(START + 20 * DAY),), tries={MODULE: (START, START)}, safety=(MODULE,))
    assert known.is_paused
    assert found(known) == []


def test_on_the_day_back_the_person_is_there_again():
    known = facts(10, pauses=(Pause(START + 2 * DAY, START + 10 * DAY),))
    assert not known.is_paused


def test_a_rule_that_is_off_finds_nobody():
    off = {"quiet_days": 0, "missed_sessions": 0, "failed_attempts": 0, "safety_hours": 0, "reviews": False}
    missed = tuple((START + n * DAY, "absent") for n in range(5))
    known = facts(60, sessions=missed, tries={MODULE: (START,) * 5}, safety=(MODULE,), review_on=START)
    assert len(found(known)) == 5
    assert found(known, **off) == []


# --- sessions missed ------------------------------------------------------------------------------------------------


def sessions(*statuses: str) -> tuple:
    return tuple((START + number * DAY, status) for number, status in enumerate(statuses))


@pytest.mark.parametrize(
    ("statuses", "number"),
    [
        (("absent", "absent"), 2),
        (("excused", "absent", "excused"), 3),
        (("present", "absent", "absent"), 2),
        (("absent", "absent", "present", "absent", "excused"), 2),
    ],
)
def test_sessions_missed_in_a_row_are_counted(statuses, number):
    known = facts(6, sessions=sessions(*statuses))
    assert reason(known).number == number
    assert reason(known).day == START + (len(statuses) - 1) * DAY


@pytest.mark.parametrize(
    "statuses",
    [(), ("absent",), ("absent", "made-up"), ("absent", "absent", "late"), ("absent", "made-up", "absent")],
)
def test_one_missed_made_up_or_long_past_is_no_reason(statuses):
    assert found(facts(6, sessions=sessions(*statuses))) == []


def test_it_holds_since_the_session_that_made_it_true_and_is_about_the_last():
    one = reason(facts(6, sessions=sessions("present", "absent", "absent", "absent")))
    assert one.since == START + 2 * DAY
    assert one.about == (START + 3 * DAY).isoformat()


def test_what_fell_into_a_pause_was_not_missed():
    away = (Pause(START + DAY, START + 3 * DAY),)
    assert found(facts(6, pauses=away, sessions=sessions("absent", "excused", "excused"))) == []


# --- check-ins ------------------------------------------------------------------------------------------------------


def test_tries_without_passing_are_a_reason_for_each_module():
    other = uuid4()
    known = facts(3, tries={MODULE: (START, START + DAY, START + 2 * DAY), other: (START,)})
    assert reason(known) == Reason("tries", f"{MODULE}:3", START + DAY, number=3, module=MODULE)


def test_another_try_is_a_new_fact():
    about = {reason(facts(3, tries={MODULE: (START,) * number})).about for number in (2, 3, 4)}
    assert len(about) == 3


# --- reviews --------------------------------------------------------------------------------------------------------


def test_a_review_is_told_from_the_day_after_on():
    assert found(facts(5, review_on=START + 5 * DAY)) == []
    assert reason(facts(6, review_on=START + 5 * DAY)) == Reason(
        "review", "2027-03-06", START + 6 * DAY, day=START + 5 * DAY
    )


def test_a_review_is_told_of_somebody_who_is_away_too():
    assert found(facts(6, review_on=START, pauses=(Pause(START + DAY),))) == ["review"]


# --- what comes first -----------------------------------------------------------------------------------------------


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=CHICAGO)


def safety(known: Facts, now: datetime, hours: int = 48) -> list[str]:
    asked = attention.reasons(known, rules(quiet_days=0, safety_hours=hours), now)
    return [reason.rule for reason in asked]


def test_the_hours_run_from_the_end_of_the_first_day():
    """The person's own page says "by Wednesday" to somebody who starts on Monday; staff hear of it on Thursday."""
    assert safety(facts(2, safety=(MODULE,)), at("2027-03-03T23:59")) == []
    assert safety(facts(3, safety=(MODULE,)), at("2027-03-04T00:00")) == ["safety"]


def test_hours_that_are_no_whole_days_count_too():
    assert safety(facts(1, safety=(MODULE,)), at("2027-03-02T11:59"), hours=12) == []
    assert safety(facts(1, safety=(MODULE,)), at("2027-03-02T12:00"), hours=12) == ["safety"]


def test_hours_are_hours_when_the_clocks_change():
    """In Chicago March 14, 2027 has no 2 o'clock: six hours after midnight it is 7."""
    known = facts(13, starts_on=date(2027, 3, 13), safety=(MODULE,))
    assert safety(known, at("2027-03-14T06:59"), hours=6) == []
    assert safety(known, at("2027-03-14T07:00"), hours=6) == ["safety"]


def test_the_day_is_that_of_the_group_wherever_the_server_is():
    """At 3 o'clock in London on Thursday it is still Wednesday in Chicago."""
    known = facts(2, safety=(MODULE,))
    assert safety(known, datetime(2027, 3, 4, 3, tzinfo=UTC)) == []
    assert safety(known, datetime(2027, 3, 4, 6, tzinfo=UTC)) == ["safety"]


def test_a_pause_stops_these_hours_too():
    known = facts(9, safety=(MODULE,), pauses=(Pause(START + DAY, START + 8 * DAY),))
    assert safety(known, at("2027-03-10T12:00")) == []
    assert safety(facts(10, safety=(MODULE,), pauses=known.pauses), at("2027-03-11T12:00")) == ["safety"]


# --- all of them ----------------------------------------------------------------------------------------------------


def test_the_longest_comes_first():
    known = facts(30, safety=(MODULE,), sessions=sessions("absent", "absent"), review_on=START + 20 * DAY)
    assert found(known) == ["missed-sessions", "safety", "quiet", "review"]


def test_the_same_facts_give_equal_reasons_on_another_day_so_that_seen_stays_seen():
    known = {"last_on": START, "sessions": sessions("absent", "absent"), "safety": (MODULE,), "review_on": START}
    first, later = facts(12, **known), facts(25, **known)
    assert attention.reasons(first, rules(), noon(first)) == attention.reasons(later, rules(), noon(later))


def test_before_the_own_start_nobody_is_on_it():
    assert found(facts(-1, review_on=START - 9 * DAY, sessions=sessions("absent", "absent"))) == []
