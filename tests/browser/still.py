"""The site on a clock that begins at one instant, so that each screenshot shows the same days."""

import os
from datetime import UTC, datetime
from typing import Any

import time_machine

INSTANT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # a Wednesday morning in New York


def application() -> Any:
    """For gunicorn: the clock goes on from the instant."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    time_machine.travel(INSTANT, tick=True).start()
    from cms.wsgi import application

    return application
