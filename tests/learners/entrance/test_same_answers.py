"""No form of the entrance tells whether somebody has an account: same status, body and headers, same work behind it."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.post import outbox
from tests.factories.people import PASSWORD, person

pytestmark = pytest.mark.django_db
WRONG = "not the password at all"
# known, unknown, closed, shared by two, closed with the right password
CASES = ("ana", "nobody", "dan", "home")


@pytest.fixture(autouse=True)
def people(db, time_machine):
    time_machine.move_to(timezone.now(), tick=False)  # headers tell the second
    person("ana", email="ana@example.org")
    person("dan", email="dan@example.org", is_active=False)
    person("ben", email="home@example.org")
    person("cara", email="home@example.org")
    person("eli", email="eli@example.org").set_unusable_password()


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """Every time that a password is hashed, however it comes to that."""
    done: list[str] = []
    plain = hashers.MD5PasswordHasher.encode

    def encode(self, password, salt):
        done.append("hash")
        return plain(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    return done


def seen(response: HttpResponse, *typed: str) -> tuple:
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    for word in typed:
        body = body.replace(word, "")
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    return response.status_code, body, headers, sorted(response.cookies)


def work(act: Callable[[], HttpResponse]) -> tuple[HttpResponse, list[str]]:
    """The answer, and the kinds of statements behind it."""
    with CaptureQueriesContext(connection) as captured:
        response = act()
    kinds = [" ".join(re.sub(r"_curs_\w+", "", query["sql"]).split()[:3]) for query in captured.captured_queries]
    return response, [kind for kind in kinds if not re.search("SAVEPOINT|cms_|wagtailcore_", kind)]


def compare(acts: dict[str, Callable[[], HttpResponse]], hashed: list[str], *, ignore: dict[str, str]) -> int:
    """All the same as the first, in every respect. Returns how many hashes each took."""
    Client().get(reverse("account_login"))  # what is only read once in a process
    results = {}
    for name, act in acts.items():
        hashed.clear()
        response, kinds = work(act)
        results[name] = (*seen(response, ignore[name]), kinds, len(hashed))
    first = next(iter(results.values()))
    for name, result in results.items():
        for part, wanted in zip(result, first, strict=True):
            assert part == wanted, name
    return int(first[-1])


def post(address: str, **data: str) -> Callable[[], HttpResponse]:
    return lambda: Client().post(reverse(address), data)


def test_signing_in_with_a_name_or_an_address(hashed):
    typed = {"known": "ana", "unknown": "zoe", "closed": "dan"}
    acts = {name: post("account_login", login=login, password=WRONG) for name, login in typed.items()}
    assert compare(acts, hashed, ignore=typed) == 1
    typed = {
        name: f"{who}@example.org"
        for name, who in zip(("known", "unknown", "closed", "shared", "invited"), (*CASES, "eli"), strict=True)
    }
    acts = {name: post("account_login", login=login, password=WRONG) for name, login in typed.items()}
    assert compare(acts, hashed, ignore=typed) == 1


def test_a_closed_account_with_the_right_password_looks_like_a_wrong_one(hashed):
    typed = {"wrong": "ana", "closed": "dan"}
    acts = {
        "wrong": post("account_login", login="ana", password=WRONG),
        "closed": post("account_login", login="dan", password=PASSWORD),
    }
    assert compare(acts, hashed, ignore=typed) == 1


def test_asking_for_a_new_password(hashed):
    typed = {name: f"{name}@example.org" for name in CASES}
    acts = {name: post("account_reset_password", email=email) for name, email in typed.items()}
    assert compare(acts, hashed, ignore=typed) == 0


def test_asking_for_a_code(hashed, mailoutbox):
    typed = {name: f"{name}@example.org" for name in CASES}
    acts = {name: post("account_request_login_code", email=email) for name, email in typed.items()}
    assert compare(acts, hashed, ignore=typed) == 0
    outbox.send_waiting(timezone.now())
    assert [letter.to for letter in mailoutbox] == [["ana@example.org"]]


def test_typing_a_wrong_code_and_giving_up(hashed):
    browsers = {name: Client() for name in CASES}
    for name, client in browsers.items():
        client.post(reverse("account_request_login_code"), {"email": f"{name}@example.org"})
    address = reverse("account_confirm_login_code")
    ignore = dict.fromkeys(CASES, "\0")
    compare({name: (lambda c=client: c.get(address)) for name, client in browsers.items()}, hashed, ignore=ignore)
    for _try in range(3):
        acts = {name: (lambda c=client: c.post(address, {"code": "000000"})) for name, client in browsers.items()}
        compare(acts, hashed, ignore=ignore)


def test_the_welcome_code_of_somebody_and_of_nobody(hashed):
    ignore = {"one": "AAAA-AAAA-AAAA", "other": "BBBB-BBBB-BBBB"}
    acts = {name: post("welcome", code=code, password1=PASSWORD, password2=PASSWORD) for name, code in ignore.items()}
    assert compare(acts, hashed, ignore=ignore) == 1  # used, ended and old codes: test_welcome.py


def test_the_mail_with_the_code_is_neutral(mailoutbox):
    post("account_request_login_code", email="ana@example.org")()
    outbox.send_waiting(timezone.now())
    letter = mailoutbox[0]
    assert letter.subject == "Your code"
    assert re.search(r"^\d{6}$", letter.body, re.MULTILINE)
    for word in ("Groundwork", "testserver", "program", "treatment", "recovery", "Ana", "ana"):
        assert word not in letter.subject + letter.body


def test_a_code_signs_in_once_and_only_in_the_browser_that_asked(mailoutbox):
    asked, other = Client(), Client()
    asked.post(reverse("account_request_login_code"), {"email": " ANA@example.org ", "next": "/learn/history/"})
    outbox.send_waiting(timezone.now())
    code = re.search(r"^\d{6}$", mailoutbox[0].body, re.MULTILINE)[0]
    assert other.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 302
    assert "_auth_user_id" not in other.session
    address = reverse("account_confirm_login_code") + "?next=/learn/history/"
    got = asked.post(address, {"code": f"{code[:3]}-{code[3:]}", "next": "/learn/history/"})
    assert got["Location"] == "/learn/history/"
    assert "_auth_user_id" in asked.session


def test_three_wrong_codes_end_it_and_an_old_one_is_old(mailoutbox, time_machine):
    now = timezone.now().timestamp()
    time_machine.move_to(now)
    client, late = Client(), Client()
    for one in (client, late):
        one.post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    outbox.send_waiting(timezone.now())
    codes = [re.search(r"^\d{6}$", letter.body, re.MULTILINE)[0] for letter in mailoutbox]
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "000000"})
    client.post(reverse("account_confirm_login_code"), {"code": codes[0]})
    assert "_auth_user_id" not in client.session
    time_machine.move_to(now + 15 * 60 + 1)
    late.post(reverse("account_confirm_login_code"), {"code": codes[1]})
    assert "_auth_user_id" not in late.session
