"""A clinical review: its workflow is there once, and it says when it no longer speaks of today's text."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from courses import clinical_reviews, guides
from courses.models import ClinicalReviewTask, ModulePage, ReviewedText
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def program(program_page):
    page = program_page
    clinical_reviews.ensure(page)
    return page


@pytest.fixture
def module_page(program):
    return ModulePage.objects.get(code="p04")


# --- the workflow ---------------------------------------------------------------------------------------------------


def test_making_it_twice_makes_it_once(program):
    clinical_reviews.ensure(program)
    assert ClinicalReviewTask.objects.count() == 1
    assert Group.objects.filter(name=clinical_reviews.REVIEWERS).count() == 1
    other = make.empty_program("Another")
    clinical_reviews.ensure(other)
    assert other.get_workflow() == program.get_workflow()
    assert ClinicalReviewTask.objects.count() == 1


def test_a_program_with_a_workflow_of_its_own_keeps_it(program):
    from wagtail.models import Workflow, WorkflowPage

    other = make.empty_program("Another")
    own = Workflow.objects.create(name="Two readers")
    WorkflowPage.objects.create(page=other, workflow=own)
    clinical_reviews.ensure(other)
    assert other.get_workflow() == own


# --- which text it stands for ---------------------------------------------------------------------------------------


@pytest.fixture
def reviewed(module_page):
    module_page.reviewer, module_page.reviewed_on = "Dr. Lee", date(2026, 5, 1)
    return make.publish(module_page)


def review(page):
    assert guides.get(page.translation_key).review == guides.reviews()[page.translation_key]
    return guides.get(page.translation_key).review


def reword_a_card(page, text):
    cards = page.cards.get_prep_value()
    cards[0]["value"]["content"][0]["value"] = f"<p>{text}</p>"
    page.cards = cards
    return make.publish(page)


def test_what_is_published_with_a_review_is_what_was_read(reviewed):
    assert review(reviewed).is_current


@pytest.mark.parametrize("what", ["a card", "the guide", "a question"])
def test_another_text_under_the_same_review_is_told(reviewed, what):
    day = TODAY() + timedelta(days=3)
    with time_machine.travel(f"{day}T12:00Z", tick=False):
        if what == "a card":
            reword_a_card(reviewed, "Other words.")
        elif what == "the guide":
            reviewed.safety_note = "Other words."
            make.publish(reviewed)
        else:
            make.turn_the_key_round(reviewed.translation_key)
    assert review(reviewed).changed_since == day
    assert review(reviewed).is_done
    assert not review(reviewed).is_current


def test_the_first_day_of_change_stays(reviewed):
    reviewed = reword_a_card(reviewed, "Other words.")
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        reviewed = reword_a_card(reviewed, "Yet other words.")
    assert review(reviewed).changed_since == TODAY()


def test_the_old_text_again_is_the_reviewed_one(reviewed):
    before = reviewed.cards[0].value["content"][0].value.source.removeprefix("<p>").removesuffix("</p>")
    reviewed = reword_a_card(reviewed, "Other words.")
    assert not review(reviewed).is_current
    assert review(reword_a_card(reviewed, before)).is_current


def test_a_new_review_starts_anew(reviewed):
    reviewed = reword_a_card(reviewed, "Other words.")
    reviewed.reviewed_on = date(2026, 6, 1)
    assert review(make.publish(reviewed)).is_current
    assert ReviewedText.objects.count() == 1


def test_a_move_within_the_week_changes_no_word(reviewed):
    reviewed.slot = 5
    assert review(make.publish(reviewed)).is_current


def test_publishing_without_a_review_costs_nothing(module_page, django_assert_num_queries):
    with django_assert_num_queries(0):
        clinical_reviews.note_published(module_page, on=TODAY())
