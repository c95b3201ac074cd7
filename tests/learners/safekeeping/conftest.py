"""An audit log of ten events, and checkpoints in a place of this test."""

import pytest

from learners.safekeeping import audit
from tests.factories.people import person
from tests.learners.safekeeping.past_the_house import KEY, NOW, settle


@pytest.fixture
def olga(db):
    return person("olga")


@pytest.fixture
def ten(olga):
    """Ten events, in the order of the chain."""
    rows = [audit.note("person-read", by=olga, now=NOW, about=olga, reason=f"no-{n}", n=n) for n in range(1, 11)]
    settle()
    return rows


@pytest.fixture
def signed(settings, tmp_path):
    """Checkpoints are written here, by a key of this test."""
    settings.AUDIT_SIGNING_KEY, settings.AUDIT_CHECKPOINTS = KEY, tmp_path / "audit" / "checkpoints.jsonl"
    return settings.AUDIT_CHECKPOINTS
