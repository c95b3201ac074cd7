"""A question for everybody on a phone, from paper, and how the answers spread."""

import pytest
from django.test import Client
from django.urls import reverse

from learners.groups import live, spread
from learners.models import LiveAnswer
from learners.people import enrolments
from tests.learners.answering import right, wrong

pytestmark = pytest.mark.django_db


# --- on a phone -----------------------------------------------------------------------------------------------------


def posted(asked, question, given):
    return {"asked": asked.pk, f"answer-{question['id']}": given}


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_a_participant_answers_and_changes_it_on_the_phone(asked, question, cast, ana):
    assert question["prompt"] in ana.get(reverse("in_group")).content.decode()
    assert ana.post(reverse("in_group"), posted(asked, question, wrong(question))).status_code == 302
    again = ana.get(reverse("in_group")).content.decode()
    assert "Change my answer" in again
    assert "checked" in again
    ana.post(reverse("in_group"), posted(asked, question, right(question)))
    assert live.own_answer(asked, cast.ana_learns) == right(question)


def test_nothing_chosen_is_said_and_not_kept(asked, ana):
    answer = ana.post(reverse("in_group"), {"asked": asked.pk})
    assert answer.status_code == 422
    assert "Choose an answer first." in answer.content.decode()
    assert live.count(asked) == 0


def test_other_groups_families_and_people_who_left_are_asked_nothing(asked, question, cast, now):
    enrolments.end(cast.ana_learns, on=cast.morning.today(now), by=None, now=now)
    for user in (cast.ben, cast.cara, cast.fay, cast.ana):
        browser = browser_of(user)
        answer = browser.get(reverse("in_group"), follow=True)
        elsewhere = [(reverse("family_plan"), 302)]
        assert answer.redirect_chain == (elsewhere if user == cast.fay else [])
        assert ("No question is open" in answer.content.decode()) == (user != cast.fay)
        browser.post(reverse("in_group"), posted(asked, question, right(question)))
    assert live.count(asked) == 0


def test_an_answer_to_a_question_that_is_over_is_not_taken_for_the_next_one(session, asked, question, cast, ana, now):
    other = live.askable(session.edition_id)[1]
    live.ask(session, other["id"], by=cast.gil, now=now)
    answer = ana.post(reverse("in_group"), posted(asked, question, right(question)), follow=True)
    assert "was not counted" in answer.content.decode()
    assert not LiveAnswer.objects.exists()


# --- from paper, and the spread -------------------------------------------------------------------------------------


def test_sheets_are_typed_in_and_come_back_filled(asked, question, cast, today):
    browser = browser_of(cast.gil)
    url = reverse("session_paper", args=[cast.morning.uid, today])
    filled = {f"sheet-{number}-there": "1" for number in range(1, 13)} | {"sheet-3": right(question)}
    assert browser.post(url, filled).status_code == 302
    assert live.sheets(asked) == {3: right(question)}
    assert browser.get(url).content.decode().count("checked") == 12  # one chosen, eleven with none
    browser.post(url, {**filled, "sheet-3": ""})
    assert live.sheets(asked) == {}


def test_a_sheet_with_a_made_up_answer_is_refused(asked, cast, today):
    browser = browser_of(cast.gil)
    answer = browser.post(reverse("session_paper", args=[cast.morning.uid, today]), {"sheet-2": "nonsense"})
    assert answer.status_code == 422
    assert "Sheet 2:" in answer.content.decode()
    assert live.count(asked) == 0


def test_numbered_sheets_can_be_printed(session, question, cast, today):
    page = browser_of(cast.gil).get(reverse("session_sheets", args=[cast.morning.uid, today])).content.decode()
    assert page.count(question["prompt"]) >= 12
    assert "Sheet 12" in page


def test_a_spread_counts_options_and_marks_the_right_ones(question):
    found = spread.of(question, [right(question)] * 4 + [wrong(question)])
    assert (found.out_of, found.all_right) == (5, 4)
    assert sum(bar.number for bar in found.bars) == 5
    drawn = spread.drawing(found)
    assert drawn.count("<rect") == 2 * len(found.bars)
    assert "✓" in drawn
    assert "style" not in drawn


def test_a_spread_of_nothing_can_be_drawn(question):
    assert 'width="0"' in spread.drawing(spread.of(question, []))
