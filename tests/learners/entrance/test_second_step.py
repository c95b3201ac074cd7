"""Staff need a second step in each session; until then they reach two places. Learners may have one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.entrance import factors, second_step
from learners.models import AuditEvent, SignIn
from learners.post import outbox
from tests.factories.people import grant, sign_in
from tests.learners.entrance.keys import App, code, give_code, give_password, is_signed_in
from tests.learners.matrix import address, answer, routes
from tests.learners.rules import LEARNERS, METHODS, RULES
from tests.learners.test_matrix import url_for
from tests.learners.test_matrix_staff import made_up

pytestmark = pytest.mark.django_db
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
            got = answer(client, "GET", "/" + made_up(route))
            assert got.status_code in (301, 302, 404), f"{route}: {got.status_code}"
            assert got.status_code != 302 or got["Location"] in (STEP, "/accounts/login/"), route


@pytest.mark.parametrize("who", LEARNERS)
def test_learners_go_in_with_a_password_and_may_add_a_step(cast, who):
    client = Client()
    assert give_password(client, who)["Location"] == "/start/"
    assert client.get("/learn/").status_code == 200
    assert "Add a second step" in client.get(reverse("account_security")).content.decode()


def test_a_right_that_comes_later_wants_the_step_too(cast):
    client = Client()
    give_password(client, "ana")
    grant(cast.ana, now=timezone.now(), cohort=cast.evening)
    assert client.get(reverse("cohorts"))["Location"] == STEP
    assert client.get(reverse("plan"))["Location"] == STEP, "from then on she is staff everywhere"


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


def test_a_page_that_saves_by_itself_hears_it(half):
    got = half.post(reverse("search"), headers={"X-Requested-With": "save"})
    assert got.status_code == 403
    assert got.json()["sign_in"] == STEP


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


# --- signing in with it ---------------------------------------------------------------------------------------------


def test_the_password_alone_makes_no_session(cast):
    App(cast.gil)
    client = Client()
    got = give_password(client, "gil")
    assert got["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(client)
    assert client.get("/facilitate/")["Location"].startswith("/accounts/login/")
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_password_and_code_open_all(cast):
    app, client = App(cast.gil), Client()
    give_password(client, "gil", next="/facilitate/attention/")
    assert give_code(client, app.code())["Location"] == "/facilitate/attention/"
    assert client.get("/facilitate/").status_code == 200


def test_a_code_opens_once(cast):
    app = App(cast.gil)
    shown = app.code()
    one, other = Client(), Client()
    give_password(one, "gil")
    give_code(one, shown)
    assert is_signed_in(one)
    give_password(other, "gil")
    assert give_code(other, shown).status_code == 200
    assert not is_signed_in(other)


def test_the_code_before_and_the_next_one_are_good_and_older_ones_are_not(cast):
    app = App(cast.gil)
    for ahead, opens in ((-2, False), (-1, True), (1, True), (3, False)):
        client = Client()
        give_password(client, "gil")
        give_code(client, app.code(ahead))
        assert is_signed_in(client) == opens, ahead


def test_a_recovery_code_stands_in_once_and_counts_as_the_step(cast):
    App(cast.gil)
    row = factors.Authenticator.objects.get(type="recovery_codes")
    seed = factors.unseal(cast.gil, row.data["seed"])
    assert len(seed) == 80
    codes = recovery_codes(cast)
    client, again = Client(), Client()
    give_password(client, "gil")
    give_code(client, codes[0])
    assert client.get("/facilitate/").status_code == 200
    assert factors.codes_left(cast.gil) == 9
    give_password(again, "gil")
    give_code(again, codes[0])
    assert not is_signed_in(again)


def recovery_codes(cast) -> list[str]:
    """Read as the person does, on the page that shows them once."""
    client = sign_in(Client(), cast.gil)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(cast.gil.pk)
    session.save()
    return re.findall(r"<code>(\d{4} \d{4})</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())


def test_codes_that_are_guessed_run_into_a_limit(cast):
    App(cast.gil)
    client = Client()
    give_password(client, "gil")
    said = [give_code(client, "000000").content.decode() for _ in range(7)]
    assert "That code is not right" in said[0]
    assert "Too many" in said[-1]


def test_other_people_use_this_device_is_remembered_through_the_step(cast):
    app, client = App(cast.ana), Client()
    give_password(client, "ana", shared_device="on")
    give_code(client, app.code())
    assert client.session["idle_minutes"] == 10
    assert SignIn.objects.get().is_shared


def test_somebody_else_on_the_device_can_leave_a_sign_in_that_is_under_way(cast):
    App(cast.ana)
    tablet = Client()
    give_password(tablet, "ana")
    page = tablet.get(reverse("mfa_authenticate")).content.decode()
    assert "Start again" in page
    assert "ana" not in re.sub(r"<[^>]+>", " ", page).lower().replace("navigation", "").split()
    tablet.post(reverse("account_logout"), {"next": reverse("account_login")})
    give_password(tablet, "ben")
    assert tablet.session["_auth_user_id"] == str(cast.ben.pk)


# --- taking it away -------------------------------------------------------------------------------------------------


def with_app(cast, name: str) -> tuple[Client, App]:
    app, client = App(getattr(cast, name)), Client()
    give_password(client, name)
    give_code(client, app.code())
    return client, app


def test_a_learner_may_take_it_away(cast):
    client, _ = with_app(cast, "ana")
    assert "Take the app away?" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("account_security")
    assert factors.kinds(cast.ana) == set(), "recovery codes go with the last step"
    other = Client()
    give_password(other, "ana")
    assert is_signed_in(other)


def test_staff_keep_their_last_one(cast):
    client, _ = with_app(cast, "gil")
    assert "Add another one first" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 200
    assert factors.has_one(cast.gil)


def test_an_app_moves_to_another_phone_without_a_gap(cast):
    client, app = with_app(cast, "gil")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert factors.unseal(cast.gil, factors.Authenticator.objects.get(type="totp").data["secret"]) == app.secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    held = factors.unseal(cast.gil, factors.Authenticator.objects.get(type="totp").data["secret"])
    assert held == secret.replace(" ", "")


def test_a_change_ends_the_other_sessions_and_is_told_by_mail_and_audit(
    cast, mailoutbox, django_capture_on_commit_callbacks
):
    cast.ana.email = "ana@example.org"
    cast.ana.save()
    elsewhere, client = Client(), Client()
    give_password(elsewhere, "ana")
    give_password(client, "ana")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(reverse("mfa_activate_totp")).content.decode())[1]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert client.get("/learn/").status_code == 200
    assert elsewhere.get("/learn/").status_code == 302
    outbox.send_waiting(timezone.now())
    assert [letter.to for letter in mailoutbox] == [["ana@example.org"]]
    told = mailoutbox[0].subject + mailoutbox[0].body
    assert not re.search(r"ana|app|second|code|passkey|Groundwork|program|treatment|recovery", told, re.IGNORECASE)
    assert AuditEvent.objects.filter(action="app-added", by=cast.ana, about=cast.ana).count() == 1


def test_what_is_private_asks_again_after_a_quarter_of_an_hour(cast, time_machine):
    client, _ = with_app(cast, "ana")
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    got = client.get(reverse("mfa_deactivate_totp"))
    assert got["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fsecond-step%2Fapp%2Fremove%2F"
    page = client.get(got["Location"]).content.decode()
    assert "A code from my app" in page
    got = client.post(reverse("mfa_deactivate_totp"))
    assert got["Location"] == reverse("account_security"), "a form that was open may still be sent"
