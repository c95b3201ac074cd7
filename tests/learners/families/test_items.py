"""Single things are shown only by a consent for that, to that one person, and stopped by their own address only."""

import pytest
from django.core.exceptions import ValidationError

from learners.families import items
from learners.families.wording import Choices
from learners.models import FamilyLink, FamilyShare
from tests.learners.families.conftest import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_ben(cast, now) -> FamilyLink:
    known = {"family_member": cast.finn, "relation": "friend", "made_at": now, "taken_up_at": now}
    link = FamilyLink.objects.create(participant=cast.ben_learns, **known)
    sign(link, now=now, signature="Ben Example")
    return link


@pytest.mark.parametrize("choices", [None, Choices(shows_week=True, shows_taking_part=True)])
def test_nothing_is_shown_without_a_consent_for_single_things(link, signed, written, module, now, choices):
    if choices:
        signed(choices)
    for key in (module.key, None):
        with pytest.raises(ValidationError, match="First sign"):
            items.share(link, module_key=key, now=now)
    assert not FamilyShare.objects.exists()


def test_a_thing_is_stopped_by_its_own_address_and_once(link, of_ben, signed, written, module, now):
    signed()
    plan, sheet = items.share(link, now=now), items.share(link, module_key=module.key, now=now)
    others = items.share(of_ben, now=now)
    assert not items.stop(link, others.uid, now=now)
    assert items.stop(link, sheet.uid, now=now)
    assert not items.stop(link, sheet.uid, now=now)
    assert set(FamilyShare.objects.filter(ended_at=None)) == {plan, others}


def test_a_sheet_counts_as_shown_for_its_writer_while_it_is(link, signed, written, module, cast, now):
    assert not items.is_shown(cast.ana_learns, module.key)
    signed()
    items.share(link, now=now)
    assert not items.is_shown(cast.ana_learns, module.key), "the plan is no sheet"
    sheet = items.share(link, module_key=module.key, now=now)
    assert items.is_shown(cast.ana_learns, module.key)
    assert not items.is_shown(cast.ben_learns, module.key)
    items.stop(link, sheet.uid, now=now)
    assert not items.is_shown(cast.ana_learns, module.key)
