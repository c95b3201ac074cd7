"""What staff give as a reason reaches the person whose plan it is, and nobody else's page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses import outline
from learners.people import enrolments
from learners.planning import pauses

pytestmark = pytest.mark.django_db


@pytest.fixture
def elective(program):
    """Not in Ana's plan."""
    return program.by_code["p09"]


def page(client: Client, module) -> str:
    return client.get(reverse("module", args=[module.key])).content.decode()


def test_a_module_that_staff_added_says_why(cast, ana, elective, now):
    day = cast.morning.today(now)
    change = {"reason": "You asked about <this>.", "opens_on": day, "by": cast.gil, "now": now}
    enrolments.change_plan(cast.ana_learns, "added", elective.key, **change)
    assert "You asked about &lt;this&gt;." in page(ana, elective)


def test_a_module_that_staff_took_out_says_why(cast, ana, module, now):
    enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Done before", by=cast.gil, now=now)
    answer = ana.get(reverse("module", args=[module.key]))
    assert answer.status_code == 403
    assert "Done before" in answer.content.decode()


def test_what_was_undone_says_nothing(cast, ana, module, now):
    day = cast.morning.today(now) - timedelta(days=1)
    change = {"reason": "Once upon a time", "opens_on": day, "by": cast.gil, "now": now}
    enrolments.change_plan(cast.ana_learns, "moved", module.key, **change)
    assert "Once upon a time" in page(ana, module)
    enrolments.undo_change(cast.ana_learns, module.key, by=cast.gil, now=now)
    assert "Once upon a time" not in page(ana, module)


def test_nobody_else_reads_it(cast, module, now):
    day = cast.morning.today(now)
    change = {"reason": "For Ana only", "opens_on": day, "by": cast.gil, "now": now}
    enrolments.change_plan(cast.ana_learns, "moved", module.key, **change)
    ben = Client()
    ben.force_login(cast.ben)
    assert "For Ana only" not in page(ben, module)


def test_most_people_cost_no_query(cast, module, django_assert_num_queries):
    outline.current_version()
    with django_assert_num_queries(0):
        assert enrolments.said_by_staff(cast.ana_learns, module.key) == ""


def test_the_history_tells_what_staff_changed_and_why(cast, ana, module, now):
    day = cast.morning.today(now)
    enrolments.change_plan(cast.ana_learns, "moved", module.key, reason="More time", opens_on=day, by=cast.gil, now=now)
    pauses.pause(cast.ana_learns, first=day + timedelta(days=1), reason="Visiting your sister", by=cast.gil, now=now)
    enrolments.open_through(cast.ana_learns, 2, reason="You asked for it", by=cast.gil, now=now)
    html = ana.get(reverse("history")).content.decode()
    assert all(reason in html for reason in ("More time", "Visiting your sister", "You asked for it"))
    assert "Gil" not in html


def test_the_history_keeps_to_itself_what_was_not_written_for_the_person(cast, ana, now):
    enrolments.end(cast.ana_learns, on=now.date() + timedelta(days=1), by=cast.gil, now=now, reason="Between us")
    assert "Between us" not in ana.get(reverse("history")).content.decode()
