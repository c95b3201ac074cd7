"""Whom a correction counts for, and what it means for check-ins that are still open and for new tries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import outline
from learners.learning import attempts, corrections, progress
from tests.factories import courses as curriculum
from tests.factories.people import grant, person
from tests.learners.answering import wrong
from tests.learners.wrong_keys import correct, events, read_everything, rebuilt_equals_stored, run, take

pytestmark = pytest.mark.django_db


# --- whose ----------------------------------------------------------------------------------------------------------


def test_other_programs_are_left_alone(cast, module, questions, wronged, now):
    take(cast.cara_learns, module, questions, now, missed=[wronged])
    correct(cast, module, wronged, now)
    assert run(cast, module, now).people == 0
    assert corrections.of_edition(module.edition_id, cast.elsewhere.program_id) == []
    assert progress.row_of(cast.cara_learns, module.key).best_percent == 80


def test_who_has_left_the_programs_management_decided_while_in_it(cast, module, wronged, now):
    old = person("old")
    granted = grant(old, now=now - timedelta(days=30), program=cast.morning.program)
    correct(cast, module, wronged, now - timedelta(days=2), by=old)
    granted.ended_at = now - timedelta(days=1)
    granted.save()
    assert len(corrections.of_edition(module.edition_id, cast.morning.program_id)) == 1
    correct(cast, module, wronged, now, by=old)
    assert len(corrections.of_edition(module.edition_id, cast.morning.program_id)) == 1


# --- after it was corrected -----------------------------------------------------------------------------------------


def test_what_is_handed_in_afterwards_counts_at_once(cast, module, questions, wronged, now):
    read_everything(cast.ana_learns, module, now)
    opened = take(cast.ana_learns, module, questions, now, missed=[wronged], submit=False)
    correct(cast, module, wronged, now)
    handed_in = attempts.submit(opened, module, now=now)
    assert (handed_in.right, handed_in.percent) == (4, 80)  # the stored marks are the edition's
    [event] = events()
    assert (event.data["percent"], event.by) == (100, None)
    assert progress.row_of(cast.ana_learns, module.key).best_percent == 100
    assert run(cast, module, now).people == 0
    assert rebuilt_equals_stored()


def test_handing_in_costs_one_query_more_and_no_event_without_a_gain(cast, module, questions, wronged, now):
    correct(cast, module, wronged, now)
    opened = take(cast.ana_learns, module, questions, now, submit=False)
    with CaptureQueriesContext(connection) as captured:
        attempts.submit(opened, module, now=now)
    assert len([one for one in captured if "keycorrection" in one["sql"]]) == 1
    assert events().count() == 0


def test_a_retry_does_not_ask_what_counts_as_right_now(cast, module, questions, wronged, now):
    other = next(one for one in questions if one["kind"] == "match")
    take(cast.ana_learns, module, questions, now, missed=[wronged, other])
    correct(cast, module, wronged, now)
    again = attempts.start(cast.ana_learns, module, now=now)
    assert again.asks == [other["id"]]
    assert wronged["id"] in again.carried


def test_nor_when_the_author_has_mended_the_key_since(cast, program_page, module, questions, wronged, now):
    order = next(one for one in questions if one["kind"] == "put_in_order")
    take(cast.ana_learns, module, questions, now, missed=[wronged, order])
    correct(cast, module, wronged, now)
    page = curriculum.page_of(module.key)
    page.quiz = [mended(one, wrong(wronged)) for one in page.quiz.get_prep_value()]
    curriculum.publish(page)
    newer = outline.get(program_page.translation_key).by_key[module.key]
    assert newer.edition_id != module.edition_id
    assert attempts.start(cast.ana_learns, newer, now=now).asks == [order["id"]]


def mended(question, key):
    for option in question["value"].get("options", ()) if question["type"] == "single_choice" else ():
        option["value"]["correct"] = option["id"] == key
        option["value"]["misconception"] = "" if option["id"] == key else "wait-and-see"
    return question
