"""Reports and logs tell where the code failed, never what a person typed, who it was or which address was open."""

import logging
import sys

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from cms.errors import PlainLog
from tests.factories import cms as make

CANARIES = ("canary-answer", "canary-cookie", "canary-query", "canary-token", "canary-words", "canary-variable")


def failing_request():
    request = RequestFactory().post(
        f"/accounts/password/reset/key/1-{CANARIES[3]}/?q={CANARIES[2]}", {"answer": CANARIES[0]}
    )
    request.COOKIES["session"] = CANARIES[1]
    return request


def failure():
    inside = CANARIES[5]
    try:
        raise ValueError(CANARIES[4], inside)
    except ValueError:
        return sys.exc_info()


@pytest.mark.parametrize("form", ["get_traceback_html", "get_traceback_text"])
def test_an_error_report_holds_nothing_personal(form, settings):
    settings.DEBUG = True
    request = failing_request()
    assert get_exception_reporter_filter(request).is_active(request)
    report = getattr(get_exception_reporter_class(request)(request, *failure()), form)()
    assert [canary for canary in CANARIES if canary in report] == []


def test_a_log_line_names_the_route_and_the_place_in_the_code():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "x", 1, "%s: %s", ("Error", "/x/canary-token/"), failure()
    )
    record.request, record.status_code = failing_request(), 500
    line = PlainLog("{levelname} {message}", style="{").format(record)
    assert [canary for canary in CANARIES if canary in line] == []
    assert "canary-token" not in line
    assert "500 POST accounts/" in line
    assert "ValueError" in line
    assert "test_errors.py" in line


def line_about(request) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "x", 1, "%s", ("canary-words",), None)
    record.request, record.status_code = request, 403
    return PlainLog("{message}", style="{").format(record)


def test_a_log_line_says_by_an_opaque_id_who_was_signed_in_and_asks_no_database():
    request = failing_request()
    assert " by " not in line_about(request)
    request._cached_user = AnonymousUser()
    assert " by " not in line_about(request)
    request._cached_user = get_user_model()(sign_in_name="canary-name", first_name="canary-name")
    line = line_about(request)
    assert line.endswith(f" by {request._cached_user.uid}")
    assert "canary" not in line


@pytest.mark.django_db
def test_a_refusal_is_logged_with_who_was_refused(client):
    ana = make.person("ana")
    client.force_login(ana)
    handler = logging.StreamHandler(stream := __import__("io").StringIO())
    handler.setFormatter(PlainLog("{message}", style="{"))
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert client.get("/facilitate/").status_code == 403
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert stream.getvalue().splitlines()[0] == f"403 GET facilitate/ by {ana.uid}"


@pytest.mark.django_db
def test_a_missing_page_is_logged_without_its_address(client, caplog):
    handler = logging.StreamHandler(stream := __import__("io").StringIO())
    handler.setFormatter(PlainLog("{message}", style="{"))
    logging.getLogger("django.request").addHandler(handler)
    try:
        client.get("/canary-token/")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert "canary" not in stream.getvalue()
    assert "404 GET" in stream.getvalue()
