"""The world of the matrix with a word of its own in each private thing."""

import pytest

from courses import labels
from learners.models import Enrolment
from tests.journeys.canaries import seeds
from tests.journeys.canaries.words import Word
from tests.learners.principals import PARTICIPANTS


@pytest.fixture
def sown(world, monkeypatch):
    """Conditions and pathways are words of a list: here each participant's has a name that no other one has."""
    world.words = seeds.sow(world)
    conditions = [Word("cond", owner).text for owner in PARTICIPANTS]
    monkeypatch.setattr(labels, "CONDITIONS", [*labels.CONDITIONS, *zip(conditions, conditions, strict=True)])
    called = {world.learns[owner].pk: Word("way", owner).text for owner in PARTICIPANTS}
    monkeypatch.setattr(Enrolment, "get_pathway_display", lambda self: called.get(self.pk, self.pathway))
    return world
