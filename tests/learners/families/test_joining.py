"""Families come in with one of two codes, by one form, and nothing of it tells who else is here."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.entrance import sign_in
from learners.families import codes, links
from learners.models import Audience, Enrolment, FamilyLink, OutgoingMail, User
from learners.people import enrolments
from tests.factories.people import PASSWORD, person
from tests.learners.people.test_coming_in import statements

pytestmark = pytest.mark.django_db
NEW = "four calm words here"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def open_code(cast, now) -> str:
    return codes.make(cast.morning.program, by=cast.mia, now=now).code


@pytest.fixture
def invitation(cast, now) -> str:
    return links.name(cast.ana_learns, "My aunt", "other", now=now)[1]


def give(client: Client, code: str):
    return client.post(reverse("family_join"), {"code": code})


def join(client: Client, code: str, **more):
    data = {"code": code, "step": "answer", "first_name": "Nora", "password1": NEW, "password2": NEW}
    return client.post(reverse("family_join"), {**data, **more})


def newest() -> User:
    return User.objects.order_by("-pk").first()


def test_with_the_open_code_somebody_has_the_course_at_once(client, cast, open_code):
    assert "What shall we call you?" in give(client, open_code.lower().replace("-", " ")).content.decode()
    answer = join(client, open_code)
    assert answer["Location"] == reverse("family_joined")
    nora = newest()
    assert nora.sign_in_name in client.get(reverse("family_joined")).content.decode()
    assert nora.check_password(NEW)
    learns = enrolments.current(nora, Audience.FAMILY)
    assert learns.cohort.for_families
    assert learns.cohort.program == cast.morning.program
    assert not nora.family_links.exists()
    plan = client.get(reverse("family_plan")).content.decode()
    assert "Hello, Nora" in plan or "Nora" in plan
    assert OutgoingMail.objects.count() == 0


def test_an_invitation_asks_yes_or_no_and_names_nobody(client, cast, invitation):
    page = give(client, invitation).content.decode()
    assert "Yes, connect me" in page
    assert not [name for name in ("Ana", "Example", "aunt", "Day program", "Morning") if name in page]
    assert join(client, invitation).status_code == 422, "an answer is asked for"
    assert not User.objects.filter(first_name="Nora").exists()
    join(client, invitation, answer="yes")
    link = FamilyLink.objects.get(family_member=newest())
    assert link.participant == cast.ana_learns
    assert enrolments.current(newest(), Audience.FAMILY) is not None


def test_whoever_says_no_has_the_course_all_the_same(client, cast, invitation, now):
    join(client, invitation, answer="no")
    assert enrolments.current(newest(), Audience.FAMILY) is not None
    assert not newest().family_links.exists()
    assert links.usable(invitation, now=now) is None
    assert client.get(reverse("family_plan")).status_code == 200


def test_an_invitation_can_be_refused_without_an_account(client, invitation, now):
    people = User.objects.count()
    answer = client.post(reverse("family_join"), {"code": invitation, "step": "refuse"})
    assert "No account was made" in answer.content.decode()
    assert User.objects.count() == people
    assert links.usable(invitation, now=now) is None


def bad_codes(cast, now) -> dict[str, str]:
    program = cast.morning.program
    ended = codes.make(program, by=cast.mia, now=now).code
    codes.make(program, by=cast.mia, now=now)
    used = links.name(cast.ana_learns, "Lu", "friend", now=now)[1]
    links.take_up(used, cast.finn, now=now)
    old = links.name(cast.ana_learns, "Mo", "friend", now=now - timedelta(days=15))[1]
    declined_link, declined = links.name(cast.ana_learns, "Ed", "friend", now=now)
    links.decline(declined_link, by=None, now=now)
    closed = codes.make(cast.elsewhere.program, by=cast.mia, now=now)
    type(closed.cohort).objects.filter(pk=closed.cohort_id).update(is_open=False)
    return {
        "unknown": "ABCD-EFGH-JKMN",
        "ended": ended,
        "used": used,
        "old": old,
        "declined": declined,
        "closed": closed.code,
    }


@pytest.mark.parametrize("step", [{}, {"step": "answer", "first_name": "Nora", "password1": NEW, "password2": NEW}])
def test_codes_that_open_nothing_cannot_be_told_apart(cast, now, step):
    seen = []
    found = bad_codes(cast, now)
    Client().post(reverse("family_join"), {"code": "WARM-WARM-WARM"})
    for code in found.values():
        with CaptureQueriesContext(connection) as captured:
            answer = Client().post(reverse("family_join"), {"code": code, **step})
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        body = TOKEN.sub("", answer.content.decode().replace(code, ""))
        seen.append((answer.status_code, headers, body, statements(captured)))
    assert len(seen) == 6
    assert seen[0][0] == 422
    assert all(one == seen[0] for one in seen)


def test_an_account_that_is_there_gets_the_course_beside_its_own_program(cast, ana, open_code):
    assert give(ana, open_code).status_code == 200
    assert ana.post(reverse("family_join"), {"code": open_code, "step": "answer"})["Location"] == reverse("family_plan")
    assert set(enrolments.tracks(cast.ana)) == {"participant", "family"}
    ana.post(reverse("family_join"), {"code": open_code, "step": "answer"})
    assert Enrolment.objects.filter(person=cast.ana, audience="family").count() == 1


def test_a_family_account_only_adds_the_connection(cast, invitation):
    finn = Client()
    finn.force_login(cast.finn)
    finn.post(reverse("family_join"), {"code": invitation, "step": "answer", "answer": "yes"})
    assert FamilyLink.objects.filter(family_member=cast.finn, participant=cast.ana_learns).exists()
    assert Enrolment.objects.filter(person=cast.finn).count() == 1


@pytest.mark.parametrize("name", ["gil", "mia", "amir", "olga"])
def test_staff_join_with_an_account_of_their_own(cast, open_code, name):
    client = Client()
    client.force_login(getattr(cast, name))
    assert give(client, open_code).status_code == 403
    assert client.post(reverse("family_join"), {"code": open_code, "step": "answer"}).status_code == 403
    assert not Enrolment.objects.filter(person=getattr(cast, name)).exists()


def test_somebody_else_on_the_same_tablet_gets_nothing(cast, ana, open_code):
    data = {"code": open_code, "step": "answer", "owner": str(cast.ben.uid)}
    assert ana.post(reverse("family_join"), data).status_code == 409
    assert set(enrolments.tracks(cast.ana)) == {"participant"}


def test_an_address_that_somebody_wrote_gets_mail_and_opens_nothing(client, cast, open_code):
    """Else whoever reads the poster could shut out a person, or learn that an address has an account here."""
    person("known", email="known@example.org")
    join(client, open_code, email="Known@example.org")
    nora = newest()
    assert nora.email == "known@example.org"
    assert sign_in.only_holder("known@example.org").sign_in_name == "known"
    assert sign_in.holder_by_mail("known@example.org").sign_in_name == "known"
    for password in (NEW, PASSWORD):
        other = Client()
        other.post(reverse("account_login"), {"login": "known@example.org", "password": password})
        assert other.session.get("_auth_user_id") == (
            str(User.objects.get(sign_in_name="known").pk) if password == PASSWORD else None
        )


def test_an_address_of_ones_own_brings_a_new_password_but_does_not_sign_in(client, cast, open_code):
    join(client, open_code, email="nora@example.org")
    assert sign_in.holder_by_mail("nora@example.org") == newest()
    assert sign_in.only_holder("nora@example.org") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_name": ""},
        {"first_name": "=1+1"},
        {"password1": "short", "password2": "short"},
        {"password2": "another calm one"},
        {"email": "nowhere"},
        {"first_name": "\x00", "password1": "\x00"},
    ],
)
def test_what_will_not_do_is_told_and_nothing_is_made(client, open_code, wrong):
    people = User.objects.count()
    assert join(client, open_code, **wrong).status_code == 422
    assert User.objects.count() == people


def test_a_whole_evening_behind_one_address_comes_in_and_guessing_does_not(client):
    statuses = [give(client, "ABCD-EFGH-JKMN").status_code for _ in range(61)]
    assert statuses == [422] * 60 + [429]


def test_a_code_that_ends_in_between_makes_nothing(cast, client, open_code, now, monkeypatch):
    people = User.objects.count()
    real = codes.cohort_of
    monkeypatch.setattr("learners.families.joining.sign_in_names.suggest", lambda: _end_first(cast, now))
    assert join(client, open_code).status_code == 422
    assert User.objects.count() == people
    assert real is codes.cohort_of


def _end_first(cast, now) -> str:
    codes.end(cast.morning.program, by=cast.mia, now=now)
    return "late-comer-11"


def test_the_open_code_is_one_at_a_time_and_names_no_cohort_twice(cast, now):
    program = cast.morning.program
    first, second = (codes.make(program, by=cast.gil, now=now) for _ in range(2))
    assert codes.usable(first.code) is None
    assert codes.usable(second.code) == codes.running(program) == second
    assert first.cohort == second.cohort
    assert (first.cohort.days, first.cohort.mode, first.cohort.meets) == ([], "own-clock", "no meetings")
    assert codes.end(program, by=cast.gil, now=now)
    assert not codes.end(program, by=cast.gil, now=now)


def test_staff_see_how_many_came_in_where_they_are_not_few(cast, now):
    manager = Client()
    manager.force_login(cast.mia)
    url = reverse("families", args=[cast.morning.program.uid])
    assert "Fewer than 5 people" in manager.get(url).content.decode()
    for number in range(3):
        enrolments.enrol(person(f"more{number}"), cast.morning, by=None, now=now, audience="family")
    page = manager.get(url).content.decode()
    assert "5 people have the family course now" in page
    assert not [name for name in ("Fay", "Finn", "More0") if name in page]


def test_the_page_of_staff_shows_code_square_and_address(cast, open_code, settings):
    gil = Client()
    gil.force_login(cast.gil)
    page = gil.get(reverse("families", args=[cast.morning.program.uid])).content.decode()
    assert open_code in page
    assert 'class="qr"' in page
    assert "/family/join" in page
    gil.post(reverse("family_code_end", args=[cast.morning.program.uid]))
    assert open_code not in gil.get(reverse("families", args=[cast.morning.program.uid])).content.decode()
