"""What stands before each page of somebody: who signs in, whose page it is, and where one comes back to."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from learners.views import gates

pytestmark = pytest.mark.django_db
HERE = "/learn/history/?page=2"
SAVE = {"X-Requested-With": "save"}


@gates.signed_in
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


@gates.signed_in
@gates.recently_signed_in
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


@pytest.fixture
def ask(rf, client):
    def asked(view, who=None, method="get", data=None, **headers):
        request = getattr(rf, method)(HERE, data, headers=headers)
        request.user, request.session = who or AnonymousUser(), client.session
        return view(request)

    return asked


@pytest.mark.parametrize(("method", "back"), [("get", HERE), ("head", HERE), ("post", "/learn/")])
def test_who_is_not_signed_in_comes_back_to_what_was_read(ask, method, back):
    answer = ask(page, method=method)
    assert answer.status_code == 302
    assert (
        answer["Location"]
        == f"/accounts/login/?next={back.replace('/', '%2F').replace('?', '%3F').replace('=', '%3D')}"
    )


def test_a_page_that_saves_by_itself_is_told_that_one_is_signed_out(ask):
    assert ask(page, method="post", **SAVE).status_code == 401


def test_what_was_typed_on_one_persons_page_is_not_taken_from_another(ask, cast):
    own, others = {"owner": str(cast.ana.uid)}, {"owner": str(cast.ben.uid)}
    assert ask(page, cast.ana, "post", own).content == b"the page"
    assert ask(page, cast.ana, "post", {}).content == b"the page"
    assert ask(page, cast.ana, "get", others).content == b"the page"
    assert ask(page, cast.ana, "post", others).content != b"the page"
    assert ask(page, cast.ana, "post", {"owner": ""}).content != b"the page"


@pytest.mark.parametrize(
    ("method", "headers", "back"),
    [
        ("get", {}, HERE),
        ("head", {}, HERE),
        ("post", {"Referer": "http://testserver/learn/people/?x=1"}, "/learn/people/"),
        ("post", {"Referer": "https://elsewhere.example/learn/"}, "/start/"),
        ("post", {}, "/start/"),
    ],
)
def test_whoever_says_once_more_who_they_are_comes_back(ask, cast, method, headers, back):
    answer = ask(guarded, cast.ana, method, **headers)
    assert answer.status_code == 302
    way, _, wanted = answer["Location"].partition("?next=")
    assert way == reverse("account_reauthenticate")
    assert wanted.replace("%2F", "/").replace("%3F", "?").replace("%3D", "=") == back


def test_a_page_that_saves_by_itself_is_told_where_to_say_so(ask, cast):
    answer = ask(guarded, cast.ana, "post", **SAVE)
    assert answer.status_code == 401
    assert reverse("account_reauthenticate").encode() in answer.content
