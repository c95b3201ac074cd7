"""Ana and Fay are connected; a consent of Ana's for Fay is made by the deed itself."""

from collections.abc import Callable

import pytest
from django.test import Client

from learners.families import consents, wording
from learners.families.wording import Choices
from learners.learning import progress, worksheets
from learners.models import Consent, FamilyLink
from tests.learners.families.pages import browser

ALL = Choices(shows_week=True, shows_taking_part=True, shows_items=True)
SECRET = "A walk with Marta at dawn"


def sign(link: FamilyLink, choices: Choices = ALL, *, now, signature: str = "Ana Example") -> Consent:
    seen = wording.page(link, now=now).fingerprint
    return consents.sign(link, choices, signature=signature, seen=seen, by=link.participant.person, now=now)


@pytest.fixture
def link(cast) -> FamilyLink:
    return FamilyLink.objects.select_related("participant__person", "participant__cohort__program").get(
        participant=cast.ana_learns, family_member=cast.fay
    )


@pytest.fixture
def signed(link, now) -> Callable[..., Consent]:
    return lambda choices=ALL, **at: sign(link, choices, **{"now": now, **at})


@pytest.fixture
def written(cast, module, fields, now):
    """Ana wrote on the worksheet of week 1."""
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    field = next(one for one in fields if one["kind"] == "short_text")
    return worksheets.save(cast.ana_learns, module, {field["id"]: SECRET}, version=0, now=now)


@pytest.fixture
def ana(cast) -> Client:
    """Ana's browser, a moment after she signed in."""
    return browser(cast.ana)
