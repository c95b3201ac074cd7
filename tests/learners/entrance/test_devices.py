"""Where a person is signed in: plain words, no address of the network, and an end to one or to all others."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import sessions
from learners.entrance import devices, idle
from learners.models import AuditEvent, SignIn
from tests.factories.people import PASSWORD
from tests.learners.entrance.keys import give_password, is_signed_in

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0"
TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/131.0 Safari/537.36"


def browser(words: str = PHONE, name: str = "ana") -> Client:
    client = Client(headers={"User-Agent": words})
    give_password(client, name)
    return client


def list_of(client: Client) -> str:
    return client.get(reverse("account_sessions")).content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (PHONE, "Safari on iPhone"),
        (DESK, "Edge on Windows"),
        (TABLET, "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541) Chrome/131.0 Safari/537.36", "Chrome on Chromebook"),
        ("curl/8", "A browser"),
        ("", "A browser"),
        ("<script>alert(1)</script>" * 100, "A browser"),
    ],
)
def test_a_browser_is_told_in_plain_words(sent, words):
    assert devices.words(sent) == words


def test_the_list_shows_own_places_only_and_which_one_is_here(cast):
    phone, _desk, _bens = browser(), browser(DESK), browser(TABLET, "ben")
    page = list_of(phone)
    assert "Safari on iPhone" in page
    assert "Edge on Windows" in page
    assert "Chrome on Android" not in page
    assert page.count("here, now") == 1
    assert not re.search(r"\d+\.\d+\.\d+", re.sub(r"<[^>]+>", "", page)), "neither an address nor a version"


def test_nothing_of_the_network_is_kept(cast):
    client = Client(headers={"User-Agent": PHONE}, REMOTE_ADDR="203.0.113.77")
    client.post(reverse("account_login"), {"login": "ana", "password": "wrong wrong wrong"})
    give_password(client, "ana")
    from tests.learners.entrance.test_factors import everything_stored

    assert SignIn.objects.count() == 1
    stored = everything_stored() + str([session.get_decoded() for session in Session.objects.all()])
    assert "203.0.113.77" not in stored
    assert "Mozilla" not in stored


def test_the_session_holds_no_name_that_was_typed(cast):
    cast.ana.email = "only-ana@example.org"
    cast.ana.save()
    client = browser()
    client.get("/learn/")
    by_mail = Client()
    by_mail.post(reverse("account_login"), {"login": "only-ana@example.org", "password": PASSWORD})
    assert is_signed_in(by_mail)
    held = str([session.get_decoded() for session in Session.objects.all()])
    assert "only-ana" not in held
    assert "'ana'" not in held


def test_one_place_is_ended(cast):
    phone, desk, tablet = browser(), browser(DESK), browser(TABLET)
    uid = SignIn.objects.get(device="Edge on Windows").uid
    assert phone.post(reverse("account_end_session", args=[uid])).status_code == 302
    assert desk.get("/learn/").status_code == 302
    assert tablet.get("/learn/").status_code == phone.get("/learn/").status_code == 200
    assert AuditEvent.objects.get(action="session-ended").about == cast.ana


def test_another_persons_place_looks_like_none(cast):
    phone, bens = browser(), browser(DESK, "ben")
    foreign = phone.post(reverse("account_end_session", args=[SignIn.objects.get(person=cast.ben).uid]))
    absent = phone.post(reverse("account_end_session", args=[uuid4()]))
    assert foreign.status_code == absent.status_code == 404
    assert bens.get("/learn/").status_code == 200


def test_all_others_are_ended(cast):
    phone, desk, tablet = browser(), browser(DESK), browser(TABLET)
    assert "In 3 places" in phone.get(reverse("account_security")).content.decode()
    phone.post(reverse("account_end_others"))
    assert phone.get("/learn/").status_code == 200
    assert desk.get("/learn/").status_code == tablet.get("/learn/").status_code == 302
    assert SignIn.objects.filter(person=cast.ana).count() == 1


def test_a_new_password_ends_the_others_and_goes_on_here(cast):
    phone, desk = browser(), browser(DESK)
    new = "four calm words here"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert phone.post(reverse("account_change_password"), data)["Location"] == reverse("account_security")
    assert phone.get("/learn/").status_code == 200
    assert desk.get("/learn/").status_code == 302
    assert "here, now" in list_of(phone), "the session goes on under a new key"
    assert Session.objects.filter(session_key=desk.cookies["session"].value).count() == 0


def test_a_session_that_is_over_stands_in_no_list(cast):
    phone, desk = browser(), browser(DESK)
    session = desk.session
    session[idle.SEEN] -= 31 * 60
    session.save()
    assert "Edge on Windows" not in list_of(phone)


def test_rows_of_ended_sessions_are_forgotten(cast):
    phone, desk = browser(), browser(DESK)
    desk.post(reverse("account_logout"))
    assert devices.forget_ended(timezone.now()) == 1
    assert SignIn.objects.get().session_key == phone.session.session_key


def test_a_request_writes_no_row(cast, django_assert_num_queries):
    phone = browser()
    phone.get("/learn/keep/")
    with django_assert_num_queries(2):
        phone.get("/learn/keep/")


@pytest.mark.parametrize("places", [1, 12])
def test_the_list_costs_the_same_for_one_and_for_many(cast, places, django_assert_max_num_queries):
    clients = [browser() for _ in range(places)]
    with django_assert_max_num_queries(6):
        assert list_of(clients[0]).count("Safari on iPhone") >= places


# --- limits of time -------------------------------------------------------------------------------------------------


def test_after_twelve_hours_everybody_signs_in_again_however_busy(cast, time_machine):
    start = timezone.now()
    time_machine.move_to(start)
    client = browser()
    for quarter in range(1, 12 * 4):
        time_machine.move_to(start + timedelta(minutes=15 * quarter))
        assert client.get("/learn/keep/").status_code == 200, quarter
    time_machine.move_to(start + timedelta(hours=12, minutes=1))
    assert client.get("/learn/").status_code == 302
    assert not is_signed_in(client)


def test_a_page_knows_when_everybody_signs_in_again(cast, time_machine):
    start = timezone.now().replace(microsecond=0)
    time_machine.move_to(start, tick=False)
    client = browser()
    end = int(start.timestamp()) + 12 * 3600
    time_machine.move_to(start + timedelta(minutes=25), tick=False)
    assert f'data-ends-at="{end}"' in client.get("/learn/").content.decode()
    for sign in ("save", "look"):
        answer = client.get("/learn/keep/", headers={"X-Requested-With": sign})
        assert answer.json()["ends_in"] == 12 * 3600 - 25 * 60


@pytest.mark.parametrize("sign", ["save", "look"])
def test_a_page_that_asks_hears_of_that_end(cast, sign):
    client = browser()
    session = client.session
    session[sessions.BEGAN] -= 12 * 3600 + 1
    session.save()
    answer = client.get("/learn/keep/", headers={"X-Requested-With": sign})
    assert answer.status_code == 401
    assert not is_signed_in(client)


def test_saying_who_one_is_once_more_does_not_move_that_limit(cast, time_machine):
    start = timezone.now()
    time_machine.move_to(start)
    client = browser()
    began = client.session[sessions.BEGAN]
    time_machine.move_to(start + timedelta(minutes=20))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.session[sessions.BEGAN] == began


def test_a_code_by_mail_honors_the_shared_device_too(cast, mailoutbox):
    from learners.post import outbox

    cast.ana.email = "ana@example.org"
    cast.ana.save()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "ana@example.org", "shared_device": "on"})
    outbox.send_waiting(timezone.now())
    code = re.search(r"\b\d{6}\b", mailoutbox[0].body)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session[idle.MINUTES] == 10
