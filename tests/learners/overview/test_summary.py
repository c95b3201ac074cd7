"""The one-page summary: what belongs to the range and nothing else, and no word that is private."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from learners.learning import attempts, progress, worksheets
from learners.models import Attendance, AuditEvent, GroupSession
from learners.overview import reviews, summary
from learners.people import enrolments
from learners.safekeeping import notes, sharing
from tests.learners.answering import right
from tests.learners.pages.test_queries import queries

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "Something for nobody else"


@pytest.fixture
def gil(cast) -> Client:
    client = Client()
    client.force_login(cast.gil)
    return client


@pytest.fixture
def finished(cast, module, questions, fields, now):
    """Ana did the whole module, and wrote something."""
    for card in module.cards:
        progress.see_card(cast.ana_learns, module, card.id, now=now)
    field = next(one for one in fields if one["kind"] == "short_text")
    worksheets.save(cast.ana_learns, module, {field["id"]: SECRET}, version=0, now=now)
    worksheets.finish(cast.ana_learns, module, how="here", now=now)
    attempt = attempts.start(cast.ana_learns, module, now=now)
    for question in questions:
        attempts.save_answer(attempt, question["id"], right(question), now=now)
    attempts.submit(attempt, module, now=now)


def sat(cast, day, now, status=Attendance.Status.PRESENT):
    """Ana in a session from nine to twelve with half an hour of breaks."""
    times = {"starts_at": time(9), "ends_at": time(12), "break_minutes": 30}
    session = GroupSession.objects.create(cohort=cast.morning, held_on=day, state="held", by=cast.gil, **times)
    Attendance.objects.create(session=session, enrolment=cast.ana_learns, status=status, by=cast.gil, at=now)


def test_it_tells_what_was_done_with_day_edition_and_best_check_in(cast, module, finished, today, now):
    found = summary.of(cast.ana_learns, first=today, last=today, now=now)
    (done,) = found.done
    assert (done.title, done.on, done.edition, done.best, done.homework) == (module.title, today, 1, 100, "done")
    assert found.homework_done == 1


def test_another_range_holds_none_of_it(cast, finished, today, now):
    found = summary.of(cast.ana_learns, first=today - 9 * DAY, last=today - DAY, now=now)
    assert (found.done, found.online.total, found.changes, found.homework_done) == ((), 0, (), 0)


def test_group_minutes_and_online_minutes_stand_apart(cast, finished, today, now):
    sat(cast, today, now)
    sat(cast, today - DAY, now, Attendance.Status.ABSENT)
    found = summary.of(cast.ana_learns, first=today - DAY, last=today, now=now)
    assert (found.attended, len(found.sessions), found.group_minutes) == (1, 2, 150)
    assert found.online.total == 1


def test_changes_stand_there_with_their_reasons(cast, module, today, now):
    enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Did it before", by=cast.gil, now=now)
    reviews.set_next(cast.ana_learns, today + DAY, by=cast.gil, now=now)
    found = summary.of(cast.ana_learns, first=today, last=today, now=now)
    assert "Did it before" in [entry.reason for entry in found.changes]
    assert [one.due_on for one in found.reviews] == [today + DAY]


def test_the_page_holds_nothing_private(cast, gil, module, finished, questions, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    notes.write(cast.ana_learns, "A note for us", by=cast.gil, now=now)
    page = gil.get(reverse("person_summary", args=[cast.ana_learns.uid])).content.decode()
    assert module.title in page
    for private in (SECRET, "A note for us", questions[0]["prompt"]):
        assert private not in page


def test_the_range_of_the_page_begins_at_the_start_and_can_be_chosen(cast, gil, today):
    url = reverse("person_summary", args=[cast.ana_learns.uid])
    page = gil.get(url).context["summary"]
    assert (page.first, page.last) == (cast.ana_learns.starts_on, today)
    chosen = gil.get(url, {"from": "2026-01-05", "to": "2026-02-01"}).context["summary"]
    assert (chosen.first.isoformat(), chosen.last.isoformat()) == ("2026-01-05", "2026-02-01")


@pytest.mark.parametrize("days", [{"from": "2026-02-02", "to": "2026-02-01"}, {"from": "soon"}, {"to": "2026-13-40"}])
def test_a_range_that_makes_no_sense_says_so_and_shows_no_record(cast, gil, days):
    answer = gil.get(reverse("person_summary", args=[cast.ana_learns.uid]), days)
    assert answer.status_code == 422
    assert "Something is left to fix" in answer.content.decode()
    assert next(iter(days.values())) in answer.content.decode()
    assert not AuditEvent.objects.filter(action="summary-read").exists()


def test_reading_it_is_audited_with_its_range(cast, gil, today):
    gil.get(reverse("person_summary", args=[cast.ana_learns.uid]), {"from": today.isoformat()})
    event = AuditEvent.objects.get(action="summary-read")
    assert event.detail == {"first": today.isoformat(), "last": today.isoformat()}


def test_it_takes_as_many_queries_for_any_history(cast, gil, finished, today, now):
    url = reverse("person_summary", args=[cast.ana_learns.uid])
    sat(cast, today, now)
    before = queries(gil, "get", url, {"from": "2026-01-01"})
    for number in range(1, 40):
        sat(cast, today - number * DAY, now)
        reviews.set_next(cast.ana_learns, today, by=cast.gil, now=now)
        reviews.finish(cast.ana_learns, by=cast.gil, now=now)
    assert queries(gil, "get", url, {"from": "2026-01-01"}) == before <= 26
