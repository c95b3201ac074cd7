"""Whose asks wait for whom in an emergency, and what is open: each condition by itself."""

from datetime import timedelta

import pytest

from learners.access import emergencies
from learners.models import EmergencyAccess, User
from learners.people import enrolments

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=5)


@pytest.fixture
def asked(cast, now):
    """Hana asks for Ana's record."""

    def ask(**more) -> EmergencyAccess:
        usual = {"person": cast.hana, "enrolment": cast.ana_learns, "sealed_reason": "x", "asked_at": now - SOON}
        return EmergencyAccess.objects.create(**{**usual, **more})

    return ask


def agreed(cast, now) -> dict[str, object]:
    return {"agreed_by": cast.gil, "agreed_at": now, "until": now + timedelta(hours=1)}


def test_an_ask_waits_for_the_group_and_the_officer(cast, asked, now):
    one = asked()
    assert [list(emergencies.asks_for(who, now)) for who in (cast.gil, cast.petra)] == [[one], [one]]
    assert not emergencies.asks_for(cast.hana, now).exists(), "not for whoever asks"


@pytest.mark.parametrize("what", ["ended", "too old", "of tomorrow", "agreed to"])
def test_what_no_longer_waits_waits_for_nobody(cast, asked, now, what):
    asked(
        **{
            "ended": {"ended_at": now},
            "too old": {"asked_at": now - timedelta(minutes=16)},
            "of tomorrow": {"asked_at": now + timedelta(days=1)},
            "agreed to": agreed(cast, now),
        }[what]
    )
    for who in (cast.gil, cast.petra):
        assert not emergencies.asks_for(who, now).exists()


def test_nobody_agrees_about_the_own_record(cast, asked, now):
    own = enrolments.enrol(cast.petra, cast.morning, by=None, now=now, audience="participant", pathway="mental-health")
    asked(enrolment=own)
    assert emergencies.asks_for(cast.gil, now).exists()
    assert not emergencies.asks_for(cast.petra, now).exists()


def test_what_is_open_is_open_for_those_two(cast, asked, now):
    one = asked(**agreed(cast, now))
    assert list(emergencies.open_for(cast.hana, now)) == list(emergencies.agreed_by(cast.gil, now)) == [one]
    for other in (cast.mia, cast.petra, cast.gil):
        assert not emergencies.open_for(other, now).exists()
    for other in (cast.mia, cast.petra, cast.hana):
        assert not emergencies.agreed_by(other, now).exists()
        assert other == cast.hana or not emergencies.can_end_emergency(other, one.uid, now=now)


@pytest.mark.parametrize("what", ["ended", "over", "only asked", "erased", "closed"])
def test_what_is_over_is_open_for_nobody(cast, asked, now, what):
    over = {**agreed(cast, now), "until": now}
    more = {"ended": {**agreed(cast, now), "ended_at": now}, "over": over, "only asked": {}}
    asked(**more.get(what, agreed(cast, now)))
    if what == "erased":
        User.objects.filter(pk=cast.ana.pk).update(erased_at=now)
    if what == "closed":
        User.objects.filter(pk=cast.hana.pk).update(is_active=False)
    assert not emergencies.open_for(cast.hana, now).exists()
    assert not emergencies.agreed_by(cast.gil, now).exists()
