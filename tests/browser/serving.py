"""The test server: one request at a time, since its threads share one connection to the database, and only during a
test.
"""

from threading import RLock
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer

STILL = RLock()  # whoever holds it has the database alone


class OneAtATime(ThreadedWSGIServer):
    """Else the transactions of two requests would run into each other, and a page's last words into the next test."""

    is_open = False

    def set_app(self, application: Any) -> None:
        def alone(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            with STILL:
                if not OneAtATime.is_open:
                    start_response("503 Closed", [])
                    return []
                response = application(environ, start_response)
                try:
                    return list(response)
                finally:
                    getattr(response, "close", lambda: None)()

        super().set_app(alone)


def open_doors(is_open: bool) -> None:
    """After closing them no request is under way, and none begins."""
    with STILL:
        OneAtATime.is_open = is_open
