"""Quiz insight: whose answers count, that the numbers are right, and what is never told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import editions, outline
from learners.insights import modules, tallies
from learners.models import AuditEvent, KeyCorrection
from tests.factories import courses as curriculum
from tests.learners.answering import right, wrong
from tests.learners.crowds import crowd, handed_in, people

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
        ("insight", [cast.morning.uid], 13),
        ("insight_module", [cast.morning.uid, module.key], 15),
        ("program_insight", [program], 13),
        ("program_insight_module", [program, module.key], 15),
    ):
        client.get(reverse(name, args=known))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name, args=known))
        assert len(captured) <= most, name
