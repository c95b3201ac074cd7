"""Breaking the glass, as people at their own screens: one asks, another agrees, and for an hour one record is open."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.learning import attempts
from learners.models import AuditEvent, EmergencyAccess, User
from learners.post import outbox
from learners.privacy import emergencies
from learners.safekeeping import notes, person_keys, sharing

pytestmark = pytest.mark.django_db
WHY = "His brother called: he has not come home since Tuesday."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def browsers(cast):
    User.objects.filter(pk=cast.petra.pk).update(email="petra@example.org")
    found = {name: Client() for name in ("ana", "ben", "fay", "gil", "hana", "ivo", "mia", "petra", "amir", "olga")}
    for name, client in found.items():
        client.force_login(getattr(cast, name))
    return found


@pytest.fixture
def tried(cast, module, now):
    """Ben has handed in a check-in, a facilitator wrote a note about him, and he shows a sheet to his group."""
    notes.write(cast.ben_learns, "NOTED about Ben", by=cast.hana, now=now)
    sharing.share(cast.ben_learns, module.key, now=now)
    return attempts.submit(attempts.start(cast.ben_learns, module, now=now), module, now=now)


def ask(client, name="ben", why=WHY):
    return client.post(reverse("emergency_ask"), {"sign_in_name": name, "reason": why}, follow=True)


def agree(client, emergency):
    return client.post(reverse("emergency_agree", args=[emergency.uid]), follow=True)


def end(client, emergency):
    return client.post(reverse("emergency_end", args=[emergency.uid]), follow=True)


def pages(emergency, tried):
    one = [emergency.uid]
    return [
        reverse("emergency_person", args=one),
        reverse("emergency_summary", args=one),
        reverse("emergency_attempt", args=[*one, tried.pk]),
    ]


def opened(browsers):
    ask(browsers["gil"])
    agree(browsers["hana"], EmergencyAccess.objects.get())
    return EmergencyAccess.objects.get()


def codes(client, urls):
    return {client.get(url).status_code for url in urls}


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


# --- the second person ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "may"),
    [("hana", True), ("mia", True), ("petra", True), ("gil", False), ("ivo", False), ("amir", False), ("olga", False)],
)
def test_who_may_be_the_second_person(cast, browsers, name, may):
    """The facilitator of the group, its manager, the privacy officer; never whoever asked."""
    ask(browsers["gil"])
    emergency = EmergencyAccess.objects.get()
    agree(browsers[name], emergency)
    emergency.refresh_from_db()
    assert (emergency.agreed_by == getattr(cast, name)) == may
    page = browsers[name].get(reverse("emergency_waiting"))
    assert "Say no" not in page.content.decode()


def test_the_second_person_of_another_program_sees_no_ask(cast, browsers):
    ask(browsers["mia"], "cara")
    for name in ("gil", "hana"):
        assert "Cara" not in browsers[name].get(reverse("emergency_waiting")).content.decode()
        assert agree(browsers[name], EmergencyAccess.objects.get()).status_code == 404
    assert "Cara" in browsers["petra"].get(reverse("emergency_waiting")).content.decode()


def test_after_a_quarter_of_an_hour_nobody_can_agree(cast, browsers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(browsers["gil"])
        clock.shift(15 * MINUTE)
        assert agree(browsers["hana"], EmergencyAccess.objects.get()).status_code == 404
        assert "Ben" not in browsers["hana"].get(reverse("emergency_waiting")).content.decode()
    assert EmergencyAccess.objects.get().agreed_at is None


def test_the_second_person_may_say_no(cast, browsers, tried):
    ask(browsers["gil"])
    emergency = EmergencyAccess.objects.get()
    assert end(browsers["gil"], emergency).status_code == 404, "whoever asked does not learn that the ask is there"
    end(browsers["hana"], emergency)
    assert agree(browsers["mia"], emergency).status_code == 404
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}


@pytest.mark.parametrize("name", ["gil", "hana"])
def test_either_ends_it_early(cast, browsers, tried, name):
    emergency = opened(browsers)
    assert codes(browsers["gil"], pages(emergency, tried)) == {200}
    end(browsers[name], emergency)
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}
    assert AuditEvent.objects.filter(action="emergency-ended", by=getattr(cast, name)).count() == 1


def test_it_opens_for_nobody_else(cast, browsers, tried):
    emergency = opened(browsers)
    for name in ("ana", "fay", "ivo", "amir", "olga", "petra", "mia", "hana", "ben"):
        assert codes(browsers[name], pages(emergency, tried)) <= {403, 404}, name


# --- rights that end in between -------------------------------------------------------------------------------------


def test_a_right_that_ends_closes_the_record_on_the_next_request(cast, browsers, tried):
    emergency = opened(browsers)
    assert codes(browsers["gil"], pages(emergency, tried)) == {200}
    cast.gil.role_grants.update(ended_at=timezone.now())
    assert codes(browsers["gil"], pages(emergency, tried)) == {403}


def test_whoever_lost_the_right_meanwhile_cannot_be_agreed_to(cast, browsers):
    ask(browsers["gil"])
    cast.gil.role_grants.update(ended_at=timezone.now())
    answer = agree(browsers["hana"], EmergencyAccess.objects.get())
    assert "cannot be agreed to any more" in answer.content.decode()
    assert EmergencyAccess.objects.get().agreed_at is None


def test_a_second_person_who_lost_the_right_cannot_agree(cast, browsers):
    ask(browsers["gil"])
    cast.hana.role_grants.update(ended_at=timezone.now())
    assert agree(browsers["hana"], EmergencyAccess.objects.get()).status_code == 403


def test_a_closed_account_reads_nothing(cast, browsers, tried):
    emergency = opened(browsers)
    User.objects.filter(pk=cast.gil.pk).update(is_active=False)
    assert codes(browsers["gil"], pages(emergency, tried)) == {302}


def test_what_was_erased_meanwhile_is_closed(cast, browsers, tried):
    emergency = opened(browsers)
    User.objects.filter(pk=cast.ben.pk).update(erased_at=timezone.now())
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}
    assert ask(browsers["gil"]).status_code == 200
    assert EmergencyAccess.objects.count() == 1
