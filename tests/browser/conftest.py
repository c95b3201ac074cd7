"""A live server with our curriculum, the cast in it, and browsers that ask nobody else anything."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courses.map import ModuleOutline, Outline
from tests.browser import road, sheets
from tests.browser.serving import OneAtATime, open_doors
from tests.browser.watching import AWAY, Watch
from tests.factories.people import Cast

LiveServerThread.server_class = OneAtATime
PHONE = {"width": 360, "height": 740}
PATIENCE = 10_000  # milliseconds; a busy machine is slow, not wrong

OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture
def open_browser(live_server: Any, cast: Cast, browser: Browser) -> Iterator[OpenBrowser]:
    """A browser of its own, as on another device; `context.watch` sees what it does."""
    opened: list[BrowserContext] = []
    expect.set_options(timeout=PATIENCE)

    def open_one(watched: bool = True, **options: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": live_server.url, "viewport": PHONE, **options})
        context.set_default_timeout(PATIENCE)
        if watched:  # not where caching matters: watching turns the browser's cache off
            context.watch = Watch(context, live_server.url)  # type: ignore[attr-defined]
        opened.append(context)
        return context

    open_doors(True)
    yield open_one
    for context in opened:  # before the database is put back
        context.close()
    open_doors(False)


@pytest.fixture
def phone(open_browser: OpenBrowser) -> Page:
    return open_browser().new_page()


@pytest.fixture
def p02(curriculum: Outline) -> ModuleOutline:
    """My safety plan: every kind of question, most kinds of worksheet fields."""
    return next(module for module in curriculum.by_key.values() if module.code == "p02")


@pytest.fixture
def sheet(phone: Page, cast: Cast, p02: ModuleOutline) -> Page:
    """Ana's worksheet."""
    road.sign_in(phone, "ana")
    return sheets.open_sheet(phone, p02)


@pytest.fixture
def away(cast: Cast) -> str:
    """Where "Leave quickly" leads."""
    from wagtail.models import Site

    from cms.models import SiteSettings

    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.leave_url = AWAY
    settings.save()
    return AWAY
