"""Publishing on a day that was chosen before: the edition is cut then and the outline follows, as by hand."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from courses import editions, outline, publishing
from courses.models import ModulePage
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2026, 5, 4, 12))


@pytest.fixture
def program():
    with time_machine.travel(NOON, tick=False):
        return make.program()


@pytest.fixture
def scheduled(program):
    """p04 gets another title, for the next day."""
    page = ModulePage.objects.get(code="p04")
    page.title, page.go_live_at = "A new title", NOON + timedelta(days=1)
    with time_machine.travel(NOON, tick=False):
        page.save_revision().publish()
    return page


def title(program) -> str:
    return outline.get(program.translation_key).by_code["p04"].title


def test_nothing_happens_before_its_time(program, scheduled):
    before = editions.latest(scheduled.translation_key)
    with time_machine.travel(NOON + timedelta(hours=23, minutes=59), tick=False):
        publishing.publish_due()
    assert title(program) == "Module p04"
    assert editions.latest(scheduled.translation_key) == before


def test_when_the_time_comes_an_edition_is_cut_and_the_outline_follows(program, scheduled):
    assert title(program) == "Module p04"
    before = editions.latest(scheduled.translation_key)
    with time_machine.travel(NOON + timedelta(days=1, minutes=1), tick=False):
        publishing.publish_due()
        publishing.publish_due()
    newest = editions.latest(scheduled.translation_key)
    assert (newest.number, newest.title) == (before.number + 1, "A new title")
    assert title(program) == "A new title"
    assert outline.get(program.translation_key).by_code["p04"].edition_id == newest.pk


def test_what_expires_leaves_the_outline_and_keeps_its_editions(program):
    page = ModulePage.objects.get(code="p04")
    page.expire_at = NOON + timedelta(days=1)
    with time_machine.travel(NOON, tick=False):
        make.publish(page)
        assert "p04" in outline.get(program.translation_key).by_code
    with time_machine.travel(NOON + timedelta(days=1, minutes=1), tick=False):
        publishing.publish_due()
    assert "p04" not in outline.get(program.translation_key).by_code
    assert editions.latest(page.translation_key) is not None
