"""The list as staff use it: what it says, who may say that they have seen it, and whose words stay whose."""

import pytest
from django.test import Client
from django.urls import reverse

from learners.models import AttentionRules, AuditEvent
from tests.factories.people import cohort, make_cast
from tests.learners import clinic
from tests.learners.clinic import DAY
from tests.learners.pages.test_queries import crowd, queries

pytestmark = pytest.mark.django_db
LIST = "/facilitate/attention/"


@pytest.fixture
def program(program_page):
    return clinic.program_with_safety(program_page)


@pytest.fixture
def cast(program):
    return make_cast(program.program_key)


@pytest.fixture
def ned(cast, now):
    return clinic.join(cast.morning, "ned", now, 10)


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def gil(cast):
    return browser(cast.gil)


@pytest.fixture
def mia(cast):
    return browser(cast.mia)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def seen_path(enrolment) -> str:
    return reverse("attention_seen", args=[enrolment.uid])


# --- the list -------------------------------------------------------------------------------------------------------


def test_it_says_who_why_and_since_when(gil, ned):
    page = text(gil.get(LIST))
    assert "Ned E." in page
    assert "“Riding the wave” is not done yet." in page
    assert "Has opened nothing yet, since the start on" in page
    assert page.count(seen_path(ned)) == 2  # the button, and the way to a note


def test_the_rules_in_force_stand_on_it_in_words(gil, cast, ned):
    page = text(gil.get(LIST))
    for words in (
        "A person stands here when",
        "nothing was opened for 7 days",
        "2 sessions in a row were missed and not made up",
        "a check-in was tried 2 times and is not passed",
        "the day of a planned review has passed",
        "is not done 48 hours after the first day",
    ):
        assert words in page
    AttentionRules.objects.create(program=cast.morning.program, quiet_days=1, missed_sessions=0, reviews=False)
    page = text(gil.get(LIST))
    assert "nothing was opened for 1 day<" in page
    assert "sessions in a row" not in page


def test_with_all_rules_off_it_says_so(gil, cast, ned):
    off = {"quiet_days": 0, "missed_sessions": 0, "failed_attempts": 0, "safety_hours": 0, "reviews": False}
    AttentionRules.objects.create(program=cast.morning.program, **off)
    page = text(gil.get(LIST))
    assert "All rules are turned off" in page
    assert "Nobody." in page


def test_it_shows_own_groups_only_and_one_of_them_if_asked(gil, mia, cast, ned, now):
    clinic.join(cast.evening, "olaf", now, 10)
    clinic.join(cast.elsewhere, "far", now, 10)
    assert "Olaf" not in text(gil.get(LIST))
    assert {"Ned E.", "Olaf E."} <= {one.enrolment.person.listed_name for one, _ in mia.get(LIST).context["people"]}
    assert "Far E." not in text(mia.get(LIST))
    narrowed = text(mia.get(LIST, {"group": cast.evening.uid}))
    assert "Olaf E." in narrowed
    assert "Ned E." not in narrowed
    for foreign in (cast.elsewhere.uid, "nonsense"):
        assert mia.get(LIST, {"group": foreign}).status_code == 404


def test_whoever_follows_many_groups_reads_them_one_by_one(mia, cast, ned, now):
    clinic.join(cast.evening, "olaf", now, 10)
    few = mia.get(LIST)
    assert (few.context["chosen"], "All groups" in text(few)) == (None, True)
    for number in range(11):
        cohort(cast.morning.program, f"Group {number}")
    first, second = mia.get(LIST), mia.get(LIST, {"group": cast.morning.uid})
    assert (first.context["chosen"], "All groups" in text(first)) == (cast.evening, False)
    assert [one.enrolment.person.listed_name for one, _ in first.context["people"]] == ["Olaf E."]
    assert "Ned E." in text(second)
    assert f'<option value="{cast.morning.uid}" selected>' in text(second)
    assert AuditEvent.objects.filter(action="attention-read").order_by("pk")[1].cohort == cast.evening


def test_each_read_is_audited_with_the_groups(gil, mia, cast, ned):
    gil.get(LIST)
    mia.get(LIST, {"group": cast.evening.uid})
    gil.get(seen_path(ned))
    first, second, third = AuditEvent.objects.filter(action="attention-read").order_by("pk")
    assert (first.by, first.cohort, first.detail) == (cast.gil, None, {"cohorts": [cast.morning.pk]})
    assert (second.by, second.cohort, second.detail) == (cast.mia, cast.evening, {"cohorts": [cast.evening.pk]})
    assert (third.by, third.enrolment, third.cohort) == (cast.gil, ned, cast.morning)


def test_a_long_list_goes_on_on_the_next_page(mia, cast, program, now):
    crowd(cast.evening, program.by_code["p04"], 53)
    cast.evening.enrolments.update(starts_on=cast.evening.today(now) - 9 * DAY)
    first, second = mia.get(LIST), mia.get(LIST, {"page": 2, "group": cast.evening.uid})
    assert len(first.context["people"]) == 50
    assert len(second.context["people"]) == 4
    assert f"?page=1&amp;group={cast.evening.uid}" in text(second)


@pytest.mark.parametrize("people", [1, 60])
def test_it_takes_as_many_queries_for_any_number_of_people(mia, cast, program, now, people):
    crowd(cast.evening, program.by_code["p04"], people)
    cast.evening.enrolments.update(starts_on=cast.evening.today(now) - 9 * DAY)
    assert queries(mia, "get", LIST) == 16


# --- the rules ------------------------------------------------------------------------------------------------------

NUMBERS = {"quiet_days": 10, "missed_sessions": 3, "failed_attempts": 0, "safety_hours": 24, "reviews": "on"}


def test_a_manager_changes_the_rules_for_all_groups_and_that_is_kept(mia, cast):
    path = reverse("attention_rules", args=[cast.morning.program.uid])
    assert path in text(mia.get(LIST))
    assert mia.post(path, NUMBERS).status_code == 302
    assert mia.post(path, {**NUMBERS, "quiet_days": 12}).status_code == 302
    rules = AttentionRules.objects.get()
    assert (rules.program, rules.quiet_days, rules.failed_attempts) == (cast.morning.program, 12, 0)
    first, second = AuditEvent.objects.filter(action="attention-rules-set").order_by("pk")
    assert (first.by, first.detail["program"]) == (cast.mia, cast.morning.program.pk)
    assert first.detail["before"]["quiet_days"] == 7
    assert (second.detail["before"]["quiet_days"], second.detail["after"]["quiet_days"]) == (10, 12)
    assert "nothing was opened for 12 days" in text(mia.get(LIST))


@pytest.mark.parametrize(
    "wrong", [{"quiet_days": "-1"}, {"quiet_days": "61"}, {"missed_sessions": "many"}, {"safety_hours": ""}]
)
def test_a_number_that_makes_no_sense_comes_back_and_changes_nothing(mia, cast, wrong):
    answer = mia.post(reverse("attention_rules", args=[cast.morning.program.uid]), {**NUMBERS, **wrong})
    assert answer.status_code == 422
    assert "Something is left to fix" in text(answer)
    assert not AttentionRules.objects.exists()
    assert not AuditEvent.objects.filter(action="attention-rules-set").exists()


def test_a_facilitator_reads_the_rules_and_cannot_change_them(gil, cast, ned):
    path = reverse("attention_rules", args=[cast.morning.program.uid])
    assert path not in text(gil.get(LIST))
    assert "Your program manager can change them." in text(gil.get(LIST))
    assert gil.post(path, NUMBERS).status_code == 403
