"""Quiz insight: whose answers count, that the numbers are right, and what is never told."""

from statistics import correlation

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from courses import editions, outline
from courses.quiz import QUESTION_KINDS
from learners.insights import modules, tallies
from learners.insights.questions import Given, Tally, easiness, misconceptions, of_question
from learners.models import AuditEvent, KeyCorrection
from tests.courses.quiz.questions import MATCH, MULTIPLE, ORDER, SINGLE
from tests.factories import courses as curriculum
from tests.learners.answering import right, wrong
from tests.learners.crowds import crowd, handed_in, people

NOBODY = Tally(0, 0, 0)


def tally(scores: list[int]) -> Tally:
    return Tally(len(scores), sum(scores), sum(score * score for score in scores))


def asked(question, answers, also_right=()):
    """`answers` maps an answer to how many gave it; None stands for no answer. Everybody's score is 0 or 1."""
    key = QUESTION_KINDS[question["kind"]]
    given = [
        Given(answer, tally([int(key.mark(question, answer).correct)] * n))
        for answer, n in answers
        if answer is not None
    ]
    number = sum(n for _, n in answers)
    score = sum(one.by.score for one in given)
    return of_question(question, given, Tally(number, score, score), also_right)


def ranges(question):
    return [choice.told and (choice.told.low, choice.told.high) for choice in question.choices]


# --- one question, pure ---------------------------------------------------------------------------------------------


def test_options_are_counted_and_the_right_one_is_the_share_that_was_right():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 5), (None, 5)])
    assert ranges(found) == [(9, 9), (20, 20), (6, 6), (5, 5)]
    assert (found.people, found.right.low, found.right.percents) == (45, 20, (44, 44))
    assert [choice.is_key for choice in found.choices] == [False, True, False, False]


def test_a_few_wrong_answers_hide_themselves_and_blur_the_right_ones():
    found = asked(SINGLE, [("o2", 20), ("o1", 2)])
    assert ranges(found) == [(0, 4), (18, 22), (0, 4), (0, 4)]
    assert found.right.percents == (81, 100)


def test_who_gave_no_answer_is_not_right():
    found = asked(SINGLE, [("o2", 10), (None, 10)])
    assert (found.people, found.right.low, found.right.high) == (20, 6, 10)


def test_fewer_than_nine_people_are_told_by_their_number_only():
    found = asked(SINGLE, [("o2", 6), ("o1", 1)])
    assert (found.right, ranges(found)) == (None, [None] * 4)


def test_of_several_options_each_is_counted_by_itself():
    found = asked(MULTIPLE, [(["o1", "o3"], 20), (["o1"], 6), (["o1", "o2", "o3"], 6)])
    assert (found.right.low, found.right.high) == (20, 20)
    assert ranges(found) == [(28, 32), (6, 6), (26, 26), (0, 4)]


@pytest.mark.parametrize("question", [ORDER, MATCH], ids=["order", "match"])
def test_lines_and_pairs_tell_who_had_each_in_its_place(question):
    found = asked(question, [(right(question), 30), (wrong(question), 10)])
    assert (found.right.low, found.right.high) == (30, 30)
    assert ranges(found) == [(30, 30)] * 4
    assert not any(choice.is_key for choice in found.choices)


def test_what_was_corrected_counts_as_right():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 5), (None, 5)], also_right=["o1"])
    assert (found.right.low, found.also_right) == (29, ("Option 1",))
    assert [choice.is_key for choice in found.choices] == [False, True, False, False]  # the edition says what it said


def test_misconceptions_say_at_least_how_many():
    found = asked(SINGLE, [("o2", 20), ("o1", 9), ("o3", 6), ("o4", 1)])
    [(one, people)] = misconceptions([found])
    assert (one["key"], people) == ("wait-and-see", 15)
    [(_, wrong_order)] = misconceptions([asked(ORDER, [(right(ORDER), 30), (wrong(ORDER), 10)])])
    assert wrong_order == 10
    assert misconceptions([asked(SINGLE, [("o2", 20), ("o1", 4)])]) == []


def test_easiness_is_over_all_questions_and_hidden_where_one_is():
    open_one = asked(SINGLE, [("o2", 20), ("o1", 20), ("o3", 5), ("o4", 5), (None, 5)])
    closed = asked(SINGLE, [("o2", 5), ("o1", 3)])
    assert easiness([open_one]) == (36, 36)
    assert easiness([open_one, closed]) is None
    assert easiness([]) is None


# --- discrimination -------------------------------------------------------------------------------------------------


def scored(pairs):
    """Pairs of (own mark, rest score) of people, as the database adds them up."""
    given = [Given("o2" if own else "o1", tally([rest + own for mark, rest in pairs if mark == own])) for own in (0, 1)]
    return of_question(TWO, given, tally([own + rest for own, rest in pairs]))


TWO = SINGLE | {"options": SINGLE["options"][:2]}
ENOUGH = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=20, max_size=60).filter(
    lambda pairs: 10 <= sum(own for own, _ in pairs) <= len(pairs) - 10
)


@given(ENOUGH)
def test_it_is_the_correlation_with_the_rest_of_the_score(pairs):
    own, rest = zip(*pairs, strict=True)
    expected = correlation(own, rest) if len(set(rest)) > 1 else None
    found = scored(pairs).discrimination
    assert found == (None if expected is None else pytest.approx(expected, abs=0.0501))


def test_it_is_hidden_below_twenty_people_and_where_one_side_is_few():
    good = [(1, 9)] * 10 + [(0, 1)] * 9
    assert scored(good).discrimination is None
    assert scored([*good, (0, 1)]).discrimination == 1.0
    assert scored([(1, 9)] * 30 + [(0, 1)] * 4).discrimination is None


@given(ENOUGH, st.randoms())
def test_the_order_of_people_and_rows_does_not_matter(pairs, random):
    before = scored(pairs)
    random.shuffle(pairs)
    assert scored(pairs) == before
    given = [Given(answer, tally([1] * n)) for answer, n in (("o1", 9), ("o2", 20), ("o3", 6))]
    whole = of_question(SINGLE, given, tally([1] * 35))
    random.shuffle(given)
    assert of_question(SINGLE, given, tally([1] * 35)) == whole


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 5))
def test_shares_of_one_choice_hold_everybody(counts):
    found = asked(SINGLE, list(zip(["o1", "o2", "o3", "o4", None], counts, strict=True)))
    if found.right is not None:
        assert sum(choice.told.low for choice in found.choices) <= sum(counts)
        assert sum(choice.told.high for choice in found.choices) + max(4, counts[4]) >= sum(counts)


# --- whose answers --------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def of(scope, module, edition=None):
    return modules.of_module(scope, module.key, edition)[0]


@pytest.fixture
def many(cast, module, questions):
    """Twenty-four people of the morning: fourteen have all right, ten all wrong."""
    everything = [{one["id"]: give(one) for one in questions} for give in [right] * 14 + [wrong] * 10]
    return crowd(cast.morning, module.edition_id, everything)


def test_a_group_and_its_program_tell_of_the_same_people(cast, module, many):
    assert of(cast.morning, module) == of(cast.morning.program, module)
    assert of(cast.morning, module).people == 24
    assert of(cast.evening, module) is None


def test_each_question_is_counted(cast, module, many, questions):
    found = of(cast.morning, module).questions
    assert [one.id for one in found] == [one["id"] for one in questions]
    for one in found:
        assert one.right.low <= 14 <= one.right.high
        assert one.discrimination in (None, 1.0)
    assert any(one.discrimination == 1.0 for one in found)


def test_only_the_first_try_counts(cast, module, many, questions):
    before = of(cast.morning, module)
    answers = {one["id"]: right(one) for one in questions}
    for learns in many[14:]:
        handed_in(learns, module.edition_id, answers, number=2)
    assert of(cast.morning, module) == before


def test_who_comes_back_has_tried_before(cast, module, many, questions):
    before = of(cast.morning, module)
    [old] = people(cast.morning, 1, ended_on="2026-01-31")
    again = type(old).objects.create(
        person=old.person, cohort=cast.morning, pathway=old.pathway, starts_on=old.starts_on, episode=2
    )
    answers = {one["id"]: right(one) for one in questions}
    handed_in(again, module.edition_id, answers)
    assert of(cast.morning, module).people == before.people + 1
    handed_in(old, module.edition_id, answers)
    assert of(cast.morning, module).people == before.people + 1


def test_what_families_answer_is_not_looked_at(cast, program, questions):
    family = next(one for one in program.by_key.values() if one.audience == "family")
    answers = [{one["id"]: right(one)} for one in editions.content(editions.get(family.edition_id)).quiz["questions"]]
    for learns in people(cast.morning, 9, audience="family", pathway=""):
        handed_in(learns, family.edition_id, answers[0])
    assert tallies.of_editions(tallies.first_tries(cast.morning)) == {}
    assert [line.module.audience for line in modules.overview(cast.morning, program)] == ["participant"] * 3


def test_each_edition_stands_by_itself_and_a_small_one_tells_nothing(cast, program_page, module, many):
    curriculum.turn_the_key_round(module.key)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    answers = [{one["id"]: right(one) for one in editions.content(editions.get(newer.edition_id)).quiz["questions"]}]
    crowd(cast.morning, newer.edition_id, answers * 4)
    shown, everything = modules.of_module(cast.morning, module.key, newer.edition_id)
    assert (shown.id, shown.people) == (module.edition_id, 24)
    assert [(one.id, one.people) for one in everything] == [(newer.edition_id, None), (module.edition_id, 24)]
    crowd(cast.morning, newer.edition_id, answers)
    assert of(cast.morning, module).id == newer.edition_id
    assert of(cast.morning, module, module.edition_id).people == 24


def test_a_correction_counts_in_the_program_of_who_made_it(cast, module, many, questions, now):
    single = next(one for one in questions if one["kind"] == "true_false")
    before = of(cast.morning, module).questions
    KeyCorrection.objects.create(
        edition_id=module.edition_id, question_id=single["id"], right=wrong(single), reason="Both", by=cast.mia, at=now
    )
    changed = [one for one, old in zip(of(cast.morning, module).questions, before, strict=True) if one != old]
    assert [one.id for one in changed] == [single["id"]]
    assert changed[0].right.high == 24


# --- pages ----------------------------------------------------------------------------------------------------------


def page(client, name, *known):
    answer = client.get(reverse(name, args=known))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_show_what_many_believe_and_what_to_say(cast, module, many, client):
    client.force_login(cast.gil)
    overview = page(client, "insight", cast.morning.uid)
    assert "Waiting makes it pass" in overview
    assert "Many think so." in overview
    assert module.title in overview
    shown = page(client, "insight_module", cast.morning.uid, module.key)
    assert shown.count('role="img"') == 5
    assert "the key" in shown
    assert "mark again" not in shown  # a facilitator does not


def test_a_manager_sees_the_program_and_the_way_to_mark_again(cast, module, many, client):
    client.force_login(cast.mia)
    assert module.title in page(client, "program_insight", cast.morning.program.uid)
    assert "mark again" in page(client, "program_insight_module", cast.morning.program.uid, module.key)
    assert "mark again" in page(client, "insight_module", cast.morning.uid, module.key)


def test_a_group_of_four_is_told_nothing_about(cast, module, questions, client):
    crowd(cast.morning, module.edition_id, [{one["id"]: wrong(one) for one in questions}] * 4)
    client.force_login(cast.gil)
    overview = page(client, "insight", cast.morning.uid)
    assert "fewer than 5 so far" in overview
    assert "Waiting makes it pass" not in overview
    shown = page(client, "insight_module", cast.morning.uid, module.key)
    assert "Fewer than 5 people" in shown
    assert questions[0]["prompt"] not in shown


def test_every_reading_is_audited(cast, module, many, client):
    client.force_login(cast.gil)
    page(client, "insight", cast.morning.uid)
    page(client, "insight_module", cast.morning.uid, module.key)
    client.force_login(cast.mia)
    page(client, "program_insight", cast.morning.program.uid)
    rows = list(AuditEvent.objects.filter(action="insight-read").order_by("pk"))
    assert [(row.by, row.cohort) for row in rows] == [
        (cast.gil, cast.morning),
        (cast.gil, cast.morning),
        (cast.mia, None),
    ]
    assert rows[1].detail["module"] == str(module.key)


def test_strange_addresses_are_not_found_and_strange_editions_show_the_newest(cast, program, module, many, client):
    client.force_login(cast.gil)
    family = next(one for one in program.by_key.values() if one.audience == "family")
    assert client.get(reverse("insight_module", args=[cast.morning.uid, family.key])).status_code == 404
    address = reverse("insight_module", args=[cast.morning.uid, module.key])
    for edition in ("0", "9" * 40, "x", "-1"):
        assert client.get(address, {"edition": edition}).context["edition"].id == module.edition_id


@pytest.mark.parametrize("number", [1, 60, 200])
def test_the_pages_take_as_many_queries_for_any_number_of_people(cast, module, questions, client, number):
    crowd(cast.morning, module.edition_id, [{one["id"]: right(one) for one in questions}] * number)
    client.force_login(cast.mia)
    program = cast.morning.program.uid
    for name, known, most in (
        ("insight", [cast.morning.uid], 11),
        ("insight_module", [cast.morning.uid, module.key], 15),
        ("program_insight", [program], 11),
        ("program_insight_module", [program, module.key], 15),
    ):
        client.get(reverse(name, args=known))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name, args=known))
        assert len(captured) <= most, name
