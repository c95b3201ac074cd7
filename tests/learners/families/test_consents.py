"""A consent is signed and ended, never edited; whether it stands is asked in one place."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from learners.families import consents, items, links, wording
from learners.models import AuditEvent, Consent, ConsentCheck, ConsentEnd, FamilyShare, User
from learners.people import enrolments
from learners.privacy import policies
from tests.learners.families.conftest import ALL, sign

pytestmark = pytest.mark.django_db
WEEK_ONLY = wording.Choices(shows_week=True)


def stands(consent, now) -> bool:
    return consents.stands(consent, now=now)


def test_nothing_stands_before_somebody_signs(link, now):
    assert consents.standing(now=now) == []
    assert consents.of_link(link, now=now) is None


def test_what_was_signed_is_what_stood_on_the_page_with_its_marks(link, signed, now):
    page = wording.page(link, now=now)
    frozen = wording.frozen(signed(WEEK_ONLY))
    for piece in page.pieces:
        assert piece.text in frozen.text
    assert "[x] Which week of the program" in frozen.text
    assert "[ ] Yes or no for each week" in frozen.text
    assert "(x) When your program ends" in frozen.text
    assert "[x] I have read this page. I say yes to what is ticked.\nAna Example" in frozen.text
    assert "You can say no. Your treatment does not depend on it." in frozen.text


def test_all_nine_elements_of_the_rule_are_frozen(signed, cast):
    frozen = wording.frozen(signed())
    assert list(frozen.elements) == list(policies.NINE)
    assert all(frozen.elements.values())
    assert (frozen.elements["patient"], frozen.elements["signature"]) == ("Ana Example", "Ana Example")
    assert frozen.elements["recipient"] == "parent"  # the cast's link has no name


def test_what_was_signed_is_sealed_under_the_participants_key(signed, cast):
    consent = signed()
    assert "Ana" not in consent.sealed
    assert consent.sealed.startswith(f"2.{cast.ana.data_key.pk.hex}.")


@pytest.mark.parametrize(
    "choices",
    [wording.Choices(), replace(ALL, expires_on=None, shows_week=False, shows_taking_part=False, shows_items=False)],
)
def test_nothing_is_signed_where_nothing_is_ticked(signed, choices):
    with pytest.raises(ValidationError):
        signed(choices)
    assert not Consent.objects.exists()


def test_a_day_that_is_over_cannot_be_chosen(signed, today):
    with pytest.raises(ValidationError):
        signed(replace(ALL, expires_on=today - timedelta(days=1)))
    assert signed(replace(ALL, expires_on=today)).expires_on == today


def test_nobody_signs_for_somebody_else(link, cast, now):
    seen = wording.page(link, now=now).fingerprint
    for other in (cast.gil, cast.mia, cast.fay, cast.ben):
        with pytest.raises(ValidationError):
            consents.sign(link, ALL, signature="Ana Example", seen=seen, by=other, now=now)
    assert not Consent.objects.exists()


def test_a_page_that_changed_since_it_was_read_is_not_signed(link, cast, now):
    seen = wording.page(link, now=now).fingerprint
    User.objects.filter(pk=cast.ana.pk).update(last_name="Newname")
    with pytest.raises(ValidationError):
        consents.sign(link, ALL, signature="Ana", seen=seen, by=cast.ana, now=now)
    assert not Consent.objects.exists()


def test_a_change_is_a_new_consent_in_place_of_the_old_one(signed, now):
    first = signed()
    second = signed(WEEK_ONLY)
    assert (second.replaces, first.end.how, first.end.at) == (first, ConsentEnd.How.REPLACED, now)
    assert [stands(one, now) for one in (first, second)] == [False, True]


def test_a_revoked_consent_stands_no_longer_and_stays_in_history(link, signed, cast, now):
    consent = signed()
    assert consents.revoke(link, by=cast.ana, now=now)
    assert not stands(consent, now)
    assert consents.history(link=link) == [consent]
    assert not consents.revoke(link, by=cast.ana, now=now)
    actions = AuditEvent.objects.filter(action__startswith="consent-").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["consent-signed", "consent-ended"]


def test_one_person_is_stopped_while_another_goes_on(link, signed, cast, now):
    other, code = links.name(cast.ana_learns, "Rosa", "friend", now=now)
    links.take_up(code, cast.finn, now=now)
    kept, stopped = sign(other, now=now), signed()
    consents.revoke(link, by=cast.ana, now=now)
    assert [stands(one, now) for one in (kept, stopped)] == [True, False]


def test_it_stands_through_its_last_day_of_the_groups_own_clock(signed, cast, now, today):
    consent = signed(replace(ALL, expires_on=today))
    midnight = (now.astimezone(cast.morning.zone) + timedelta(days=1)).replace(hour=0, minute=0, second=0)
    assert stands(consent, midnight - timedelta(seconds=1))
    assert not stands(consent, midnight + timedelta(seconds=1))


def test_it_ends_with_the_program_unless_it_names_a_day(link, signed, cast, now, today):
    to_the_end = signed()
    enrolments.end(cast.ana_learns, on=today, by=cast.mia, now=now)
    assert stands(to_the_end, now)
    assert not stands(to_the_end, now + timedelta(days=1))


def test_it_does_not_stand_when_either_account_is_closed_or_erased(signed, cast, now):
    consent = signed()
    for person in (cast.ana, cast.fay):
        for change in ({"is_active": False}, {"erased_at": now}):
            User.objects.filter(pk=person.pk).update(**change)
            assert not stands(consent, now), (person, change)
            User.objects.filter(pk=person.pk).update(is_active=True, erased_at=None)
    assert stands(consent, now)


def test_it_does_not_stand_before_the_other_person_has_come(cast, now):
    named, code = links.name(cast.ana_learns, "Rosa", "friend", now=now)
    consent = sign(named, now=now)
    assert not stands(consent, now)
    assert consents.of_link(named, now=now) == consent
    links.take_up(code, cast.finn, now=now)
    assert stands(consent, now)


@pytest.mark.parametrize("deed", [links.end, links.decline])
def test_it_ends_with_the_connection_whoever_ends_it(link, signed, cast, now, deed):
    consent = signed()
    assert deed(link, by=cast.fay, now=now)
    assert not stands(consent, now)
    consent.refresh_from_db()
    assert consent.end.by == cast.fay


def test_what_is_over_by_its_day_is_written_down_once(signed, now, today):
    consent = signed(replace(ALL, expires_on=today))
    assert consents.expire_due(now) == 0
    later = now + timedelta(days=2)
    assert [consents.expire_due(later), consents.expire_due(later)] == [1, 0]
    consent.refresh_from_db()
    assert (consent.end.how, consent.end.by) == (ConsentEnd.How.EXPIRED, None)


def test_what_is_over_with_the_program_is_written_down_too(signed, cast, now, today):
    signed()
    enrolments.end(cast.ana_learns, on=today, by=cast.mia, now=now)
    assert [consents.expire_due(now), consents.expire_due(now + timedelta(days=2))] == [0, 1]


def test_an_item_does_not_come_back_with_a_new_consent(link, signed, written, module, cast, now):
    signed()
    items.share(link, module_key=module.key, now=now)
    signed(WEEK_ONLY)
    signed(ALL)
    assert items.running(link) == []
    assert FamilyShare.objects.filter(ended_at=now).count() == 1


def test_staff_look_at_it_and_do_not_sign(signed, cast, now):
    consent = signed()
    assert [consents.counter_check(consent, by=cast.gil, now=now) for _ in range(2)] == [True, False]
    assert ConsentCheck.objects.get().by == cast.gil
    assert Consent.objects.count() == 1


@contextmanager
def atomic_and_back():
    """What happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_all_consents_of_an_account_end_at_once_on_either_side(signed, cast, now):
    for person in (cast.fay, cast.ana):
        with atomic_and_back():
            consent = signed()
            assert links.end_all_of(person, ConsentEnd.How.ERASED, by=None, now=now) == 1
            assert consents.standing(now=now) == []
            assert Consent.objects.get(pk=consent.pk).end.how == "erased"
            assert links.end_all_of(person, ConsentEnd.How.ERASED, by=None, now=now) == 0


def test_the_database_refuses_to_change_what_was_signed(signed):
    consent = signed(WEEK_ONLY)
    for change in (lambda: Consent.objects.update(shows_items=True), consent.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_one_query_says_what_stands_for_one_or_many(signed, cast, now, django_assert_num_queries):
    signed()
    with django_assert_num_queries(1):
        found = consents.standing(now=now, link__family_member=cast.fay)
        assert [one.link.participant.person.first_name for one in found] == ["Ana"]
