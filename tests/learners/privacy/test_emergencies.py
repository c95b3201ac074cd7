"""One asks, another agrees, and for an hour one record is open; by asking nothing is learned."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.models import AuditEvent, EmergencyAccess
from learners.post import outbox
from learners.privacy import emergencies
from learners.safekeeping import person_keys
from tests.learners.privacy.glass import MINUTE, WHY, agree, ask, codes, opened, pages

pytestmark = pytest.mark.django_db


# --- the whole way --------------------------------------------------------------------------------------------------


def test_one_asks_another_agrees_and_the_record_is_open_for_an_hour(cast, browsers, tried):
    gil, hana = browsers["gil"], browsers["hana"]
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert "Passed on" in ask(gil).content.decode()
        emergency = EmergencyAccess.objects.get()
        assert WHY not in emergency.sealed_reason
        assert codes(gil, pages(emergency, tried)) == {404}, "nothing opens before somebody agreed"
        page = hana.get(reverse("emergency_waiting")).content.decode()
        assert "Gil Example asks for the" in re.sub(r"\s+", " ", page)
        assert WHY in page
        assert "The record is open for an hour" in agree(hana, emergency).content.decode()
        emergency.refresh_from_db()
        assert emergency.until == emergency.agreed_at + timedelta(hours=1)
        assert pages(emergency, tried)[0] in gil.get(reverse("emergency_ask")).content.decode()
        for url in pages(emergency, tried):
            words = gil.get(url).content.decode()
            assert "Ben Example" in words
            assert "60 minutes left" in words
        for minutes in (12, 12, 12, 12, 11):  # longer, and the idle limit ends the session
            assert gil.get(pages(emergency, tried)[0]).status_code == 200
            clock.shift(minutes * MINUTE)
        assert "1 minute left" in gil.get(pages(emergency, tried)[0]).content.decode()
        clock.shift(MINUTE)
        assert codes(gil, pages(emergency, tried)) == {404}
        assert "Ben" not in gil.get(reverse("emergency_ask")).content.decode()


def test_each_read_is_audited_with_the_emergency(cast, browsers, tried):
    emergency = opened(browsers)
    for url in pages(emergency, tried):
        browsers["gil"].get(url)
    rows = AuditEvent.objects.filter(detail__emergency=str(emergency.uid)).order_by("pk")
    assert [(row.action, row.by.sign_in_name) for row in rows if row.action != "emergency-read"] == [
        ("emergency-asked", "gil"),
        ("emergency-agreed", "hana"),
        ("person-read", "gil"),
        ("summary-read", "gil"),
        ("attempt-read", "gil"),
    ]
    assert {row.about_id for row in rows} == {cast.ben.pk}
    assert WHY not in str(list(AuditEvent.objects.values()))


def test_only_what_is_needed_is_shown_and_nothing_can_be_changed(cast, browsers, tried, module):
    emergency, gil = opened(browsers), browsers["gil"]
    uid = cast.ben_learns.uid
    for url in pages(emergency, tried):
        words = gil.get(url).content.decode()
        assert "NOTED" not in words
        assert str(uid) not in words, "no link to the pages of those who follow Ben"
        assert re.findall(r'<form method="post" action="([^"]*)"', words.split("<main")[1]) == [
            reverse("emergency_end", args=[emergency.uid])
        ]
    for name, more in (("person", []), ("person_summary", []), ("person_sheet", [module.key]), ("person_record", [])):
        assert gil.get(reverse(name, args=[uid, *more])).status_code == 404
    assert gil.post(reverse("person_change", args=[uid, "note"]), {"text": "Hello"}).status_code == 404
    assert gil.get(reverse("cohort", args=[cast.evening.uid])).status_code == 404


def test_the_privacy_officer_gets_a_mail_that_says_nothing(cast, browsers, mailoutbox):
    emergency = opened(browsers)
    outbox.send_waiting(timezone.now())
    assert [(sent.to, sent.subject) for sent in mailoutbox] == [(["petra@example.org"], "You have a new message")] * 2
    for sent in mailoutbox:
        assert not re.search(r"Ben|Gil|record|emergency|brother", sent.body)
    desk = browsers["petra"].get(reverse("privacy_emergencies")).content.decode()
    assert "Gil E." in desk
    assert "nobody looked at it yet" in desk
    assert WHY in browsers["petra"].get(reverse("privacy_emergency", args=[emergency.uid])).content.decode()


# --- nothing is learned by asking -----------------------------------------------------------------------------------


def without_tokens(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def test_an_unknown_name_gets_the_same_answer_and_opens_nothing(cast, browsers):
    gil, answers = browsers["gil"], {}
    for name in ("nobody-here", "fay", "hana", "cara", "ben"):
        answers[name] = ask(gil, name)
    for name, answer in answers.items():
        assert without_tokens(answer) == without_tokens(answers["ben"]), name
        assert answer.status_code == 200
    asked = EmergencyAccess.objects.values_list("enrolment__person__sign_in_name", flat=True)
    assert sorted(asked) == ["ben", "cara"]
    events = AuditEvent.objects.filter(action="emergency-asked", by=cast.gil)
    assert events.count() == 5, "asking for nobody is kept, too"
    assert "nobody-here" not in str(list(events.values()))


def test_a_known_and_an_unknown_name_cost_the_same_statements(cast):
    """The first thing that is sealed for a person makes the person's key, once: Ben has one already."""
    person_keys.of(cast.ben.pk)
    counts = {}
    for name in ("nobody-here", "ben"):
        with CaptureQueriesContext(connection) as captured:
            emergencies.ask(by=cast.gil, sign_in_name=name, reason=WHY, now=timezone.now())
        counts[name] = len(captured)
    assert counts["ben"] == counts["nobody-here"]


def test_after_five_asks_in_an_hour_one_must_call_somebody(cast, browsers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for name in ("nobody-1", "nobody-2", "nobody-3", "nobody-4", "ben"):
            assert ask(browsers["gil"], name).status_code == 200
        for name in ("nobody-5", "cara"):
            answer = ask(browsers["gil"], name)
            assert answer.status_code == 422
            assert "five times within an hour" in answer.content.decode()
            assert WHY in answer.content.decode(), "nothing that was typed is lost"
        clock.shift(61 * MINUTE)
        assert ask(browsers["gil"], "cara").status_code == 200


def test_for_an_own_group_the_usual_page_is_named(cast, browsers):
    answer = ask(browsers["gil"], "ana")
    assert answer.status_code == 422
    assert "in one of your groups" in answer.content.decode()
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sign_in_name": "", "reason": WHY}, "Write the sign-in name"),
        ({"sign_in_name": "ben", "reason": ""}, "Write in a sentence"),
        ({"sign_in_name": "ben", "reason": "ill"}, "Write a few words more"),
        ({"sign_in_name": "b" * 61, "reason": WHY}, "at most 60"),
        ({"sign_in_name": "ben", "reason": "x" * 1001}, "at most 1000"),
    ],
)
def test_bad_input_is_said_and_kept(browsers, sent, said):
    answer = browsers["gil"].post(reverse("emergency_ask"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not EmergencyAccess.objects.exists()
