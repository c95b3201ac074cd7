"""How a consent ends: each condition by itself, on one connection and no other, written down once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.families import consents, items, links
from learners.models import AuditEvent, Consent, ConsentEnd, FamilyLink, FamilyShare
from learners.people import enrolments
from tests.learners.families.conftest import ALL, sign

pytestmark = pytest.mark.django_db
How = ConsentEnd.How


@pytest.fixture
def other(cast, now) -> FamilyLink:
    """Ana and Finn are connected, too."""
    _link, code = links.name(cast.ana_learns, "Finn", "friend", now=now)
    return links.take_up(code, cast.finn, now=now)


def test_nothing_stands_on_a_connection_that_ended_even_if_the_end_was_not_written(link, signed, now):
    consent = signed()
    FamilyLink.objects.filter(pk=link.pk).update(ended_at=now)
    assert not consents.stands(consent, now=now)
    assert consents.of_link(link, now=now) is None


def test_nobody_signs_for_a_connection_that_ended(link, cast, now):
    links.end(link, by=cast.ana, now=now)
    with pytest.raises(ValidationError, match="not connected"):
        sign(link, now=now)
    assert not Consent.objects.exists()


def test_a_question_about_one_connection_is_answered_for_that_one(link, other, signed, now):
    mine, others = signed(), sign(other, now=now)
    assert consents.signed(now=now, link=link) == [mine]
    assert consents.standing(now=now, link=other) == [others]
    assert {one.pk for one in consents.signed(now=now)} == {mine.pk, others.pk}


def test_single_things_end_with_their_own_connection_only(link, other, signed, cast, now):
    signed()
    sign(other, now=now)
    ended, kept = items.share(link, now=now), items.share(other, now=now)
    consents.revoke(link, by=cast.ana, now=now)
    assert list(FamilyShare.objects.filter(ended_at=None)) == [kept]
    assert FamilyShare.objects.get(ended_at=now) == ended


@pytest.mark.parametrize(
    ("how", "by", "whose"),
    [
        (How.DECLINED, "fay", "fay"),
        (How.DECLINED, None, None),
        (How.LINK_ENDED, "fay", "fay"),
        (How.LINK_ENDED, "ana", "ana"),
        (How.REVOKED, "ana", "ana"),
        (How.EXPIRED, None, "ana"),
        (How.REPLACED, "ana", "ana"),
    ],
)
def test_an_end_stands_in_the_record_of_whoever_made_it(link, cast, how, by, whose):
    said = consents.whose_event(link, getattr(cast, by) if by else None, how)
    expected = {"ana": {"enrolment": cast.ana_learns}, "fay": {"about": cast.fay}, None: {"about": None}}
    assert said == expected[whose]


def test_what_was_replaced_or_ended_meanwhile_does_not_end_what_came_after(link, signed, cast, now):
    first = signed()
    second = signed()
    assert not consents._expired(first, now)
    assert consents.stands(second, now=now)
    consents.revoke(link, by=cast.ana, now=now)
    assert not consents._expired(second, now)
    assert list(ConsentEnd.objects.order_by("pk").values_list("how", flat=True)) == [How.REPLACED, How.REVOKED]


def test_of_many_only_those_whose_day_is_over_are_written_down(link, other, signed, cast, now, today):
    over, running = signed(replace(ALL, expires_on=today)), sign(other, now=now)
    later = now + timedelta(days=2)
    assert consents.expire_due(later) == 1
    assert [end.consent for end in ConsentEnd.objects.all()] == [over]
    assert consents.stands(running, now=later)
    enrolments.end(cast.ana_learns, on=today, by=cast.mia, now=now)
    assert consents.expire_due(later) == 1
    assert AuditEvent.objects.filter(action="consent-ended").count() == 2


def test_what_is_written_down_costs_one_query_for_good(signed, now, today, django_assert_num_queries):
    signed(replace(ALL, expires_on=today))
    later = now + timedelta(days=2)
    consents.expire_due(later)
    with django_assert_num_queries(1):
        assert consents.expire_due(later) == 0
