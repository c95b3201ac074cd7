"""What plan and card weigh on the wire, with the static files as they are served for real."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import CDPSession, Page, expect

from cms.templatetags import look
from tests.browser import road

FIRST_VISIT, NEXT_PAGE = 70 * 1024, 16 * 1024  # bytes
REQUESTS = 6
STORAGES = {
    "staticfiles": {"BACKEND": "cms.static_files.Storage"},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}


class Wire:
    """Bytes that arrived since the last `take`, by address."""

    def __init__(self, page: Page) -> None:
        self.addresses: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        self.kept: set[str] = set()
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.responseReceived", self._responded)
        self.session.on("Network.requestServedFromCache", lambda event: self.kept.add(event["requestId"]))
        self.session.on("Network.loadingFinished", self._finished)

    def _responded(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if response.get("fromDiskCache") or not response["url"].startswith("http"):
            self.kept.add(event["requestId"])
        self.addresses[event["requestId"]] = response["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.addresses and event["requestId"] not in self.kept:
            self.sizes[self.addresses[event["requestId"]]] = event["encodedDataLength"]

    def take(self) -> dict[str, float]:
        taken, self.sizes = self.sizes, {}
        return taken


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Our files with hashed names, compressed; Wagtail's are for authors."""
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=STORAGES):
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["wagtail*", "admin"])
        yield root


@pytest.fixture
def served(live_server: Any, collected: Path) -> Iterator[str]:
    """A server of its own, in which WhiteNoise answers for static files as it does for real."""
    _forget_names()
    with override_settings(STATIC_ROOT=collected, STORAGES=STORAGES):
        shared = live_server.thread.connections_override
        server = LiveServerThread("localhost", lambda application: application, shared)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        yield f"http://localhost:{server.port}"
        server.terminate()
    _forget_names()


def _forget_names() -> None:
    """A process looks the names of its files up once; here they change."""
    look._kept.clear()
    for kept in (look.asset, look.icon, look.mark):
        kept.cache_clear()


@pytest.fixture
def cookies(open_browser, served) -> list[Any]:
    """Ana is signed in, and this browser has seen no page of the site."""
    page = open_browser(base_url=served, watched=False).new_page()
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    return page.context.cookies()


def weigh(page: Page, wire: Wire, address: str) -> dict[str, float]:
    page.goto(address, wait_until="networkidle")
    assert page.evaluate("document.fonts.status") == "loaded"
    return wire.take()


def test_plan_and_card_are_light_on_a_first_visit_and_lighter_on_the_next(open_browser, served, cookies, p02):
    cards = [f"/learn/{p02.key}/cards/{card.id}/" for card in p02.cards]
    for first, then in (("/learn/", cards), (cards[0], ["/learn/"])):
        context = open_browser(base_url=served, watched=False)
        context.add_cookies(cookies)
        page = context.new_page()
        wire = Wire(page)
        everything = weigh(page, wire, first)
        assert {kind(address) for address in everything} == {"html", "css", "js", "svg", "woff2"}, everything
        assert len(everything) <= REQUESTS, everything
        assert sum(everything.values()) <= FIRST_VISIT, everything
        for address in then:
            more = weigh(page, wire, address)
            assert "html" in map(kind, more), more
            assert sum(more.values()) <= NEXT_PAGE, more


def kind(address: str) -> str:
    """By the ending; pages have none."""
    name = address.rpartition("/")[2]
    return name.rpartition(".")[2] or "html"
