"""One line a person: who is new, back or away, what is in the way and since when, and what could be done about it."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from courses.map import CardOutline
from learners.models import ModuleProgress
from learners.overview import huddle
from learners.overview.attention import Facts, Reason
from learners.overview.following import Followed
from learners.overview.huddle_said import Meeting, Said
from learners.planning.assigned import PersonPlan, Row
from learners.planning.plan import Pause, plan, standing
from tests.learners import programs

ZONE = ZoneInfo("America/Chicago")
DAY = timedelta(days=1)
TODAY = programs.START + 10 * DAY  # in the person's second week
CARDS = tuple(CardOutline(f"c{number}", f"Card {number}") for number in range(1, 6))


def touched(days_ago: int, **fields) -> ModuleProgress:
    at = datetime.combine(TODAY - days_ago * DAY, time(18), tzinfo=ZONE)
    stamps = {name: at if value is True else value for name, value in fields.items()}
    return ModuleProgress(opened_at=at, last_at=at, **stamps)


def done(days_ago: int = 5) -> ModuleProgress:
    return touched(days_ago, completed_at=True, cards_finished_at=True, worksheet_finished_at=True, passed_at=True)


def somebody(progress=None, *, reasons=(), pk: int = 1, episode: int = 1, **known) -> Followed:
    """Of a person who started ten days ago and did all of the first week, unless told otherwise."""
    start = known.pop("starts_on", programs.START)
    rows = {programs.key(code): row for code, row in (progress or {}).items()}
    person = programs.person(starts_on=start, pauses=known.get("pauses", ()))
    made = []
    for one in plan(programs.PROGRAM, person, TODAY):
        module = replace(programs.PROGRAM.by_key[one.module_key], cards=CARDS, worksheet_title="My sheet")
        row = rows.get(module.key)
        state = standing(one, TODAY, row is not None, bool(row and row.completed_at))
        made.append(Row(module, row, one, state))
    enrolment = SimpleNamespace(pk=pk, episode=episode, cohort=SimpleNamespace(zone=ZONE))
    facts = Facts(zone=ZONE, today=TODAY, starts_on=start, **known)
    return Followed(PersonPlan(enrolment, programs.PROGRAM, person, tuple(made), TODAY), facts, tuple(reasons))


FIRST_WEEK = {code: done() for code in ("p01", "p02", "p03")}
ON_TRACK = FIRST_WEEK | {code: done(1) for code in ("p04", "p05", "p06")}


def line(one: Followed, **meeting):
    usual = {"day": TODAY, "last": TODAY - 2 * DAY}
    return next(iter(huddle.lines([one], Meeting(**{**usual, **meeting}))), None)


def kinds(one: Followed, **meeting) -> list[str]:
    found = line(one, **meeting)
    return [said.kind for said in found.said] if found else []


def words(one: Followed, **meeting) -> str:
    return " ".join(said.words for said in line(one, **meeting).said)


def test_whoever_is_on_the_way_has_no_line():
    assert line(somebody(ON_TRACK)) is None


# --- who is new, back or away ---------------------------------------------------------------------------------------


def test_who_joined_since_the_last_meeting_is_new():
    one = somebody(starts_on=TODAY)
    assert line(one).tag == "New"
    assert words(one) == "First day."
    assert words(somebody(starts_on=TODAY - DAY)) == "Joined on Mar 10."
    assert "new" not in kinds(somebody(starts_on=TODAY - 2 * DAY))


def test_where_no_meeting_is_known_a_week_counts():
    assert "new" in kinds(somebody(starts_on=TODAY - 6 * DAY), last=None)
    assert "new" not in kinds(somebody(starts_on=TODAY - 7 * DAY), last=None)


def test_of_somebody_new_it_is_said_that_the_first_module_is_not_done():
    one = somebody(starts_on=TODAY, safety=(programs.key("p02"),))
    assert words(one) == "First day. “p02” is not done yet."


def test_who_begins_later_is_announced_and_not_chased():
    assert words(somebody(starts_on=TODAY + DAY)) == "Starts on Mar 12."


def test_who_comes_again_as_a_new_episode_is_back():
    one = somebody(starts_on=TODAY, episode=2)
    assert line(one).tag == "Back"
    assert words(one) == "In the program again since Mar 11."


def test_who_came_from_another_group_is_new_here():
    assert words(somebody(ON_TRACK), moved=frozenset({1})) == "Came from another group."


def test_who_is_back_from_a_pause_is_told_with_its_length():
    one = somebody(ON_TRACK, pauses=(Pause(TODAY - 10 * DAY, TODAY - DAY),))
    assert words(one).startswith("From a pause of 9 days.")
    assert line(one).tag == "Back"
    assert "back" not in kinds(one, last=TODAY - DAY)


def test_who_is_away_is_named_so_that_nobody_chases_them():
    one = somebody(pauses=(Pause(TODAY - 3 * DAY),))
    assert kinds(one) == ["paused"]
    assert words(one) == "The day back is not known yet."
    assert [deed.name for deed in line(one).deeds] == ["resume"]
    assert words(somebody(pauses=(Pause(TODAY - DAY, TODAY + 5 * DAY),))) == "Until Mar 16."


def attended(*statuses: str) -> tuple:
    """Every second day, the last one at the last meeting."""
    return tuple((TODAY - 2 * (len(statuses) - place) * DAY, status) for place, status in enumerate(statuses))


def test_who_was_at_the_last_meeting_after_missing_some_is_back():
    one = somebody(ON_TRACK, sessions=attended("present", "absent", "excused", "late"))
    assert words(one).startswith("Was here on Mar 9, after 2 sessions missed.")
    for statuses in (("absent", "present"), ("absent", "absent", "present", "present"), ("made-up", "absent", "late")):
        assert "back" not in kinds(somebody(ON_TRACK, sessions=attended(*statuses)))


# --- what is in the way ---------------------------------------------------------------------------------------------


def test_nothing_opened_this_week_is_told_after_two_days():
    assert kinds(somebody(FIRST_WEEK)) == ["not-opened"]
    assert kinds(somebody(FIRST_WEEK | {"p04": touched(0)})) == []


def test_it_is_not_told_twice_where_the_rule_says_more():
    quiet = Reason("quiet", "2027-03-01", TODAY)
    assert kinds(somebody(FIRST_WEEK, reasons=[quiet])) == ["quiet"]


def test_stopped_at_a_card_is_told_with_card_and_day():
    one = somebody(FIRST_WEEK | {"p04": touched(3, last_card="c2", cards_seen=["c1", "c2"])})
    assert words(one) == "Stopped at card 2 of 5 of “p04”, on Mar 8."
    assert [deed.name for deed in line(one).deeds] == ["extend", "note"]


def test_what_was_left_yesterday_is_still_under_way():
    assert line(somebody(FIRST_WEEK | {"p04": touched(1, last_card="c2", cards_seen=["c1", "c2"])})) is None


def test_homework_is_open_when_the_cards_are_done():
    one = somebody(FIRST_WEEK | {"p04": touched(1, cards_finished_at=True)})
    assert words(one) == "Homework open: “My sheet”."
    begun = touched(1, cards_finished_at=True, worksheet_saved_at=True)
    one = somebody(FIRST_WEEK | {"p04": touched(1, cards_finished_at=True), "p05": begun})
    assert words(one) == "Homework open: “My sheet” (begun) and 1 more."


def test_make_ups_are_named_and_can_be_excused():
    one = somebody({"p01": done(), "p04": touched(0)})
    assert words(one) == "To make up: 2 modules."
    assert words(somebody({"p01": done(), "p02": done(), "p04": touched(0)})) == "To make up: “p03”."
    (excuse, extend) = line(one).deeds
    assert (excuse.name, excuse.module) == ("excuse", programs.key("p02"))
    assert (extend.name, extend.module) == ("extend", None)


def test_sessions_to_make_up_are_told_until_the_rule_says_it():
    sessions = attended("absent", "present", "present")
    assert words(somebody(ON_TRACK, sessions=sessions)) == "1 session to make up, of Mar 5."
    reason = Reason("missed-sessions", "2027-03-09", TODAY, day=TODAY - 2 * DAY, number=2)
    one = somebody(ON_TRACK, sessions=attended("absent", "absent"), reasons=[reason])
    assert words(one) == "Missed 2 sessions in a row, the last on Mar 9."


def test_what_a_rule_found_is_told_in_the_words_of_the_list():
    tries = Reason("tries", "x:2", TODAY, number=2, module=programs.key("p02"))
    one = somebody(ON_TRACK, reasons=[tries])
    assert words(one) == "Tried the check-in of “p02” 2 times, not passed yet."
    again = {(1, programs.key("p02")): "Waiting makes it pass"}
    assert words(one, again=again).endswith("not passed yet: again “Waiting makes it pass”.")
    assert [deed.name for deed in line(one).deeds] == ["note", "excuse"]


def test_a_review_up_to_this_meeting_is_told():
    assert words(somebody(ON_TRACK, review_on=TODAY)) == "Review today."
    assert words(somebody(ON_TRACK, review_on=TODAY + DAY), day=TODAY + DAY) == "Review on Mar 12."
    assert line(somebody(ON_TRACK, review_on=TODAY + DAY)) is None


# --- the whole list -------------------------------------------------------------------------------------------------


def test_new_and_back_come_first_and_who_is_away_last():
    people = [
        somebody(FIRST_WEEK, pk=1),
        somebody(pauses=(Pause(TODAY - DAY),), pk=2),
        somebody(starts_on=TODAY, episode=2, pk=3),
        somebody(starts_on=TODAY, pk=4),
        somebody(ON_TRACK, pk=5),
    ]
    told = huddle.lines(people, Meeting(TODAY, TODAY - 2 * DAY))
    assert [one.followed.enrolment.pk for one in told] == [4, 3, 1, 2]


@pytest.mark.parametrize("kind", [*huddle.FIXES])
def test_every_reason_has_one_or_two_deeds_that_exist(kind):
    one = huddle.Line(somebody(), (Said(kind, "Words.", programs.key("p01")),))
    assert 1 <= len(one.deeds) <= 2
    assert all(deed.words for deed in one.deeds)


def test_several_reasons_share_two_deeds_those_of_the_first_reason_first():
    said = tuple(Said(kind, "Words.", programs.key("p01")) for kind in ("back", "quiet", "make-up"))
    assert [deed.name for deed in huddle.Line(somebody(), said).deeds] == ["open-week", "note"]


def test_of_a_long_story_the_first_four_things_are_told():
    said = tuple(Said("stopped", f"Thing {number}.") for number in range(6))
    assert huddle.Line(somebody(), said[:4]).words == "Thing 0. Thing 1. Thing 2. Thing 3."
    assert huddle.Line(somebody(), said[:5]).words.endswith("Thing 3. And 1 thing more.")
    assert huddle.Line(somebody(), said).words.endswith("Thing 3. And 2 things more.")


def test_what_is_tried_and_not_passed_is_not_said_to_be_undone_as_well():
    module = programs.key("p02")
    reasons = [Reason("safety", str(module), TODAY, module=module), Reason("tries", "x:2", TODAY, module=module)]
    assert kinds(somebody(ON_TRACK, reasons=reasons)) == ["tries"]
    assert kinds(somebody(ON_TRACK, reasons=reasons[:1])) == ["safety"]
