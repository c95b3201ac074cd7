"""Anonymous answers: a group sees how it answered, and nobody ever who answered what."""

import json
from datetime import time

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from learners.groups import live, sessions
from learners.models import AuditEvent, LearningEvent, LiveAnswer, LiveQuestion, ModuleProgress
from learners.people import enrolments
from tests.factories import people
from tests.learners.answering import right, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast, now) -> list:
    """Six people with Ana."""
    names = ("lou", "max", "nia", "oto", "pim")
    joined = [
        enrolments.enrol(people.person(name), cast.morning, by=None, now=now, pathway="mental-health") for name in names
    ]
    return [cast.ana_learns, *joined]


def answer_all(asked, question, group, but_one_wrong=True):
    for place, one in enumerate(group):
        live.answer(asked, one, wrong(question) if but_one_wrong and place == 0 else right(question))


def close(asked, cast, now):
    return live.close(asked, by=cast.gil, now=now)


# --- asking and answering -------------------------------------------------------------------------------------------


def test_only_choices_are_asked_and_only_those_of_the_edition(session, cast, now, questions):
    assert {one["kind"] for one in live.askable(session.edition_id)} <= set(live.KINDS)
    assert len(live.askable(session.edition_id)) < len(questions)
    with pytest.raises(ValidationError, match="today's questions"):
        live.ask(session, "another", by=cast.gil, now=now)


def test_a_phone_has_one_answer_from_any_tab_and_may_change_it(asked, question, cast):
    live.answer(asked, cast.ana_learns, wrong(question))
    live.answer(asked, cast.ana_learns, wrong(question))
    live.answer(asked, cast.ana_learns, right(question))
    assert live.count(asked) == 1
    assert live.own_answer(asked, cast.ana_learns) == right(question)


def test_an_answer_is_no_fact_of_a_persons_learning(asked, question, cast):
    live.answer(asked, cast.ana_learns, right(question))
    assert not LearningEvent.objects.exists()
    assert not ModuleProgress.objects.exists()


def test_another_question_closes_the_one_that_is_open(session, asked, cast, now):
    other = live.askable(session.edition_id)[1]
    live.ask(session, other["id"], by=cast.gil, now=now)
    assert [one.closed_at is None for one in live.of_session(session)] == [False, True]


def test_opening_the_open_question_again_changes_nothing(session, asked, question, cast, now):
    assert live.ask(session, question["id"], by=cast.gil, now=now) == asked
    assert LiveQuestion.objects.get().salt == asked.salt


def test_ending_the_session_closes_its_question(session, asked, cast, today, now):
    sessions.end(cast.morning, today, None, sessions.Times(time(9), time(12)), by=cast.gil, now=now)
    assert LiveQuestion.objects.get().salt == ""


# --- nobody can tell who --------------------------------------------------------------------------------------------


def test_closing_empties_the_salt_and_the_database_insists(asked, question, group, cast, now):
    answer_all(asked, question, group)
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveQuestion.objects.filter(pk=asked.pk).update(closed_at=now)
    assert close(asked, cast, now).salt == ""


def test_after_closing_no_row_anywhere_links_a_person_to_an_answer(asked, question, group, cast, now):
    """The seats of the open question are canaries: not one is left in any row of any table."""
    answer_all(asked, question, group)
    seats = {live.seat(asked, one) for one in group}
    rows_before = set(asked.answers.values_list("pk", flat=True))
    assert set(asked.answers.values_list("seat", flat=True)) == seats
    salt = asked.salt
    close(asked, cast, now)
    everything = "\n".join(
        json.dumps(list(model._base_manager.values()), default=str)
        for model in apps.get_app_config("learners").get_models()
    )
    assert [one for one in (*seats, salt) if one in everything] == []
    assert not rows_before & set(asked.answers.values_list("pk", flat=True))


def test_what_is_kept_stands_in_no_order_of_arriving(asked, question, group, cast, now, monkeypatch):
    """The order is drawn; here it is drawn so that who came first comes last, and the rows follow it."""
    first = live.seat(asked, group[0])
    drawn = lambda self, rows: rows.sort(key=lambda row: row.seat == first)  # noqa: E731
    monkeypatch.setattr(live.secrets.SystemRandom, "shuffle", drawn)
    answer_all(asked, question, group)
    close(asked, cast, now)
    rows = asked.answers.order_by("pk")
    assert [row.seat for row in rows] == [f"closed-{place}" for place in range(1, 7)]
    assert [row.answer == wrong(question) for row in rows] == [False] * 5 + [True]


def test_audit_events_name_the_question_and_no_answer(asked, question, group, cast, now):
    answer_all(asked, question, group)
    close(asked, cast, now)
    events = AuditEvent.objects.filter(action__startswith="live-")
    assert sorted(events.values_list("action", flat=True)) == ["live-question-asked", "live-question-closed"]
    assert {event.enrolment_id for event in events} == {None}
    told = json.dumps([event.detail for event in events])
    assert not [option["id"] for option in question["options"] if option["id"] in told]
    assert str(len(group)) not in str([event.detail.get("kept") for event in events])


def test_nothing_about_it_is_logged(asked, question, cast, caplog):
    caplog.set_level("DEBUG")
    browser = Client()
    browser.force_login(cast.ana)
    browser.post(reverse("in_group"), {"asked": asked.pk, f"answer-{question['id']}": right(question)})
    assert live.count(asked) == 1
    logged = [record for record in caplog.records if record.name != "django.db.backends"]  # off but in tests
    assert not [record for record in logged if str(right(question)) in record.getMessage()]


def test_the_database_alone_does_not_lead_from_a_seat_to_a_person(asked, cast, settings):
    before = live.seat(asked, cast.ana_learns)
    settings.SECRET_KEY = "another key"
    assert live.seat(asked, cast.ana_learns) != before


# --- too few --------------------------------------------------------------------------------------------------------


def test_five_answers_are_shown_and_four_are_deleted(session, question, group, cast, now):
    for people_there, is_shown in ((group[:4], False), (group[:5], True)):
        asked = live.ask(session, question["id"], by=cast.gil, now=now)
        answer_all(asked, question, people_there)
        asked = close(asked, cast, now)
        assert bool(live.answers_to_show(asked)) is is_shown
    assert LiveAnswer.objects.count() == 5


def test_nothing_is_shown_while_it_is_open(asked, question, group):
    answer_all(asked, question, group)
    assert live.answers_to_show(asked) == []


def test_a_question_that_was_shown_is_not_asked_again(session, asked, question, group, cast, now):
    """Else six answers today and five of the same people a minute later would tell the sixth's."""
    answer_all(asked, question, group)
    close(asked, cast, now)
    with pytest.raises(ValidationError, match="has answered this question today"):
        live.ask(session, question["id"], by=cast.gil, now=now)


def test_an_answer_after_closing_is_refused(asked, question, group, cast, now):
    answer_all(asked, question, group)
    close(asked, cast, now)
    with pytest.raises(live.Closed):
        live.answer(asked, cast.ana_learns, right(question))
    with pytest.raises(live.Closed):
        live.type_in(asked, {1: right(question)})
    assert live.count(asked) == 6


def test_typed_sheets_do_not_make_a_few_phones_into_five(asked, question, group, cast, now):
    """Whoever typed them could take them off again."""
    answer_all(asked, question, group[:2])
    live.type_in(asked, {number: right(question) for number in range(1, 6)})
    assert live.answers_to_show(close(asked, cast, now)) == []
    assert not LiveAnswer.objects.exists()


def test_sheets_alone_and_sheets_beside_enough_phones_are_counted(session, question, group, cast, now):
    first, second = live.askable(session.edition_id)[:2]
    asked = live.ask(session, first["id"], by=cast.gil, now=now)
    live.type_in(asked, {number: right(first) for number in range(1, 7)})
    live.type_in(asked, {6: None})
    assert sorted(live.sheets(asked)) == [1, 2, 3, 4, 5]
    assert len(live.answers_to_show(close(asked, cast, now))) == 5
    asked = live.ask(session, second["id"], by=cast.gil, now=now)
    answer_all(asked, second, group[:5])
    live.type_in(asked, {1: right(second)})
    assert len(live.answers_to_show(close(asked, cast, now))) == 6


def test_a_number_below_five_is_not_told_while_it_is_open(asked, question, group, cast, today):
    browser = Client()
    browser.force_login(cast.gil)
    place = {"session": reverse("session", args=[cast.morning.uid, today])}
    for one in group[:4]:
        live.answer(asked, one, right(question))
    assert "Fewer than five have answered so far." in browser.get(place["session"]).content.decode()
    live.answer(asked, group[4], right(question))
    assert "5 have answered." in browser.get(place["session"]).content.decode()


def test_a_question_that_somebody_forgot_is_closed(asked, question, group, cast, now):
    answer_all(asked, question, group)
    later = now + live.LONGEST_OPEN
    assert live.open_for(cast.ana_learns, now=later) is None
    assert live.close_forgotten(now=later) == 1
    assert LiveQuestion.objects.get().salt == ""
    assert live.close_forgotten(now=later) == 0
