"""The test server, answering one request at a time: its threads share one connection to the database in memory."""

from threading import RLock
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer

STILL = RLock()  # whoever holds it has the database alone


class OneAtATime(ThreadedWSGIServer):
    """Without this, the transactions of two requests would run into each other."""

    def set_app(self, application: Any) -> None:
        def alone(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            with STILL:
                response = application(environ, start_response)
                try:
                    return list(response)
                finally:
                    getattr(response, "close", lambda: None)()

        super().set_app(alone)
