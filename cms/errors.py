"""What may be told about an error: where in the code it happened, never what a person typed or had open."""

import logging
import traceback
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter


class NothingPersonal(SafeExceptionReporterFilter):
    """For Django's error reports: no posted values, no variables, no cookies, no addresses."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        return {"REQUEST_METHOD": request.method} if request else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        return dict[str, Any]().items()


class ShortReport(ExceptionReporter):
    """The report that DEBUG shows and mails carry: the way through the code, without the request or words."""

    def __init__(self, request: HttpRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, **kwargs)

    def get_traceback_data(self) -> dict[str, Any]:
        return super().get_traceback_data() | {"exception_value": "", "exception_notes": "", "unicode_hint": ""}


class PlainLog(logging.Formatter):
    """Lines without addresses (they may hold tokens), tracebacks without the error's words (they quote people)."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record = logging.makeLogRecord(
                record.__dict__ | {"msg": _about(request, record), "args": None, "exc_text": None}
            )
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        kind, error, trace = ei
        lines = traceback.format_list(traceback.extract_tb(trace))
        cause = getattr(error, "__cause__", None) or getattr(error, "__context__", None)
        because = f" (after {type(cause).__qualname__})" if cause else ""
        return "".join(
            ["Traceback, most recent call last:\n", *lines, f"{getattr(kind, '__qualname__', kind)}{because}"]
        )


def _about(request: HttpRequest, record: logging.LogRecord) -> str:
    try:
        route = request.resolver_match.route if request.resolver_match else resolve(request.path_info).route
    except Resolver404:
        route = "no such address"
    return f"{getattr(record, 'status_code', '')} {request.method} {route or '/'}{_by(request)}".strip()


def _by(request: HttpRequest) -> str:
    """The opaque id of who is signed in, where the account was read already: a line asks no database."""
    uid = getattr(getattr(request, "_cached_user", None), "uid", None)
    return f" by {uid}" if uid else ""
