"""Reports and logs tell where the code failed, never what a person typed, who it was or which address was open."""

import logging
import sys

import pytest
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter

from cms.errors import PlainLog

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
