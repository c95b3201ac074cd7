"""Time that passes on the server for one browser's session, without anybody waiting for it."""

from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page

from cms import sessions
from learners.entrance import idle
from tests.browser.serving import STILL


def key_of(page: Page) -> str:
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "session")


def away_for(page: Page, minutes: int) -> None:
    """The server last heard of this browser so long ago."""
    with STILL:
        session = SessionStore(key_of(page))
        session[idle.SEEN] -= minutes * 60
        session.save()


def signed_in_for(page: Page, hours: float) -> None:
    """The server took this browser's sign-in so long ago."""
    with STILL:
        session = SessionStore(key_of(page))
        session[sessions.BEGAN] -= int(hours * 3600)
        session.save()


def seen(page: Page) -> int:
    with STILL:
        return SessionStore(key_of(page))[idle.SEEN]
