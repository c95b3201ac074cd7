"""Requests at the desk: words that only the person and the officer read, one decision, one delay, neutral mail."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from learners.models import AuditEvent, Enrolment, OutgoingMail, PrivacyRequest, RoleGrant, User
from learners.people import grants
from learners.privacy import decisions
from learners.safekeeping import encryption
from tests.learners.pages.test_queries import queries
from tests.learners.papers import ask, long_gone
from tests.learners.privacy.conftest import browser, text

pytestmark = pytest.mark.django_db
State = PrivacyRequest.State


def path(request: PrivacyRequest) -> str:
    return reverse("privacy_request", args=[request.uid])


def test_the_words_stand_on_the_page_and_opening_them_is_audited(petra, cast, now):
    asked = ask(cast.ana, "correct", "My name has an accent.", now=now)
    assert "My name has an accent." in text(petra.get(path(asked)))
    assert "accent" not in asked.sealed_words
    event = AuditEvent.objects.get(action="request-read")
    assert (event.by, event.about) == (cast.petra, cast.ana)


def test_an_answer_is_sealed_and_the_mail_says_nothing(petra, cast, now):
    User.objects.filter(pk=cast.ana.pk).update(email="ana@example.org")
    asked = ask(cast.ana, "correct", now=now)
    answer = petra.post(path(asked), {"decision": "grant", "answer": "It is corrected."})
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (State.GRANTED, cast.petra)
    assert decisions.words(asked, decisions.ANSWER) == "It is corrected."
    assert "corrected" not in asked.sealed_answer
    mail = OutgoingMail.objects.get()
    held = json.loads(encryption.unseal(mail.sealed, bound_to=f"learners.outgoingmail.sealed:{mail.pk}"))
    to, subject, body = held[:3]
    assert (to, subject) == ("ana@example.org", "You have a new message")
    assert body == "You have a new message. Sign in to read it."
    assert AuditEvent.objects.get(action="request-decided").detail["decision"] == "granted"


def test_a_granted_restriction_holds_at_once(cast, now):
    decisions.grant(ask(cast.ana, "restrict", now=now), answer="Done.", by=cast.petra, now=now)
    assert Enrolment.objects.get(pk=cast.ana_learns.pk).restricted_at == now
    assert AuditEvent.objects.get(action="restricted").enrolment == cast.ana_learns


def test_a_refusal_changes_nothing_but_the_request(cast, now):
    asked = ask(cast.ana, "restrict", now=now)
    decisions.refuse(asked, answer="The law does not let us.", by=cast.petra, now=now)
    assert Enrolment.objects.get(pk=cast.ana_learns.pk).restricted_at is None
    assert PrivacyRequest.objects.get(pk=asked.pk).state == State.REFUSED


def test_it_is_decided_once(cast, now):
    asked = ask(cast.ana, "export", now=now)
    decisions.refuse(asked, answer="No.", by=cast.petra, now=now)
    with pytest.raises(ValidationError, match="closed already"):
        decisions.grant(asked, answer="Yes.", by=cast.petra, now=now)


def test_nobody_decides_about_the_own_request(petra, cast, now):
    asked = ask(cast.petra, "export", now=now)
    assert "Another privacy officer decides" in text(petra.get(path(asked)))
    answer = petra.post(path(asked), {"decision": "grant", "answer": "Yes."})
    assert answer.status_code == 422
    assert PrivacyRequest.objects.get(pk=asked.pk).state == State.OPEN


def test_a_decision_without_words_is_refused_and_nothing_is_lost(petra, cast, now):
    asked = ask(cast.ana, "export", now=now)
    answer = petra.post(path(asked), {"answer": "A whole answer."})
    assert answer.status_code == 422
    assert "Choose whether it is granted" in text(answer)
    assert "A whole answer." in answer.content.decode()
    assert petra.post(path(asked), {"decision": "grant", "answer": "  "}).status_code == 422


def test_it_is_put_off_once_with_a_reason(petra, cast, now):
    asked = ask(cast.ana, "export", now=now)
    later = reverse("privacy_request_later", args=[asked.uid])
    assert petra.post(later, {"reason": ""}).status_code == 422
    assert petra.post(later, {"reason": "The archive is slow."}).status_code == 302
    first_due, asked = asked.due_on, PrivacyRequest.objects.get(pk=asked.pk)
    assert (asked.due_on - first_due).days == 30
    assert decisions.words(asked, decisions.DELAY) == "The archive is slow."
    assert "Put it off" not in text(petra.get(path(asked)))
    assert petra.post(later, {"reason": "Once more."}).status_code == 422


def test_an_erasure_shows_first_what_goes_and_wants_the_name_typed(petra, cast, now):
    asked = ask(cast.ana, "erase", now=now)
    page = reverse("privacy_erasure", args=[asked.uid])
    shown = text(petra.get(page))
    assert "unreadable for good" in shown
    assert "kept as a record without a name" in shown
    wrong = petra.post(page, {"sign_in_name": "ben"})
    assert wrong.status_code == 422
    assert "That is another sign-in name" in text(wrong)
    assert User.objects.get(pk=cast.ana.pk).erased_at is None
    assert petra.post(page, {"sign_in_name": "Ana"}).status_code == 302
    assert User.objects.get(pk=cast.ana.pk).erased_at is not None
    assert "It cannot be read any more: the person was erased." in text(petra.get(path(asked))), "not that nothing was"
    assert PrivacyRequest.objects.get(pk=asked.pk).state == State.GRANTED
    assert petra.get(page).status_code == 404


def test_erasing_wants_a_fresh_sign_in(cast, now):
    page = reverse("privacy_erasure", args=[ask(cast.ana, "erase", now=now).uid])
    client = browser(cast.petra, recently=False)
    for answer in (client.get(page), client.post(page, {"sign_in_name": "ana"})):
        assert answer.status_code == 302
        assert "reauthenticate" in answer.url
    assert User.objects.get(pk=cast.ana.pk).erased_at is None


def test_what_has_to_be_done_before_an_erasure_is_said_first(petra, cast, now):
    grants.give_role(cast.ana, RoleGrant.Role.AUTHOR, by=None, now=now)
    page = reverse("privacy_erasure", args=[ask(cast.ana, "erase", now=now).uid])
    assert "This person works here. End all of the person" in text(petra.get(page))
    assert petra.post(page, {"sign_in_name": "ana"}).status_code == 422
    assert User.objects.get(pk=cast.ana.pk).erased_at is None


def test_erasing_who_is_due_wants_a_fresh_sign_in_as_well(cast, now):
    gone = long_gone(cast, now=now)
    page = reverse("privacy_due_erasure", args=[gone.uid])
    assert browser(cast.petra).get(page).status_code == 200
    client = browser(cast.petra, recently=False)
    for answer in (client.get(page), client.post(page, {"sign_in_name": "gone"})):
        assert answer.status_code == 302
        assert "reauthenticate" in answer.url
    gone.refresh_from_db()
    assert gone.erased_at is None


def test_nobody_who_is_not_due_is_erased_without_asking(petra, cast):
    assert petra.get(reverse("privacy_due_erasure", args=[cast.ana.uid])).status_code == 404


def test_an_erasure_cannot_be_granted_on_the_page_of_the_request(petra, cast, now):
    asked = ask(cast.ana, "erase", now=now)
    assert petra.post(path(asked), {"decision": "grant", "answer": "Yes."}).status_code == 422
    with pytest.raises(ValidationError):
        decisions.grant(asked, answer="Yes.", by=cast.petra, now=now)


@pytest.mark.parametrize("people", [1, 30])
def test_lists_take_as_many_queries_for_any_number_of_rows(petra, now, people):
    for number in range(people):
        ask(User.objects.create(sign_in_name=f"many{number}", password="!"), "export", now=now)
    assert queries(petra, "get", reverse("privacy_requests")) == 7
    assert queries(petra, "get", reverse("privacy_home")) == 15


def test_the_person_reads_why_it_takes_longer(cast, now):
    asked = ask(cast.ana, "correct", now=now)
    decisions.delay(asked, reason="We wait for the paper archive.", by=cast.petra, now=now)
    page = text(browser(cast.ana).get(reverse("my_requests")))
    assert "Why it takes longer: We wait for the paper archive." in " ".join(page.split())


def test_the_page_of_the_own_requests_takes_as_many_queries_with_one_as_with_many(cast, now):
    client = browser(cast.ana)
    decisions.refuse(ask(cast.ana, "correct", now=now), answer="It is right as it is.", by=cast.petra, now=now)
    one = queries(client, "get", reverse("my_requests"))
    for _ in range(5):
        decisions.refuse(ask(cast.ana, "correct", now=now), answer="It is right as it is.", by=cast.petra, now=now)
    assert queries(client, "get", reverse("my_requests")) == one
