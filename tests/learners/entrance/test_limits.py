"""Limits that a clinic's one address survives and a guesser does not; proxies are believed as configured only."""

import pytest
from allauth.account.adapter import get_adapter
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import person
from tests.learners.entrance.keys import give_password, is_signed_in

pytestmark = pytest.mark.django_db


def wrong(client: Client, name: str = "ana", **more):
    return client.post(reverse("account_login"), {"login": name, "password": "not the password at all"}, **more)


def test_a_whole_group_signs_in_at_once_from_one_address(db):
    for number in range(40):
        person(f"learner-{number}")
        client = Client()
        wrong(client, f"learner-{number}")  # a finger slips
        give_password(client, f"learner-{number}")
        assert is_signed_in(client), number


def test_guessing_from_one_address_over_many_names_meets_a_limit(db, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    said = [wrong(Client(), f"name-{number}").content.decode() for number in range(62)]
    assert "Too many" not in said[0]
    assert "Too many" in said[-1]


def test_a_name_that_waits_can_be_used_again_after_the_wait(db, time_machine):
    person("ana")
    start = timezone.now().timestamp()
    time_machine.move_to(start, tick=False)
    for _ in range(5):
        wrong(Client())
    client = Client()
    assert "Wait a minute" in give_password(client, "ana").content.decode()
    assert not is_signed_in(client), "not even with the right password: else the answer would tell"
    time_machine.move_to(start + 61, tick=False)
    give_password(client, "ana")
    assert is_signed_in(client)


def test_a_name_that_nobody_has_waits_just_as_long(db, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    person("ana")
    pages = [[wrong(Client(), name).content.decode().replace(name, "") for _ in range(7)] for name in ("ana", "eve")]
    tokens = [[len(page) for page in one] for one in pages]
    assert tokens[0] == tokens[1]
    assert "Wait a minute" in pages[1][-1]


def test_saying_once_more_who_one_is_waits_too(db):
    ana = person("ana")
    client = Client()
    client.force_login(ana)
    answers = [client.post(reverse("account_reauthenticate"), {"password": "wrong"}) for _ in range(6)]
    assert "Too many" in answers[-1].content.decode()


def test_too_many_requests_say_calmly_what_to_do(db, time_machine, settings):
    time_machine.move_to(timezone.now(), tick=False)
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    for _ in range(3):
        got = wrong(Client())
    assert got.status_code == 429
    assert "Please wait a minute" in got.content.decode()
    assert "tel:988" in got.content.decode()
    assert "Back to sign in" in got.content.decode()


# --- proxies --------------------------------------------------------------------------------------------------------


def address(proxies: int, forwarded: str | None, settings, remote: str = "10.0.0.1") -> str:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return get_adapter().get_client_ip(RequestFactory().get("/", REMOTE_ADDR=remote, **more))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, None, "10.0.0.1"),
        (0, "203.0.113.5", "10.0.0.1"),  # nobody may choose the own address
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.7, 203.0.113.5", "203.0.113.5"),  # the visitor's own words stand before the proxy's
        (2, "198.51.100.7, 203.0.113.5, 10.1.1.1", "203.0.113.5"),
        (1, None, "10.0.0.1"),
        (2, "203.0.113.5", "10.0.0.1"),  # came round one of the proxies
        (1, "nonsense", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_a_forwarded_address_is_believed_only_as_configured(proxies, forwarded, counted, settings):
    assert address(proxies, forwarded, settings) == counted


def test_a_server_behind_a_socket_has_no_address_and_answers(settings):
    assert address(0, None, settings, remote="") == "unknown"
    assert Client().get("/accounts/login/", REMOTE_ADDR="").status_code == 200


@pytest.mark.parametrize(("proxies", "held"), [(0, True), (1, False)])
def test_a_guesser_who_makes_up_addresses_is_held_unless_a_proxy_says_them(proxies, held, settings, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(62):
        made_up = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        got = wrong(Client(), f"name-{number}", **made_up)
    assert ("Too many" in got.content.decode()) == held


def test_the_password_that_is_right_is_not_counted(db):
    person("ana")
    for _ in range(8):
        client = Client()
        give_password(client, "ana")
        assert is_signed_in(client)
