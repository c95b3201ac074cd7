"""The facilitator's guide: whole for staff, and not a word of it for anybody else."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses import outline
from learners import access
from learners.learning import attempts, progress
from learners.people import roles
from tests.factories import courses as curriculum
from tests.factories import people
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db
# What stands in the guide of tests/factories, and on no page of a learner.
SECRETS = (
    "They leave with one step.",
    "Pens",
    "Ask, then listen.",
    "What would help?",
    "Many think so.",
    "Do not ask for details.",
    "Online: type first.",
    "Watch for withdrawal.",
    "A source",
)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def staff(cast, client):
    """Gil's browser."""
    client.force_login(cast.gil)
    return client


# --- for staff ------------------------------------------------------------------------------------------------------


def test_a_guide_shows_all_that_a_facilitator_needs(staff, module):
    page = text(staff.get(reverse("guide", args=[module.key])))
    for words in (*SECRETS, "Waiting makes it pass", "Reaching out early helps.", "Name one sign", "(2009)"):
        assert words in page, words
    assert "0–45 min" in page
    assert "Not yet clinically reviewed" in page
    assert reverse("guide_handout", args=[module.key]) in page


def test_a_module_without_a_guide_says_so(staff, program):
    assert "No guide has been written" in text(staff.get(reverse("guide", args=[program.by_code["p04"].key])))


def test_the_list_has_every_module_of_both_tracks_in_its_week(staff, program):
    page = text(staff.get(reverse("curriculum")))
    places = [page.index(f"Week {week.number}: {week.theme}") for week in program.weeks]
    assert places == sorted(places)
    for module in program.by_key.values():
        assert page.count(reverse("guide", args=[module.key]) + '"') == 1
        assert page.count(reverse("guide_handout", args=[module.key]) + '"') == 1
    assert page.count('<span class="strand triggers">Triggers</span>') == len(program.by_key)
    assert "Family members" in page
    assert "Participants, elective: Alcohol" in page


def test_a_module_for_some_pathways_names_them(staff, program):
    page = curriculum.page_of(program.by_code["p04"].key)
    page.required_for = ["substance-use", "co-occurring"]
    curriculum.publish(page)
    assert "Participants: Substance use, Co-occurring" in text(staff.get(reverse("curriculum")))


def test_a_review_shows_with_name_and_day(staff, program):
    page = curriculum.page_of(program.by_code["p04"].key)
    page.reviewer, page.reviewed_on, page.next_review_on = "Dr. Lee", date(2026, 5, 1), date(2027, 5, 1)
    curriculum.publish(page)
    everything = text(staff.get(reverse("curriculum")))
    assert everything.count("Reviewed by Dr. Lee, May 1, 2026") == 1
    assert everything.count("Not yet clinically reviewed") == len(program.by_key) - 1
    assert "Next review by May 1, 2027." in text(staff.get(reverse("guide", args=[page.translation_key])))


def test_the_front_page_of_staff_leads_there(staff):
    assert reverse("curriculum") in text(staff.get(reverse("cohorts")))


# --- whose curriculum -----------------------------------------------------------------------------------------------


def test_a_manager_of_a_program_without_a_group_sees_its_modules(cast, program):
    newcomer = people.person("nina")
    new = people.program(program.program_key, "New program")
    people.grant(newcomer, now=timezone.now(), program=new)
    assert roles.curriculum_keys(newcomer) == [program.program_key]
    assert access.can_see_curricula(newcomer)
    assert access.check_can_see_curricula(newcomer) == [program]


def test_two_programs_with_one_curriculum_show_it_once(cast, program):
    people.grant(cast.gil, now=timezone.now(), cohort=cast.elsewhere)
    assert access.check_can_see_curricula(cast.gil) == [program]


def test_a_curriculum_that_was_taken_back_is_absent_and_nothing_breaks(staff, program_page, module):
    program_page.unpublish()
    assert "No curriculum is published yet." in text(staff.get(reverse("curriculum")))
    assert staff.get(reverse("guide", args=[module.key])).status_code == 404
    assert staff.get(reverse("guide_handout", args=[module.key])).status_code == 404


def test_an_ended_grant_sees_nothing_any_more(cast, module):
    assert not access.can_see_guide(cast.ivo, module.key)
    assert access.can_see_guide(cast.gil, module.key)


# --- and nobody else ------------------------------------------------------------------------------------------------


def pages_of(enrolment, module):
    """Every kind of page that a learner may open."""
    now = timezone.now()
    for card in module.cards:
        progress.see_card(enrolment, module, card.id, now=now)
        yield reverse("card", args=[module.key, card.id])
    attempt = attempts.start(enrolment, module, now=now)
    track = "family_" if enrolment.audience == "family" else ""
    yield from (reverse(track + name) for name in ("plan", "history"))
    yield from (reverse(name, args=[module.key]) for name in ("module", "short_version", "handout", "worksheet"))
    yield from (reverse(name, args=[attempt.pk]) for name in ("check_in_all", "check_in_review"))
    yield from (reverse("check_in_question", args=[attempt.pk, question["id"]]) for question in attempts.asked(attempt))
    attempts.submit(attempt, module, now=now)
    yield reverse("check_in_result", args=[attempt.pk])


@pytest.mark.parametrize(("name", "code"), [("ana", "p01"), ("fay", "f01")])
def test_no_word_of_a_guide_is_on_a_page_of_a_learner(db, name, code):
    page = curriculum.program()
    cast = make_cast(page.translation_key)
    browser = Client()
    browser.force_login(getattr(cast, name))
    module = outline.get(page.translation_key).by_code[code]
    for url in pages_of(getattr(cast, f"{name}_learns"), module):
        answer = browser.get(url)
        assert answer.status_code == 200, url
        assert [secret for secret in SECRETS if secret in text(answer)] == [], url
        assert "/facilitate/" not in text(answer), url


@pytest.mark.parametrize("name", ["ana", "fay", "finn", "ivo", "amir"])
def test_whoever_is_no_facilitator_is_told_so_without_a_word_of_it(cast, module, name):
    browser = Client()
    browser.force_login(getattr(cast, name))
    for url in (
        reverse("curriculum"),
        reverse("guide", args=[module.key]),
        reverse("guide_handout", args=[module.key]),
    ):
        answer = browser.get(url)
        assert answer.status_code == 403
        assert "This page is for facilitators." in text(answer)
        assert module.title not in text(answer)
