"""Wordings of legal texts: version 1 is there, each version stays, and a new one must say what the law asks for."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from learners.models import AuditEvent, PolicyVersion
from learners.privacy import policies, shipped
from tests.factories import people

Kind = PolicyVersion.Kind
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Kind.values)
def test_a_new_site_has_version_1_of_each_text_as_it_was_shipped(kind):
    version = policies.current(kind)
    assert (version.number, version.body, version.by) == (1, shipped.body(kind), None)
    assert version.sha256 == shipped.digest(version.body)
    policies.check(kind, version.body)


def test_the_notice_beside_what_is_shown_is_the_sentence_of_the_law():
    notice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    assert policies.current(Kind.REDISCLOSURE).body.strip() == notice


def test_the_text_on_consent_needs_all_nine_elements():
    body = policies.current(Kind.FAMILY_CONSENT).body
    for word in policies.NINE:
        with pytest.raises(ValidationError, match=f"{{{word}}}"):
            policies.check(Kind.FAMILY_CONSENT, body.replace(f"{{{word}}}", "something"))


def test_a_word_in_braces_that_nothing_stands_for_is_refused():
    with pytest.raises(ValidationError, match="diagnosis"):
        policies.check(Kind.FAMILY_CONSENT, policies.current(Kind.FAMILY_CONSENT).body + "{diagnosis}")


def test_a_published_wording_stands_and_the_one_before_stays_as_it_was():
    petra, before = people.person("petra"), policies.current(Kind.FAMILY_CONSENT)
    made = policies.publish(Kind.FAMILY_CONSENT, before.body + "\r\nOne more line.  ", by=petra, now=timezone.now())
    assert policies.current(Kind.FAMILY_CONSENT) == made
    assert (made.number, made.by, made.body.endswith("\nOne more line.\n")) == (2, petra, True)
    assert PolicyVersion.objects.get(pk=before.pk).body == before.body
    event = AuditEvent.objects.get(action="policy-published")
    assert (event.by, event.detail) == (petra, {"kind": "family-consent", "number": 2})


def test_the_same_wording_is_not_published_again():
    with pytest.raises(ValidationError, match="already"):
        policies.publish(
            Kind.REDISCLOSURE, policies.current(Kind.REDISCLOSURE).body, by=people.person("petra"), now=timezone.now()
        )


def test_of_two_who_write_at_once_the_second_reads_first():
    petra, body, now = people.person("petra"), policies.current(Kind.FAMILY_CONSENT).body, timezone.now()
    policies.publish(Kind.FAMILY_CONSENT, body + "First.", by=petra, now=now, after=1)
    with pytest.raises(ValidationError, match="just now"):
        policies.publish(Kind.FAMILY_CONSENT, body + "Second.", by=petra, now=now, after=1)
    assert policies.current(Kind.FAMILY_CONSENT).number == 2


def test_the_database_refuses_to_change_a_wording():
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.update(body="something else")


def test_values_that_hold_braces_are_not_filled_again():
    filled = policies.filled("{patient} and {recipient} and {other}", {"patient": "{recipient}", "recipient": "Rosa"})
    assert filled == "{recipient} and Rosa and {other}"
