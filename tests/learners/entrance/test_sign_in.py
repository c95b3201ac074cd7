"""Signing in: by the clinic's name or by an address that is one's own, and by no side door."""

import re
import time

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.entrance import idle
from learners.post import outbox
from tests.factories.people import PASSWORD, person

pytestmark = pytest.mark.django_db


def sign_in(client: Client, name: str, **more):
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD, **more})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["ana", "ANA", " ana ", "ana@example.org", "Ana@Example.org"])
def test_the_sign_in_name_and_an_own_address_both_open(client, name):
    person("ana", email="ana@example.org")
    sign_in(client, name)
    assert signed_in(client)


def test_an_address_that_two_people_share_opens_neither(client):
    person("ana", email="home@example.org")
    person("ben", email="home@example.org")
    sign_in(client, "home@example.org")
    assert not signed_in(client)


def test_a_closed_account_does_not_open(client):
    person("dan", is_active=False)
    sign_in(client, "dan")
    assert not signed_in(client)


def test_an_unknown_name_and_a_wrong_password_look_the_same(client):
    person("ana")
    wrong = client.post(reverse("account_login"), {"login": "ana", "password": "not the password at all"})
    unknown = client.post(reverse("account_login"), {"login": "nobody", "password": "not the password at all"})
    assert wrong.status_code == unknown.status_code == 200
    strip = lambda page, name: page.content.decode().replace(name, "")  # noqa: E731
    assert len(strip(wrong, "ana")) == len(strip(unknown, "nobody"))


def test_a_handful_of_wrong_passwords_slows_the_account_down(client):
    person("ana")
    for _ in range(6):
        answer = client.post(reverse("account_login"), {"login": "ana", "password": "not the password at all"})
    assert "Too many" in answer.content.decode()
    sign_in(client, "ana")
    assert not signed_in(client)


def test_sign_up_is_closed(client):
    answer = client.post(reverse("account_signup"), {"username": "eve", "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 200
    assert not signed_in(client)


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/django-admin/login/"])
def test_side_doors_make_no_session(client, door):
    person("olga", is_superuser=True)
    client.post(door, {"username": "olga", "sign_in_name": "olga", "login": "olga", "password": PASSWORD})
    assert not signed_in(client)


def test_a_signed_in_participant_at_the_admin_gets_a_no_and_no_loop(client):
    client.force_login(person("ana"))
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) <= 1


def test_passwords_are_kept_as_argon2id_at_our_setting(settings):
    settings.PASSWORD_HASHERS = ["learners.entrance.sign_in.Argon2id"]
    encoded = make_password("three calm words here")
    assert identify_hasher(encoded).algorithm == "argon2"
    assert "argon2id" in encoded
    assert "m=47104,t=1,p=1" in encoded


def test_the_idle_limit_signs_out_and_comes_back_to_the_same_page(client):
    client.force_login(person("ana"))
    session = client.session
    session[idle.SEEN] = int(time.time()) - 31 * 60
    session.save()
    answer = client.get("/learn/history/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Flearn%2Fhistory%2F"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("limit", "away", "ends"), [(10, 11, True), (10, 9, False), (None, 11, False), (60, 31, False)]
)
def test_the_limit_of_a_session_is_its_own(client, limit, away, ends):
    client.force_login(person("ana"))
    session = client.session
    session[idle.SEEN] = int(time.time()) - away * 60
    if limit:
        session[idle.MINUTES] = limit
    session.save()
    assert (client.get("/learn/keep/").status_code == 302) is ends


@pytest.mark.parametrize(("method", "comes_back"), [("get", True), ("head", True), ("post", False)])
def test_only_what_was_read_is_opened_again_after_signing_in(client, method, comes_back):
    client.force_login(person("ana"))
    session = client.session
    session[idle.SEEN] = int(time.time()) - 31 * 60
    session.save()
    answer = getattr(client, method)("/learn/history/")
    assert ("next=" in answer["Location"]) is comes_back


def test_a_page_that_looks_for_news_by_itself_is_no_sign_of_life(client):
    client.force_login(person("ana"))
    ago = int(time.time()) - 5 * 60
    session = client.session
    session[idle.SEEN] = ago
    session.save()
    client.get("/learn/history/", headers={"X-Requested-With": "look"})
    assert client.session[idle.SEEN] == ago
    client.get("/learn/history/")
    assert client.session[idle.SEEN] > ago


def test_a_page_that_saves_by_itself_hears_of_the_idle_limit(client):
    client.force_login(person("ana"))
    session = client.session
    session[idle.SEEN] = int(time.time()) - 31 * 60
    session.save()
    answer = client.post("/learn/keep/", headers={"X-Requested-With": "save"})
    assert answer.status_code == 401
    assert answer.json()["sign_in"] == "/accounts/login/"


def test_a_shared_device_gets_the_short_limit(client):
    person("ana")
    sign_in(client, "ana", shared_device="on")
    assert client.session[idle.MINUTES] == 10


def test_authenticate_takes_the_same_path_for_unknown_names(django_user_model):
    assert authenticate(None, username="nobody", password=PASSWORD) is None


def ask_for_a_new_password(client: Client, email: str):
    """The mail goes out with the next tick, outside of the request."""
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert not mail.outbox or mail.outbox[-1].to != [email]
    outbox.send_waiting(timezone.now())
    return answer


def test_a_new_password_comes_by_a_neutral_mail(client, mailoutbox):
    person("ana", email="ana@example.org")
    ask_for_a_new_password(client, "ana@example.org")
    letter = mailoutbox[0]
    assert letter.subject == "Your link"
    for word in ("Groundwork", "program", "treatment", "recovery", "Ana", "ana"):
        assert word not in letter.subject + letter.body.replace(PASSWORD, "").replace("ana@example.org", "")


def test_a_shared_and_an_unknown_address_get_no_mail_and_the_same_answer(client, mailoutbox):
    person("ana", email="home@example.org")
    person("ben", email="home@example.org")
    person("cara", email="cara@example.org")
    answers = [ask_for_a_new_password(client, f"{name}@example.org") for name in ("home", "nobody", "cara")]
    assert len(mailoutbox) == 1
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1


def test_the_same_is_done_for_a_known_and_an_unknown_address(client):
    """As many statements of the same kinds, in the same order: the time of the answer says nothing."""
    person("ana", email="ana@example.org")
    ask_for_a_new_password(client, "warm@example.org")
    done = []
    for address in ("ana@example.org", "nobody@example.org", "ana@example.org"):
        with CaptureQueriesContext(connection) as captured:
            client.post(reverse("account_reset_password"), {"email": address})
        done.append([_kind(query["sql"]) for query in captured.captured_queries])
    done = [[sql for sql in one if not re.search("SAVEPOINT|cms_|wagtailcore_", sql)] for one in done]
    assert done[0] == done[1] == done[2]
    assert 'INSERT INTO "learners_outgoingmail"' in done[0]


def _kind(sql: str) -> str:
    """Its first words. PostgreSQL numbers its cursors."""
    return re.sub(r"_curs_\w+", "_curs", " ".join(sql.split()[:3]))


def test_the_link_of_the_mail_opens_the_form_for_a_new_password(client, mailoutbox):
    person("ana", email="ana@example.org")
    ask_for_a_new_password(client, "ana@example.org")
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    answer = client.get(link, follow=True)
    assert "Choose a new password" in answer.content.decode()
