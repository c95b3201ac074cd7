"""Staff need a second step in each session; until then they reach two places. Learners may have one."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.entrance import second_step
from tests.factories.people import grant, sign_in
from tests.learners.entrance.keys import App, code, give_password, is_signed_in
from tests.learners.matrix import address, answer, routes
from tests.learners.objects import url_for
from tests.learners.open_rules import url_of
from tests.learners.rules import METHODS, RULES

pytestmark = pytest.mark.django_db
LEARNERS = ("ana", "ben", "cara", "fay", "finn")
STEP = "/accounts/second-step/"
STAFF = ("gil", "hana", "mia", "amir", "olga")
FOR_STAFF = sorted(name for name, rule in RULES.items() if not set(rule.who) & set(LEARNERS))


@pytest.fixture
def half(cast) -> Client:
    """Gil after the password."""
    client = Client()
    give_password(client, "gil")
    return client


# --- who must ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", STAFF)
def test_staff_with_a_password_alone_come_in_nowhere(world, who):
    """Every route of ours, by reading and by posting; also those of learners."""
    client, opened = Client(), []
    give_password(client, who)
    for name in sorted(set(RULES) - second_step.OPEN):
        for method in METHODS:
            got = answer(client, method, url_for(world, name, who, "own"))
            if (got.status_code, got.headers.get("Location")) != (302, STEP):
                opened.append(f"{method} {name}: {got.status_code}")
    assert opened == []


def test_every_route_of_staff_lies_where_the_second_step_is_asked_for():
    """A right that comes after signing in is found there: so no page of staff may lie elsewhere."""
    ours = {name: route for route, name, _ in routes() if name in RULES}
    assert len(FOR_STAFF) > 50
    assert [name for name in FOR_STAFF if not f"/{ours[name]}".startswith(second_step.STAFF_PLACES)] == []


def test_no_route_of_the_admin_opens_with_a_password_alone(world):
    client = Client()
    give_password(client, "olga")
    for route, _name, _parameters in routes():
        if route.startswith("admin/") and not re.search(r"jsi18n|sprite|icons", route):
            got = answer(client, "GET", url_of(route))
            assert got.status_code in (301, 302, 404), f"{route}: {got.status_code}"
            assert got.status_code != 302 or got["Location"] in (STEP, "/accounts/login/"), route


@pytest.mark.parametrize("who", LEARNERS)
def test_learners_go_in_with_a_password_and_may_add_a_step(cast, who):
    client = Client()
    assert give_password(client, who)["Location"] == "/start/"
    home = "/family/" if who in ("fay", "finn") else "/learn/"
    assert client.get(home).status_code == 200
    assert "Add a second step" in client.get(reverse("account_security")).content.decode()


def test_a_right_that_comes_later_wants_the_step_too(cast):
    client = Client()
    give_password(client, "ana")
    grant(cast.ana, now=timezone.now(), cohort=cast.evening)
    assert client.get(reverse("cohorts"))["Location"] == STEP
    assert client.get(reverse("plan"))["Location"] == STEP, "from then on she is staff everywhere"


@pytest.mark.parametrize("place", [*second_step.STAFF_PLACES, "/facilitate/attention/"])
def test_at_each_place_of_staff_a_right_that_came_later_is_found(cast, rf, place):
    client = Client()
    give_password(client, "ana")
    request = rf.get(place)
    request.session, request.user = client.session, cast.ana
    assert not second_step.is_owed(request)
    grant(cast.ana, now=timezone.now(), cohort=cast.evening)
    assert second_step.is_owed(request)
    request.path_info = "/learn/"
    request.session = client.session
    assert not second_step.is_owed(request), "elsewhere nobody is asked"


def test_whoever_is_staff_no_more_owes_nothing(cast, half):
    assert half.get("/learn/")["Location"] == STEP
    cast.gil.role_grants.all().delete()
    assert half.get("/learn/").get("Location") != STEP


def test_pages_of_learners_cost_no_query_for_it(cast, django_assert_num_queries):
    client = Client()
    give_password(client, "ana")
    client.get("/learn/keep/")
    with django_assert_num_queries(2):  # the session and the person
        client.get("/learn/keep/")


# --- the two places -------------------------------------------------------------------------------------------------


def test_until_then_there_are_two_places_and_help(half):
    assert half.get("/facilitate/")["Location"] == STEP
    assert half.get("/learn/")["Location"] == STEP
    assert half.get("/")["Location"] == STEP
    assert half.get(STEP).status_code == 200
    assert half.get("/getting-help-now/").status_code == 200
    assert half.get("/learn/keep/").status_code == 200
    assert half.get("/accounts/security/")["Location"] == STEP
    assert half.get("/accounts/password/change/")["Location"] == STEP
    assert half.post("/accounts/logout/").status_code == 302
    assert not is_signed_in(half)


@pytest.mark.parametrize("sign", ["save", "look"])
def test_a_page_that_asks_by_itself_hears_it(half, sign):
    got = half.post(reverse("search"), headers={"X-Requested-With": sign})
    assert got.status_code == 403
    assert got.json()["sign_in"] == STEP


def test_what_was_posted_is_not_where_one_goes_afterwards(half):
    half.post("/facilitate/people/")
    assert second_step.NEXT not in half.session
    half.get("/facilitate/attention/")
    assert half.session[second_step.NEXT] == "/facilitate/attention/"


def test_without_a_factor_the_step_is_owed_again_and_the_password_still_counts(half, cast, rf):
    request = rf.get("/")
    request.session, request.user = half.session, cast.gil
    given = {"method": "password", "at": 1}
    request.session[second_step.AUTHENTICATION_METHODS_SESSION_KEY] = [given, {"method": "mfa", "at": 2}]
    second_step.take_back(request)
    assert request.session[second_step.AUTHENTICATION_METHODS_SESSION_KEY] == [given, {"method": "gone", "at": 2}]
    assert request.session[second_step.STATE] == second_step.WANTED


def test_whoever_has_proved_nothing_has_nothing_taken_back(half, cast, rf):
    request = rf.get("/")
    request.session, request.user = half.session, cast.gil
    request.session.pop(second_step.AUTHENTICATION_METHODS_SESSION_KEY)
    second_step.take_back(request)
    assert request.session[second_step.STATE] == second_step.WANTED


def test_setting_up_an_app_is_the_step_and_leads_where_the_person_wanted_to_go(cast, half):
    wanted = address("cohort", cohort_uid=cast.morning.uid)
    assert half.get(wanted)["Location"] == STEP
    page = half.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200, "nobody types the password again seconds after signing in"
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1]
    got = half.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert got["Location"] == reverse("mfa_view_recovery_codes")
    shown = half.get(got["Location"]).content.decode()
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", shown)) == 10
    assert f'href="{wanted}"' in shown
    assert half.get(wanted).status_code == 200, "no second code is asked for"


def test_a_code_with_spaces_works_and_a_wrong_one_says_what_to_do(half):
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", half.get(reverse("mfa_activate_totp")).content.decode())[1]
    wrong = half.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    assert "That code is not right" in wrong.content.decode()
    assert secret in wrong.content.decode(), "the picture stays the same"
    right = code(secret)
    assert half.post(reverse("mfa_activate_totp"), {"code": f"{right[:3]} {right[3:]}"}).status_code == 302


def test_next_is_kept_only_on_this_site(half):
    session = half.session
    session[second_step.NEXT] = "https://evil.example/"
    session.save()
    assert half.get("/accounts/second-step/done/")["Location"] == STEP  # still owed
    session = half.session
    session[second_step.STATE] = second_step.GIVEN
    session.save()
    assert half.get("/accounts/second-step/done/")["Location"] == "/start/"


def test_somebody_who_has_a_step_is_asked_for_it_and_not_for_a_new_one(cast):
    app = App(cast.gil)
    client = sign_in(Client(), cast.gil, second_step=False)
    assert client.get("/facilitate/")["Location"] == STEP
    asked = client.get(STEP)["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate"))
    assert client.get(asked).status_code == 200
    got = client.post(asked, {"code": app.code()})
    assert got["Location"] == "/accounts/second-step/done/"
    assert client.get(got["Location"])["Location"] == "/facilitate/"
    assert client.get("/facilitate/").status_code == 200
