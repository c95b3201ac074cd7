"""Checks of the chain, rules on keeping, and legal texts at the desk."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from learners.models import AuditEvent, CheckResult, PolicyVersion, RetentionRules
from learners.privacy import checks, policies, wordings
from learners.safekeeping import audit
from tests.learners.privacy.conftest import browser, text
from tests.learners.safekeeping.past_the_house import guards_lifted, settle

pytestmark = pytest.mark.django_db
NEW = "/privacy/texts/family-consent/new/"


# --- the chain ------------------------------------------------------------------------------------------------------


def test_a_check_says_that_the_log_is_whole(petra, cast, now):
    assert "never" in text(petra.get("/privacy/check/"))
    settle()
    assert petra.post("/privacy/check/").status_code == 302
    found = CheckResult.objects.get()
    assert (found.ok, found.first_bad) == (True, None)
    assert found.events > 0
    assert "whole" in text(petra.get("/privacy/check/"))
    assert AuditEvent.objects.get(action="audit-checked").by == cast.petra


def test_a_changed_event_is_named_by_its_number(petra, cast, now):
    event = audit.note("person-read", by=cast.gil, now=now, enrolment=cast.ana_learns)
    settle()
    number = event.link.number
    with guards_lifted():
        AuditEvent.objects.filter(pk=event.pk).update(by=cast.hana)
    found = checks.look_through(now=now)
    assert (found.ok, found.first_bad) == (False, number)
    page = text(petra.get("/privacy/check/"))
    assert "not whole" in page
    assert f"Number {number}" in page
    assert f"from number {number} on" in text(petra.get("/privacy/desk/"))


def test_the_tick_checks_once_a_day(cast, now):
    assert [checks.check_due(now), checks.check_due(now + timedelta(hours=5))] == [1, 0]
    assert checks.check_due(now + timedelta(hours=25)) == 1


def test_a_long_log_is_not_checked_while_somebody_waits(petra, cast, monkeypatch, now):
    audit.note("person-read", by=cast.gil, now=now)
    settle()
    monkeypatch.setattr(checks, "WHILE_YOU_WAIT", 0)
    assert "once a day" in text(petra.get("/privacy/check/"))
    petra.post("/privacy/check/")
    assert not CheckResult.objects.exists()


# --- keeping --------------------------------------------------------------------------------------------------------

RULES = {"writing_years": 8, "record_years": 7, "invitation_days": 30}


def test_a_changed_rule_is_kept_with_who_changed_it(petra, cast):
    page = reverse("privacy_retention")
    assert petra.post(page, RULES).status_code == 302
    rules = RetentionRules.objects.get()
    assert (rules.writing_years, rules.record_years, rules.changed_by) == (8, 7, cast.petra)
    assert "worksheets 6 to 8 years, records 6 to 7 years" in text(petra.get(page))
    assert petra.post(page, RULES).status_code == 302
    assert AuditEvent.objects.filter(action="retention-set").count() == 1


def test_less_than_the_law_asks_for_is_refused(petra):
    answer = petra.post(reverse("privacy_retention"), {**RULES, "record_years": 5})
    assert answer.status_code == 422
    assert "Write 6 years or more" in text(answer)
    assert not RetentionRules.objects.exists()


# --- texts ----------------------------------------------------------------------------------------------------------


def test_a_new_wording_is_looked_at_before_it_is_published(petra, cast):
    body = policies.current("family-consent").body + "One line more."
    seen = petra.post(NEW, {"body": body, "after": 1})
    assert "Fay Example" in text(seen)
    assert policies.current("family-consent").number == 1
    assert petra.post(NEW, {"body": body, "after": 1, "step": "do"}).status_code == 302
    version = policies.current("family-consent")
    assert (version.number, version.by) == (2, cast.petra)
    assert "One line more." in text(petra.get(reverse("privacy_text", args=["family-consent", 2])))


def test_a_wording_without_an_element_is_not_published_and_not_lost(petra):
    body = policies.current("family-consent").body.replace("{expiry}", "never")
    answer = petra.post(NEW, {"body": body, "after": 1, "step": "do"})
    assert answer.status_code == 422
    assert "Put in {expiry}" in text(answer)
    assert "## 7. When it ends" in answer.content.decode()
    assert PolicyVersion.objects.filter(kind="family-consent").count() == 1


def test_publishing_wants_a_fresh_sign_in(cast):
    body = policies.current("family-consent").body + "More."
    client = browser(cast.petra, recently=False)
    assert "reauthenticate" in client.get(NEW).url
    assert "reauthenticate" in client.post(NEW, {"body": body, "after": 1, "step": "do"}).url
    assert policies.current("family-consent").number == 1


def test_two_versions_stand_beside_each_other(petra, cast, now):
    policies.publish("family-consent", policies.current("family-consent").body + "Added.", by=cast.petra, now=now)
    page = petra.get("/privacy/texts/family-consent/compare/").content.decode()
    assert re.search(r"<ins\s*>Added\.", page)
    assert petra.get("/privacy/texts/family-consent/compare/", {"old": "9", "new": "x"}).status_code == 422


def test_words_are_told_apart_and_phrases_stay_together():
    pieces = wordings.compared("We show it to you only.", "We show this to all.")
    assert pieces == [
        ("same", "We show "),
        ("out", "it "),
        ("in", "this "),
        ("same", "to "),
        ("out", "you only."),
        ("in", "all."),
    ]


def test_privacy_in_plain_words_stays_where_everybody_finds_it(client, curriculum):
    page = client.get("/privacy/")
    assert page.status_code == 200
    assert "rivacy" in text(page)
