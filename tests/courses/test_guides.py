"""The facilitator's guide as values: whole, current, cheap, and gone with its module."""

from datetime import date
from uuid import uuid4

import pytest

from courses import guides, outline
from courses.guides import Belief, Review, SourceLine, Step
from courses.models import Misconception, OutlineVersion, Source
from tests.factories import courses as make
from tests.factories import streams

pytestmark = pytest.mark.django_db


@pytest.fixture
def module_page():
    return make.module(make.week(make.empty_program(), 1), "p01", **make.complete())


@pytest.fixture
def key(module_page):
    return module_page.translation_key


def test_it_holds_all_that_the_module_says_to_staff(key):
    guide = guides.get(key)
    assert guide.purpose == "They leave with one step."
    assert (guide.materials, guide.prompts) == (("Pens",), ("What would help?",))
    assert (guide.cautions, guide.adapt) == (("Do not ask for details.",), ("Online: type first.",))
    assert guide.objectives == ("Name one sign",)
    assert guide.safety_note == "Watch for withdrawal."
    assert guide.beliefs == (Belief("Waiting makes it pass", "Reaching out early helps.", "Many think so."),)
    assert guide.sources == (SourceLine("A source", "2009"),)


def test_its_steps_count_from_the_start_of_the_session():
    steps = [("Check-in", 8), ("Topic", 15), ("Close", 22)]
    guide = {
        **streams.guide(),
        "outline": streams.items(*({"minutes": n, "part": part, "text": "Ask."} for part, n in steps)),
    }
    page = make.module(make.week(make.empty_program(), 1), "p01", guide=[streams.block("guide", guide)])
    found = guides.get(page.translation_key)
    assert found.steps == (Step(0, 8, "Check-in", "Ask."), Step(8, 23, "Topic", "Ask."), Step(23, 45, "Close", "Ask."))
    assert found.minutes == 45


def test_a_module_without_a_guide_still_has_its_objectives(module_page):
    page = make.module(module_page.get_parent().specific, "p02")
    guide = guides.get(page.translation_key)
    assert (guide.purpose, guide.steps, guide.minutes, guide.beliefs) == ("", (), 0, ())
    assert guide.objectives == ("Name one sign",)


@pytest.mark.parametrize(
    ("reviewer", "day", "done"),
    [("", None, False), ("Dr. Lee", None, False), ("", date(2026, 5, 1), False), ("Dr. Lee", date(2026, 5, 1), True)],
)
def test_reviewed_means_a_name_and_a_day(module_page, key, reviewer, day, done):
    module_page.reviewer, module_page.reviewed_on = reviewer, day
    make.publish(module_page)
    assert guides.get(key).review == guides.reviews()[key] == Review(reviewer, day, None)
    assert guides.get(key).review.is_done == done


# --- current and cheap ----------------------------------------------------------------------------------------------


def test_it_costs_three_queries_and_none_when_warm(key, django_assert_num_queries):
    outline.current_version()
    with django_assert_num_queries(3):
        guides.get(key)
    with django_assert_num_queries(1):
        guides.reviews()
    with django_assert_num_queries(0):
        guides.get(key)
        guides.reviews()


def test_a_correction_shows_at_once(module_page, key):
    guides.get(key)
    content = module_page.guide.get_prep_value()
    content[0]["value"]["purpose"] = "Corrected."
    module_page.guide = content
    make.publish(module_page)
    assert guides.get(key).purpose == "Corrected."


def test_reworded_misconceptions_and_sources_show_at_once(key):
    guides.get(key)
    for row, name in ((Misconception.objects.get(), "name"), (Source.objects.get(), "title")):
        setattr(row, name, "Reworded")
        row.save()
    assert guides.get(key).beliefs[0].name == "Reworded"
    assert guides.get(key).sources[0].title == "Reworded"


def test_deleted_misconceptions_and_sources_are_gone(key):
    guides.get(key)
    Misconception.objects.get().delete()
    Source.objects.get().delete()
    assert (guides.get(key).beliefs, guides.get(key).sources) == ((), ())


def test_another_process_sees_a_change_with_its_next_outline(module_page, key):
    guides.get(key)
    type(module_page).objects.filter(pk=module_page.pk).update(safety_note="By another process.")
    OutlineVersion.objects.update(token="somebody else's")
    outline.get(module_page.get_parent().get_parent().translation_key)
    assert guides.get(key).safety_note == "By another process."


def test_what_is_not_published_is_missing(module_page, key):
    guides.get(key)
    module_page.unpublish()
    assert guides.reviews() == {}
    for absent in (key, uuid4()):
        with pytest.raises(guides.Missing):
            guides.get(absent)


def test_beliefs_are_kept_until_somebody_changes_one(key, django_assert_num_queries):
    outline.current_version()
    assert guides.known_beliefs()["wait-and-see"].talking_point == "Many think so."
    with django_assert_num_queries(0):
        guides.known_beliefs()
    changed = Misconception.objects.get(key="wait-and-see")
    changed.talking_point = "Ask who has tried it."
    changed.save()
    assert guides.known_beliefs()["wait-and-see"].talking_point == "Ask who has tried it."
