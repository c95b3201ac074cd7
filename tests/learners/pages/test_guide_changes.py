"""What staff read of the edits since their group began: words, days and edition numbers, and nothing of people."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cms import site
from courses import edition_history
from tests.factories import courses as curriculum

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cast, client):
    """Gil's browser."""
    client.force_login(cast.gil)
    return client


@pytest.fixture
def edited(program):
    """p04 gets another right answer, ten days from now."""
    key = program.by_code["p04"].key
    with time_machine.travel(timezone.now() + timedelta(days=10), tick=False):
        curriculum.turn_the_key_round(key)
    return key


def day(days: int) -> str:
    return (site.today(timezone.now()) + timedelta(days=days)).isoformat()


def test_what_was_edited_since_that_day_is_told_word_by_word(staff, edited):
    html = staff.get(reverse("guide_changes", args=[edited]), {"since": day(5)}).content.decode()
    assert "Edition 1 then, edition 2 now." in " ".join(html.split())
    assert "another answer is right now" in html
    assert "<del>Watch</del>" in html
    assert "<ins>Fight</ins>" in html


def test_after_the_edit_nothing_has_changed(staff, edited):
    html = staff.get(reverse("guide_changes", args=[edited]), {"since": day(11)}).content.decode()
    assert "is still the newest" in " ".join(html.split())
    assert "say the same" in html


def test_twelve_weeks_are_meant_where_no_day_is_given(staff, edited):
    html = staff.get(reverse("guide_changes", args=[edited])).content.decode()
    assert f'value="{day(-84)}"' in html
    assert "The module is newer than that" in html
    assert "another answer is right now" in html


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "2026-02-30", "0001-01-01", "9" * 40, "2026-01-01T00:00"])
def test_what_is_no_day_is_absent(staff, edited, since):
    assert staff.get(reverse("guide_changes", args=[edited]), {"since": since}).status_code == 404


def test_the_guide_leads_there(staff, program):
    key = program.by_code["p04"].key
    assert reverse("guide_changes", args=[key]) in staff.get(reverse("guide", args=[key])).content.decode()


def test_it_names_nobody(staff, edited):
    html = staff.get(reverse("guide_changes", args=[edited])).content.decode()
    main = html[html.index("<main") :]
    assert not [name for name in ("Ana", "Ben", "Amir", "Olga", "Morning") if name in main]


def test_it_takes_the_same_queries_after_many_editions(edited, django_assert_num_queries):
    for number in range(8):
        row = curriculum.page_of(edited)
        row.title = f"Title {number}"
        curriculum.publish(row)
    with django_assert_num_queries(2):
        edition_history.since(edited, timezone.localdate() + timedelta(days=1))
