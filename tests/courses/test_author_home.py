"""The home of authors and clinicians: drafts, what waits for whom, which dates are due; cheap whatever the rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses import author_home, clinical_reviews
from courses.models import ModulePage
from tests.factories import cms as people
from tests.factories import courses as make
from tests.factories.people import let

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


@pytest.fixture
def program(program_page):
    page = program_page
    clinical_reviews.ensure(page)
    return page


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


def home(client, user) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


def send(page, user, title):
    page.title = title
    page.save_revision(user=user)
    return page.get_workflow().start(page, user).current_task_state


def reviewed(code, on, next_on):
    page = ModulePage.objects.get(code=code)
    page.reviewer, page.reviewed_on, page.next_review_on = "Dr. Lee", on, next_on
    return make.publish(page)


def test_what_waits_is_found_by_the_clinician_and_by_who_sent_it(client, amir, river):
    send(ModulePage.objects.get(code="p04"), amir, "Sent to you")
    html = home(client, river)
    assert "1 waits for you" in html
    assert "Sent to you" in html
    assert "Amir Writer" in html
    html = home(client, amir)
    assert "1 that you sent" in html
    assert "waits for you" not in html
    assert "waits since" in html


def test_a_request_for_changes_comes_back_with_its_words(client, amir, river):
    step = send(ModulePage.objects.get(code="p04"), amir, "Sent to you")
    step.task.specific.on_action(step, river, "reject", comment="Card 2 sounds like blame.")
    html = home(client, amir)
    assert "changes asked for" in html
    assert "Card 2 sounds like blame." in html
    assert "waits for you" not in home(client, river)


def test_dates_are_due_from_sixty_days_before(amir):
    reviewed("p01", TODAY - timedelta(days=400), TODAY - timedelta(days=1))
    reviewed("p04", TODAY, TODAY + timedelta(days=60))
    reviewed("p09", TODAY, TODAY + timedelta(days=61))
    found = author_home.review_dates(amir, today=TODAY)
    assert [one.code for one in found.due] == ["p01", "p04"]
    assert [one.code for one in found.never] == ["f01"]
    assert found.changed == ()


def test_a_text_that_changed_since_its_review_is_told(client, amir):
    page = reviewed("p04", TODAY, TODAY + timedelta(days=400))
    page.summary = "Other words."
    make.publish(page)
    found = author_home.review_dates(amir, today=TODAY)
    assert [(one.code, one.day) for one in found.changed] == [("p04", timezone.localdate())]
    assert "Changed since the review: 1" in home(client, amir)


def test_pages_of_another_program_are_nobody_elses_work(amir):
    other = make.week(make.empty_program("Another"), 1)
    make.module(other, "p50")
    found = author_home.review_dates(amir, today=TODAY)
    assert "p50" not in [one.code for one in found.never]


def test_a_long_list_is_cut_and_counted(client, amir, program):
    week = program.get_children().first().specific
    for number in range(12):
        make.module(week, f"p6{number:02}")
    html = home(client, amir)
    assert "Not yet clinically reviewed: 16" in html
    assert "and 8 more" in html


def test_the_home_costs_the_same_with_one_row_and_with_many(client, amir, river, program):
    def queries(user):
        client.force_login(user)
        client.get("/admin/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/admin/")
        return len(seen)

    send(ModulePage.objects.get(code="p04"), amir, "Sent")
    before = queries(amir), queries(river)
    week = program.get_children().first().specific
    for number in range(6):
        send(make.module(week, f"p6{number}"), amir, f"Sent {number}")
        page = make.module(week, f"p7{number}")
        page.save_revision(user=amir)
    assert (queries(amir), queries(river)) == before
