"""Once a person is restricted, those who lead the group see the record, and no page, list, file or number of anybody
else of the staff shows it.
"""

import pytest
from django.urls import reverse

from learners import access
from learners.insights import tallies
from learners.learning import attempts, progress
from learners.models import Attendance, Enrolment, GroupSession
from learners.people import enrolments, roles
from learners.privacy import restriction
from tests.factories.people import grant
from tests.learners.crowds import crowd
from tests.learners.record_scene import browser, text

pytestmark = pytest.mark.django_db
OF_ONE = ("person", "person_summary", "person_minutes", "person_reviews", "person_record", "certificate", "admission")
LISTS = ("cohort", "huddle", "attention", "records", "records_csv", "cohort_admissions", "session", "schedule")
NAME = "Anastasia"


@pytest.fixture
def held(cast, module, today, now) -> GroupSession:
    cast.ana.first_name, cast.ana.last_name = NAME, "Rare"
    cast.ana.save()
    day = today
    session = GroupSession.objects.create(
        cohort=cast.morning, held_on=day, starts_at=cast.morning.starts_at, ends_at=cast.morning.ends_at, state="held",
        by=cast.gil, began_at=now, ended_at=now,
    )  # fmt: skip
    Attendance.objects.create(session=session, enrolment=cast.ana_learns, status="absent", by=cast.gil, at=now)
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    return session


@pytest.fixture
def restricted(cast, held, now):
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(restricted_at=now)
    cast.ana_learns.refresh_from_db()
    return cast


def address(name: str, cast, held) -> str:
    if name == "attention":
        return reverse(name)
    args = [cast.morning.uid, held.held_on] if name == "session" else [cast.morning.uid]
    return reverse(name, args=args)


@pytest.mark.parametrize("name", OF_ONE)
def test_pages_of_the_person_are_gone_for_a_manager_and_stay_for_who_leads(restricted, name):
    url = reverse(name, args=[restricted.ana_learns.uid])
    assert browser(restricted.mia).get(url).status_code == 404
    assert browser(restricted.gil).get(url).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_the_group_leave_the_person_out_for_a_manager_only(cast, held, name, now):
    url = address(name, cast, held)
    assert (NAME in text(browser(cast.mia).get(url))) == (NAME in text(browser(cast.gil).get(url)))
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(restricted_at=now)
    assert NAME not in text(browser(cast.mia).get(url))


@pytest.mark.parametrize("name", ["cohort", "records", "cohort_admissions", "session"])
def test_who_leads_the_group_sees_the_person_in_lists(restricted, held, name):
    assert NAME in text(browser(restricted.gil).get(address(name, restricted, held)))


@pytest.mark.parametrize("name", ["program_people", "program_csv"])
def test_what_is_made_for_a_program_leaves_the_person_out(cast, held, name, now):
    url = reverse(name, args=[cast.morning.program.uid])
    assert NAME in text(browser(cast.mia).get(url))
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(restricted_at=now)
    assert NAME not in text(browser(cast.mia).get(url))


def test_a_search_does_not_find_the_person(restricted):
    for who, found in ((restricted.mia, False), (restricted.gil, True)):
        answer = text(browser(who).post(reverse("find_people"), {"words": NAME[:6]}))
        assert (f"{NAME} Rare" in answer) is found


def test_the_page_says_so_to_who_leads(restricted):
    said = text(browser(restricted.gil).get(reverse("person", args=[restricted.ana_learns.uid])))
    assert "Restricted" in said


def test_nobody_who_is_not_restricted_is_marked_so(cast):
    assert "Restricted" not in text(browser(cast.gil).get(reverse("person", args=[cast.ana_learns.uid])))


def test_numbers_leave_the_person_out(restricted, module, now):
    attempts.submit(attempts.start(restricted.ana_learns, module, now=now), module, now=now)
    attempts.submit(attempts.start(restricted.ben_learns, module, now=now), module, now=now)
    tried = tallies.first_tries(restricted.morning.program)
    assert [one.enrolment for one in tried] == [restricted.ben_learns]


def test_the_rule_of_small_numbers_counts_without_the_person(cast, module, questions, now):
    """Five tried; one of them is restricted: the group has four, and four are shown to nobody."""
    from courses import editions
    from tests.learners.answering import right

    all_right = {one["id"]: right(one) for one in questions}
    people = crowd(cast.morning, editions.get(module.edition_id).pk, [all_right] * 5)
    url = reverse("insight_module", args=[cast.morning.uid, module.key])
    before = text(browser(cast.mia).get(url))
    Enrolment.objects.filter(pk=people[0].pk).update(restricted_at=now)
    after = text(browser(cast.mia).get(url))
    assert before != after
    assert "fewer than 5" in after.lower()
    assert "fewer than 5" not in before.lower()


def test_a_new_episode_is_restricted_as_well(restricted, now, today):
    enrolments.end(restricted.ana_learns, on=today, by=restricted.gil, now=now)
    again = enrolments.enrol(restricted.ana, restricted.morning, by=restricted.gil, now=now, pathway="mental-health")
    assert again.restricted_at is not None


def test_a_cohort_from_elsewhere_shows_nobody_who_is_restricted(cast):
    assert not cast.morning.shows_restricted
    assert access.check_can_follow(cast.gil, cast.morning.uid).shows_restricted
    assert not access.check_can_follow(cast.mia, cast.morning.uid).shows_restricted
    assert roles.led_cohorts(cast.gil).get().shows_restricted


def test_of_several_cohorts_only_who_leads_one_sees_its_restricted_people(restricted):
    everybody = Enrolment.objects.filter(cohort__in=[restricted.morning, restricted.evening])

    def seen(person):
        return set(restriction.shown_in_all(roles.followed_cohorts(person), everybody).values_list("person", flat=True))

    assert seen(restricted.gil) - seen(restricted.mia) == {restricted.ana.pk}
    assert seen(restricted.hana) == seen(restricted.mia)
    assert restricted.ben.pk in seen(restricted.mia)


def test_who_leads_one_group_and_manages_all_sees_restricted_people_of_the_one(restricted, now):
    grant(restricted.mia, cohort=restricted.evening, now=now)
    leads = {cohort.name: cohort.shows_restricted for cohort in roles.followed_cohorts(restricted.mia)}
    assert leads[restricted.evening.name]
    assert not leads[restricted.morning.name]
