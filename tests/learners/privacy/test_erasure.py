"""After an erasure nobody finds or reads what was the person's, no record is missing, and what stays is whole."""

import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from wagtail.models import ModelLogEntry

from learners.models import AuditEvent, ConsentEnd, FamilyLink, OutgoingMail, PrivacyRequest, RetentionRules, User
from learners.privacy import belongings, erasure, neutral, opening, requests
from learners.privacy.belongings import Fate
from tests.factories.people import PASSWORD
from tests.learners.privacy.scene import found_in, traces

pytestmark = pytest.mark.django_db
GO = {"learners.CalendarFeed", "learners.SignIn", "learners.ConsentEnd", "learners.AuditEvent", "learners.AuditLink"}


@pytest.fixture
def asked(full, now) -> PrivacyRequest:
    return requests.make(full.ana, "erase", "", by=full.ana, now=now)


@pytest.fixture
def erased(full, asked, officer, now):
    erasure.erase(full.ana, by=officer, now=now)
    full.ana.refresh_from_db()
    return full


# --- what is gone ---------------------------------------------------------------------------------------------------


def test_no_name_no_address_and_no_text_is_left_in_the_database(full, asked, officer, now):
    gone = traces("ana", full.ana.email)
    erasure.erase(full.ana, by=officer, now=now)
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            assert found_in(repr(row).encode(), gone) == [], model
    assert User.objects.filter(first_name=full.ben.first_name).exists()  # others are untouched


def test_nothing_that_was_sealed_of_the_person_can_be_opened(erased):
    opener, tried = opening.Opener(erased.ana), 0
    for belonging, side in belongings.told():
        for column in belonging.sealed if side is belonging.sides[0] else ():
            for row in belongings.rows(belonging, side, erased.ana):
                if getattr(row, column).startswith("2."):
                    assert opener.words(row, column) is None, belonging.model
                    tried += 1
    assert tried > 3


def test_the_key_is_gone_and_no_new_one_is_made(erased):
    from learners.safekeeping import person_keys

    assert erased.ana.data_key.wrapped == ""
    with pytest.raises(person_keys.Destroyed):
        person_keys.of(erased.ana.pk)


def test_a_person_without_a_key_gets_none_any_more(cast, now):
    from learners.safekeeping import person_keys

    erasure.erase_by_hand(cast.finn, by=None, now=now)
    with pytest.raises(person_keys.Destroyed):
        person_keys.of(cast.finn.pk)


def test_nobody_signs_in_and_sessions_end(full, asked, officer, now):
    client = Client()
    client.force_login(full.ana)
    other = Client()
    other.force_login(full.ben)
    erasure.erase(full.ana, by=officer, now=now)
    assert client.get("/learn/").status_code == 302
    assert other.get("/learn/").status_code == 200
    assert Session.objects.count() == 1
    assert not Client().login(username="ana", password=PASSWORD)
    full.ana.refresh_from_db()
    assert not full.ana.is_active
    assert not full.ana.has_usable_password()


def test_waiting_mail_is_dropped_and_that_of_others_is_not(erased):
    rows = [bool(one.sealed) for one in OutgoingMail.objects.order_by("made_at")]
    assert sorted(rows) == [False, True]


def test_links_end_on_both_sides_without_a_word_why(erased, now):
    link = FamilyLink.objects.get(participant=erased.ana_learns)
    assert link.ended_at == now
    assert ConsentEnd.objects.get(consent__link=link).how == "erased"
    assert not link.shares.filter(ended_at=None).exists()


def test_a_family_member_can_be_erased_too(full, officer, now):
    requests.make(full.fay, "erase", "", by=full.fay, now=now)
    erasure.erase(full.fay, by=officer, now=now)
    assert FamilyLink.objects.get(family_member=full.fay).ended_at == now
    full.ana.refresh_from_db()
    assert full.ana.is_active


def test_the_editor_s_log_forgets_the_name(full, asked, officer, now):
    ModelLogEntry.objects.log_action(full.ana, action="wagtail.edit", user=full.olga)
    assert full.ana.first_name in ModelLogEntry.objects.get().label
    erasure.erase(full.ana, by=officer, now=now)
    assert ModelLogEntry.objects.get().label == neutral.name(full.ana.uid)


# --- what stays -----------------------------------------------------------------------------------------------------


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def test_no_row_is_missing_but_those_that_only_opened_something(full, asked, officer, now):
    before = counts()
    erasure.erase(full.ana, by=officer, now=now)
    assert {name for name, number in counts().items() if number != before[name]} <= GO
    assert counts()["learners.CalendarFeed"] == before["learners.CalendarFeed"] - 1


def test_progress_is_as_its_events_say(erased):
    call_command("rebuild_progress", check=True, stdout=io.StringIO())


def test_it_is_noted_who_erased_whom(erased, officer):
    noted = AuditEvent.objects.get(action="person-erased")
    assert (noted.by, noted.about) == (officer, erased.ana)


def test_the_request_is_granted(erased, asked, officer):
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("granted", officer)
    assert not PrivacyRequest.objects.filter(person=erased.ana, state="open").exists()


def test_the_forecast_says_what_is_kept_and_why_and_changes_nothing(full):
    before = counts()
    lines = erasure.forecast(full.ana)
    assert counts() == before
    kept = {line.belonging.model: line for line in erasure.kept(full.ana)}
    assert kept["learners.LearningEvent"].rows > 5
    assert "six years" in str(kept["learners.Attendance"].belonging.why)
    assert {line.fate for line in lines} >= {Fate.KEY, Fate.EMPTIED, Fate.KEPT, Fate.DELETED}


# --- who may, and when ----------------------------------------------------------------------------------------------


def test_only_a_privacy_officer_may(full, asked, now):
    for one in (full.gil, full.mia, full.olga, full.ana, full.amir):
        with pytest.raises(ValidationError, match="privacy officer"):
            erasure.erase(full.ana, by=one, now=now)


def test_nobody_is_erased_who_did_not_ask_and_is_not_due(full, officer, now):
    with pytest.raises(ValidationError, match="did not ask"):
        erasure.erase(full.ben, by=officer, now=now)


def test_a_request_that_was_taken_back_does_not_count(full, asked, officer, now):
    requests.withdraw(full.ana, asked.uid, now=now)
    with pytest.raises(ValidationError, match="did not ask"):
        erasure.erase(full.ana, by=officer, now=now)


def test_nobody_is_erased_twice(erased, officer, now):
    requests_before = AuditEvent.objects.count()
    with pytest.raises(ValidationError, match="already"):
        erasure.erase_by_hand(erased.ana, by=officer, now=now)
    assert AuditEvent.objects.count() == requests_before


@pytest.mark.parametrize("name", ["gil", "mia", "ivo", "olga"])
def test_who_works_or_worked_here_stays_named_in_the_log(full, name, now):
    with pytest.raises(ValidationError, match="work"):
        erasure.erase_by_hand(getattr(full, name), by=None, now=now)


def test_who_worked_here_long_ago_can_be_erased(full, now):
    full.ivo.role_grants.update(ended_at=now - timedelta(days=366 * 7))
    erasure.erase_by_hand(full.ivo, by=None, now=now)
    RetentionRules.objects.create(record_years=10)
    with pytest.raises(ValidationError):
        erasure.erase_by_hand(full.hana, by=None, now=now)
