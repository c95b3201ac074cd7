"""Signing a module: who may, what it puts on the page and publishes, and that asking for changes needs words."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from courses import clinical_reviews, editions, guides, signing
from courses.models import ModulePage
from learners.models import User
from tests.factories import cms as people
from tests.factories import courses as make
from tests.factories.people import let

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


@pytest.fixture
def amir(program):
    user = people.person("amir", last_name="Writer")
    let(user, "author")
    return user


@pytest.fixture
def river(program):
    user = people.person("river", last_name="Castillo")
    let(user, "clinical-reviewer")
    return user


@pytest.fixture
def waiting(module_page, amir):
    """Amir has reworded the summary and sent it to review."""
    module_page.summary = "Reworded."
    module_page.save_revision(user=amir)
    state = module_page.get_workflow().start(module_page, amir)
    return state.current_task_state


def fresh(page) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk)


def act(client, page, step, action, **form):
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])
    return client.post(address, form, headers={"X-Requested-With": "XMLHttpRequest"})


def test_signing_publishes_with_name_day_and_next_day(client, module_page, waiting, river):
    client.force_login(river)
    next_on = TODAY() + timedelta(days=200)
    answer = act(client, module_page, waiting, "approve", credentials="LCSW", next_review_on=next_on.isoformat())
    assert json.loads(answer.content)["step"] == "success"
    page = fresh(module_page)
    assert (page.reviewer, page.reviewed_on, page.next_review_on) == ("River Castillo, LCSW", TODAY(), next_on)
    assert (page.live, page.summary, page.has_unpublished_changes) == (True, "Reworded.", False)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert page.latest_revision.user == river
    assert guides.get(page.translation_key).review.is_current


def test_the_form_offers_a_year(client, module_page, waiting, river):
    client.force_login(river)
    address = reverse("wagtailadmin_pages:workflow_action", args=[module_page.pk, "approve", waiting.pk])
    assert signing.in_a_year().isoformat() in json.loads(client.get(address).content)["html"]


@pytest.mark.parametrize(
    ("day", "then"), [(date(2028, 2, 29), date(2029, 2, 28)), (date(2026, 5, 31), date(2027, 5, 31))]
)
def test_a_year_ends_on_a_day_of_the_calendar(day, then):
    with time_machine.travel(f"{day}T12:00Z", tick=False):
        assert signing.in_a_year() == then


def test_a_next_review_in_the_past_is_not_signed(client, module_page, waiting, river):
    client.force_login(river)
    answer = act(client, module_page, waiting, "approve", next_review_on=TODAY().isoformat())
    assert "Choose a day after today" in json.loads(answer.content)["html"]
    assert fresh(module_page).reviewer == ""


def test_asking_for_changes_needs_words(client, module_page, waiting, river):
    client.force_login(river)
    assert "required" in json.loads(act(client, module_page, waiting, "reject", comment=" ").content)["html"]
    act(client, module_page, waiting, "reject", comment="Card 2 sounds like blame.")
    step = TaskState.objects.get(pk=waiting.pk)
    assert (step.status, step.comment) == (TaskState.STATUS_REJECTED, "Card 2 sounds like blame.")
    assert fresh(module_page).reviewer == ""


def test_what_the_browser_made_of_the_form_is_checked_again(waiting, river):
    task = waiting.task.specific
    for action, given in (("approve", {}), ("approve", {"next_review_on": "2001-01-01"}), ("reject", {})):
        with pytest.raises(BadRequest):
            task.on_action(waiting, river, action, **given)
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS


def test_an_author_does_not_sign(client, module_page, waiting, amir):
    client.force_login(amir)
    answer = act(client, module_page, waiting, "approve", next_review_on=signing.in_a_year().isoformat())
    assert answer.status_code in (302, 403)
    assert fresh(module_page).reviewer == ""
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS


def test_only_who_may_sign_finds_the_fields_of_the_review(client, module_page, amir, river):
    address = reverse("wagtailadmin_pages:edit", args=[module_page.pk])
    for user, finds in ((amir, False), (river, True)):
        client.force_login(user)
        html = client.get(address).content.decode()
        assert ('name="reviewer"' in html) == finds
        assert ("Not yet clinically reviewed." in html) == (not finds)


def test_reviewers_may_change_pages_of_the_program_and_little_else(river, module_page, program):
    names = {permission.codename for permission in Group.objects.get(name=clinical_reviews.REVIEWERS).permissions.all()}
    assert names == {"access_admin", "review_modulepage"}
    rights = module_page.permissions_for_user(river)
    assert rights.can_edit()
    assert [rights.can_publish(), rights.can_unpublish(), rights.can_delete(), rights.can_move()] == [False] * 4
    assert not program.get_parent().permissions_for_user(river).can_edit()


def test_a_signature_fits_its_field():
    long = User(first_name="Ana" * 20, last_name="Example" * 8)
    signed = signing.signature(long, "MD, PhD, LCSW")
    assert len(signed) == 90
    assert signed.endswith(", MD, PhD, LCSW")
    assert signing.signature(User(first_name="River", last_name="Castillo")) == "River Castillo"


def test_an_edition_is_cut_when_a_clinician_signs(module_page, waiting, river):
    module_page.quiz = [make.turned(child) for child in module_page.quiz.get_prep_value()]
    module_page.save_revision()
    before = editions.latest(module_page.translation_key).number
    waiting.task.specific.on_action(waiting, river, "approve", next_review_on=signing.in_a_year().isoformat())
    newest = editions.latest(module_page.translation_key)
    assert (newest.number, newest.published_by) == (before + 1, river)
