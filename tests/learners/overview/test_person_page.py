"""One person as staff see them: the plan with reasons, history, check-ins as they were asked, what is left out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses import outline
from learners.learning import attempts, progress, worksheets
from learners.models import AuditEvent, StaffNote
from learners.overview import person_page, reviews
from learners.people import enrolments
from learners.planning import pauses
from learners.safekeeping import notes, sharing
from tests.factories import courses as curriculum
from tests.factories import people
from tests.factories.people import make_cast
from tests.learners.answering import right, wrong
from tests.learners.pages.test_queries import queries

pytestmark = pytest.mark.django_db
NOTE = "Prefers mornings"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def gil(cast) -> Client:
    return signed_in(cast.gil)


def url(name, cast, *more):
    return reverse(name, args=[cast.ana_learns.uid, *more])


def page_of(client, cast):
    return client.get(url("person", cast)).content.decode()


def try_it(cast, module, questions, given, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    for question in questions:
        attempts.save_answer(attempt, question["id"], given(question), now=now)
    return attempts.submit(attempt, module, now=now)


def test_a_module_tells_its_state_its_days_and_why(cast, module, now):
    lines = {line.row.module.code: line for _, some in person_page.of(cast.ana_learns, now=now).weeks for line in some}
    assert (lines["p01"].word, lines["p01"].opens, lines["p01"].why) == ("open", "open", "Everybody starts with this.")
    assert (lines["p04"].word, lines["p04"].shape) == ("not open yet", "upcoming")
    assert lines["p04"].opens not in ("", "open")
    assert [name for name, _ in lines["p04"].deeds] == ["move", "skip"]


def test_the_same_function_says_where_a_module_stands_for_both(cast, ana, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    theirs = {row.module.key: row.standing for row in ana.get(reverse("plan")).context["plan"].rows}
    staff = {row.module.key: row.standing for row in person_page.of(cast.ana_learns, now=now).plan.rows}
    assert staff == theirs


def test_a_change_stands_at_its_module_and_in_the_history_with_who_and_why(cast, gil, module, now):
    enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Did it before", by=cast.mia, now=now)
    page = page_of(gil, cast)
    assert page.count("Did it before") == 2
    assert page.count("Mia Example") == 2
    assert "Bring it back" in page
    enrolments.undo_change(cast.ana_learns, module.key, by=cast.gil, now=now)
    page = page_of(gil, cast)
    assert page.count("Did it before") == 1
    assert "Bring it back" not in page


def test_a_move_between_groups_is_part_of_the_history(cast, gil, now):
    people.moved(
        enrolment=cast.ana_learns, left=cast.evening, joined=cast.morning, reason="New shift", by=cast.mia, at=now
    )
    page = page_of(gil, cast)
    assert "Moved from Evening group to Morning group" in page
    assert "New shift" in page


def test_the_state_of_the_plan_is_said(cast, gil, now):
    today = cast.morning.today(now)
    assert "Paused" not in page_of(gil, cast)
    pauses.pause(cast.ana_learns, first=today, by=cast.gil, now=now)
    assert '<span class="tag sun">Paused</span>' in page_of(gil, cast)
    enrolments.end(cast.ana_learns, on=today, by=cast.gil, now=now)
    page = page_of(gil, cast)
    assert "Ended" in page
    assert url("person_change", cast, "skip") not in page


def test_homework_is_told_by_its_state_and_marked_as_talked_about(cast, gil, module, fields, now):
    field = next(one for one in fields if one["kind"] == "short_text")
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    worksheets.save(cast.ana_learns, module, {field["id"]: "For me alone"}, version=0, now=now)
    page = page_of(gil, cast)
    assert "begun" in page
    assert "For me alone" not in page
    answer = gil.post(url("person_discussed", cast), {"module": module.key, "owner": cast.gil.uid}, follow=True)
    assert "marked as talked about" in answer.content.decode()
    assert progress.row_of(cast.ana_learns, module.key).worksheet_discussed_at


@pytest.mark.parametrize("what", ["upcoming", "nonsense", ""])
def test_only_a_worksheet_that_is_open_can_be_talked_about(cast, gil, program, what):
    key = program.by_code["p04"].key if what == "upcoming" else what
    answer = gil.post(url("person_discussed", cast), {"module": key}, follow=True)
    assert "Choose a worksheet that is open" in answer.content.decode()
    assert not cast.ana_learns.events.exists()


def test_a_check_in_is_shown_as_it_was_asked_then(cast, gil, module, questions, now):
    attempt = try_it(cast, module, questions, wrong, now)
    curriculum.turn_the_key_round(module.key)
    page = gil.get(url("person_attempt", cast, attempt.pk)).content.decode()
    assert questions[0]["prompt"] in page
    assert "0 of" in page
    assert "Your answer" not in page
    assert url("person_attempt", cast, attempt.pk) in page_of(gil, cast)
    event = AuditEvent.objects.get(action="attempt-read")
    assert (event.enrolment, event.detail) == (cast.ana_learns, {"attempt": str(attempt.pk)})


def test_a_check_in_that_is_still_being_answered_is_nobody_elses(cast, gil, module, now):
    attempt = attempts.start(cast.ana_learns, module, now=now)
    assert gil.get(url("person_attempt", cast, attempt.pk)).status_code == 404


def test_a_check_in_of_somebody_else_is_not_there_under_this_person(cast, gil, module, questions, now):
    other = attempts.submit(attempts.start(cast.ben_learns, module, now=now), module, now=now)
    assert gil.get(url("person_attempt", cast, other.pk)).status_code == 404


def test_a_manager_sees_progress_and_neither_notes_nor_sheets(cast, gil, module, now):
    notes.write(cast.ana_learns, NOTE, by=cast.gil, now=now)
    sharing.share(cast.ana_learns, module.key, now=now)
    assert NOTE in page_of(gil, cast)
    page = page_of(signed_in(cast.mia), cast)
    assert "The plan, week by week" in page
    for private in (NOTE, "Notes of the facilitators", url("person_sheet", cast, module.key), "Write a note"):
        assert private not in page


def test_a_note_that_cannot_be_opened_keeps_no_other_away(cast, gil, now):
    notes.write(cast.ana_learns, NOTE, by=cast.gil, now=now)
    StaffNote.objects.create(enrolment=cast.ana_learns, sealed="1.old.AAAA", by=cast.gil, at=now)
    page = page_of(gil, cast)
    assert NOTE in page
    assert "cannot be opened right now" in page


def test_each_reading_is_audited_with_the_page(cast, gil):
    page_of(gil, cast)
    event = AuditEvent.objects.get(action="person-read")
    assert (event.by, event.enrolment) == (cast.gil, cast.ana_learns)


def test_a_family_member_is_not_followed(cast, gil):
    assert gil.get(reverse("person", args=[cast.fay_learns.uid])).status_code == 404


def test_a_facilitator_who_was_removed_is_out_on_the_next_request(cast, gil, now):
    assert gil.get(url("person", cast)).status_code == 200
    cast.gil.role_grants.update(ended_at=now)
    for name in ("person", "person_summary", "person_minutes", "person_reviews"):
        assert gil.get(url(name, cast)).status_code == 403
    assert gil.post(url("person_undo", cast), {"what": "x"}).status_code == 403


def test_minutes_are_corrected_on_their_page_and_nothing_is_lost_on_the_way(cast, gil, now):
    day = cast.ana_learns.starts_on.isoformat()
    refused = gil.post(url("person_minutes", cast), {"day": day, "minutes": "40", "reason": ""})
    assert refused.status_code == 422
    assert 'value="40"' in refused.content.decode()
    answer = gil.post(url("person_minutes", cast), {"day": day, "minutes": "40", "reason": "On paper"}, follow=True)
    page = answer.content.decode()
    assert "corrected, the estimate was 0" in " ".join(page.split())
    assert "A gap of more than 5 minutes" in " ".join(page.split())


def test_minutes_are_told_by_module_too(cast, gil, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    page = " ".join(gil.get(url("person_minutes", cast)).content.decode().split())
    assert f"{module.title}: 1 min" in page


def test_a_review_is_set_and_done_on_its_page(cast, gil, now):
    today = cast.morning.today(now)
    late = gil.post(url("person_reviews", cast), {"due_on": (today - timedelta(days=3)).isoformat()})
    assert late.status_code == 422
    assert "later day" in late.content.decode()
    gil.post(url("person_reviews", cast), {"due_on": today.isoformat()})
    assert reviews.of(cast.ana_learns)[0].due_on == today
    assert "marked as done" in gil.post(url("person_reviewed", cast), follow=True).content.decode()
    assert "No review is waiting" in gil.post(url("person_reviewed", cast), follow=True).content.decode()


@pytest.mark.parametrize("modules", [1, 36])
def test_it_takes_as_many_queries_with_36_modules_and_a_long_history(db, client, now, modules):
    page = curriculum.large_program(modules)
    cast = make_cast(page.translation_key)
    client.force_login(cast.gil)
    some = [one for one in outline.get(page.translation_key).by_key.values() if one.audience == "participant"]
    for module in some:
        progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
        attempts.submit(attempts.start(cast.ana_learns, module, now=now), module, now=now)
        enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Known", by=cast.gil, now=now)
        progress.excuse(cast.ana_learns, module.key, reason="Known", by=cast.gil, now=now)
        sharing.share(cast.ana_learns, module.key, now=now)
        notes.write(cast.ana_learns, "A note", by=cast.gil, now=now)
    pauses.pause(cast.ana_learns, first=cast.morning.today(now), by=cast.gil, now=now)
    assert queries(client, "get", url("person", cast)) == 27  # the key, for the history and for the notes; the consents
    last = cast.ana_learns.attempts.last()
    assert queries(client, "get", url("person_attempt", cast, last.pk)) <= 10
    assert queries(client, "get", url("person_change", cast, "skip")) <= 10
    assert queries(client, "get", url("person_minutes", cast)) <= 9


def test_all_answers_right_are_told_as_passed(cast, gil, module, questions, now):
    attempt = try_it(cast, module, questions, right, now)
    page = " ".join(gil.get(url("person_attempt", cast, attempt.pk)).content.decode().split())
    assert "passed" in page
    assert "Not yet" not in page
