"""What a page may cost: the same few queries with little and with much, session and user included."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses import editions, outline
from learners.learning import attempts, progress, worksheets
from learners.models import Audience, Enrolment, ModuleProgress, User
from learners.people import enrolments
from learners.planning import pauses
from tests.factories import courses as curriculum
from tests.factories import streams
from tests.factories.people import make_cast
from tests.learners.answering import posted, right

pytestmark = pytest.mark.django_db


def queries(client, method, url, data=None, **more):
    """Queries of the second of two equal requests: caches are warm, as they are for nearly everybody."""
    getattr(client, method)(url, data, **more)
    with CaptureQueriesContext(connection) as captured:
        answer = getattr(client, method)(url, data, **more)
    assert answer.status_code in (200, 302), answer.status_code
    return len([q for q in captured.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def crowd(cohort, module, people):
    """Many people with progress, by bulk."""
    users = User.objects.bulk_create(User(sign_in_name=f"crowd{n}", password="!") for n in range(people))
    today = cohort.today(timezone.now())
    learns = Enrolment.objects.bulk_create(
        Enrolment(person=user, cohort=cohort, audience=Audience.PARTICIPANT, pathway="mental-health", starts_on=today)
        for user in users
    )
    now = timezone.now()
    ModuleProgress.objects.bulk_create(
        ModuleProgress(enrolment=one, module_key=module.key, opened_at=now, last_at=now) for one in learns
    )
    return learns


@pytest.mark.parametrize("people", [1, 10_000])
def test_the_plan_page_takes_five_queries(cast, ana, module, people):
    crowd(cast.morning, module, people)
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=timezone.now())
    assert queries(ana, "get", reverse("plan")) <= 5


def test_the_plan_page_takes_as_many_with_36_assignments(db, client):
    page = curriculum.large_program(modules=36)
    cast = make_cast(page.translation_key)
    client.force_login(cast.ana)
    for module in outline.get(page.translation_key).by_key.values():
        if module.audience == "participant":
            progress.see_card(cast.ana_learns, module, module.cards[0].id, now=timezone.now())
    assert queries(client, "get", reverse("plan")) <= 5


def test_a_plan_that_staff_changed_takes_two_more(cast, ana, module):
    enrolments.change_plan(cast.ana_learns, "skipped", module.key, reason="Known", by=cast.gil, now=timezone.now())
    assert queries(ana, "get", reverse("plan")) <= 7


def test_a_card_takes_eight_queries_its_event_included(cast, ana, module):
    assert queries(ana, "get", reverse("card", args=[module.key, module.cards[0].id])) <= 8


def test_a_handout_takes_seven_queries_and_five_of_a_module_that_was_opened(cast, ana, module):
    url = reverse("handout", args=[module.key])
    assert queries(ana, "get", url) <= 7
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=timezone.now())
    assert queries(ana, "get", url) <= 5


@pytest.mark.parametrize("modules", [1, 36])
def test_guides_and_their_list_take_as_many_for_any_number_of_modules(db, client, modules):
    page = curriculum.large_program(modules)
    client.force_login(make_cast(page.translation_key).gil)
    key = next(iter(outline.get(page.translation_key).by_key))
    for name, known in (("curriculum", []), ("guide", [key]), ("guide_handout", [key])):
        assert queries(client, "get", reverse(name, args=known)) == 5, name


def start(cast, ana, module):
    """An attempt, with what a process holds in memory warm."""
    attempt = attempts.start(cast.ana_learns, module, now=timezone.now())
    ana.get(reverse("check_in_review", args=[attempt.pk]))
    ana.get(reverse("plan"))
    return attempt


def test_saving_an_answer_takes_at_most_eight(cast, ana, module, questions):
    attempt = start(cast, ana, module)
    url = reverse("check_in_question", args=[attempt.pk, questions[0]["id"]])
    with CaptureQueriesContext(connection) as captured:
        ana.post(url, posted(questions[0], right(questions[0])), headers={"X-Requested-With": "save"})
    assert len(captured) <= 8


def test_handing_in_takes_at_most_thirteen(cast, ana, module, questions):
    attempt = start(cast, ana, module)
    for question in questions:
        attempts.save_answer(attempt, question["id"], right(question), now=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        answer = ana.post(reverse("check_in_hand_in", args=[attempt.pk]))
    assert answer.status_code == 302
    assert len(captured) <= 13


@pytest.mark.parametrize("modules", [1, 36])
def test_program_search_and_my_plan_take_as_many_for_any_number_of_modules(db, client, modules):
    page = curriculum.large_program(modules=modules)
    cast = make_cast(page.translation_key)
    client.force_login(cast.ana)
    for module in outline.get(page.translation_key).by_key.values():
        write(cast.ana_learns, module)
    assert queries(client, "get", reverse("program")) <= 5
    assert queries(client, "post", reverse("search"), {"words": "module breathe"}) <= 8  # two count how often
    assert queries(client, "get", reverse("my_plan")) <= 7  # one for the key
    assert len(client.get(reverse("my_plan")).context["parts"]) == modules


def write(learns, module):
    """Open the module, and give it a worksheet that feeds the plan, with something on it."""
    page = curriculum.page_of(module.key)
    page.worksheet = [streams.block("short_text", {"label": "My step", "help": ""})]
    page.worksheet_title, page.worksheet_intro, page.feeds_plan = "My sheet", "Yours alone.", True
    curriculum.publish(page)
    module = replace(module, edition_id=editions.latest(module.key).pk)
    progress.see_card(learns, module, module.cards[0].id, now=timezone.now())
    worksheets.save(learns, module, {page.worksheet[0].id: "A walk"}, version=0, now=timezone.now())


def test_a_worksheet_that_gathers_the_plan_takes_two_more_and_its_entries(cast, ana, module):
    before = queries(ana, "get", reverse("worksheet", args=[module.key]))
    page = curriculum.page_of(module.key)
    page.gathers_plan = True
    curriculum.publish(page)
    assert queries(ana, "get", reverse("worksheet", args=[module.key])) <= before + 3


@pytest.mark.parametrize("people", [1, 60, 200])
def test_the_cohort_page_takes_as_many_for_any_number_of_people(cast, client, module, people):
    learns = crowd(cast.morning, module, people)
    client.force_login(cast.gil)
    assert queries(client, "get", reverse("cohort", args=[cast.morning.uid])) <= 10
    for one in learns[:40]:
        enrolments.change_plan(one, "skipped", module.key, reason="Known", by=cast.gil, now=timezone.now())
        pauses.pause(one, first=one.starts_on, by=cast.gil, now=timezone.now())
    assert queries(client, "get", reverse("cohort", args=[cast.morning.uid])) <= 12
