"""An author at a module in Wagtail: the checks show while they write, and what is not whole is not published."""

from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from courses.models import ModulePage
from tests.factories.people import Cast

SLOWLY = 30_000  # milliseconds: the editor loads half of Wagtail, and the preview comes after it


def at_the_desk(open_browser, cast: Cast) -> BrowserContext:
    """A wide screen on which somebody who may publish is signed in."""
    client = Client()
    client.force_login(cast.olga)
    context = open_browser(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(SLOWLY)
    cookie = client.cookies["session"]
    host = context._options["base_url"] if hasattr(context, "_options") else None
    assert host is None or host
    context.add_cookies([{"name": "session", "value": cookie.value, "domain": "localhost", "path": "/"}])
    return context


def draft(code: str, spoil) -> ModulePage:
    module = ModulePage.objects.get(code=code)
    spoil(module)
    module.save_revision(clean=False)
    return module


def open_editor(context: BrowserContext, module: ModulePage) -> Page:
    page = context.new_page()
    page.goto(reverse("wagtailadmin_pages:edit", args=[module.pk]))
    return page


def test_x(open_browser, cast):
    def spoil(module):
        cards = module.cards.get_prep_value()
        cards[0]["value"]["content"].insert(0, {"type": "text", "value": "<p>An addict may feel better soon.</p>", "id": "0b5a63fb-0e3d-4a06-9d5c-0c1a0dbf9a0e"})
        module.cards = cards
    page = open_editor(at_the_desk(open_browser, cast), draft("p01", spoil))
    page.wait_for_timeout(3000)
    page.screenshot(path="/tmp/gw/ed1.png")
    page.get_by_role("button", name="Toggle checks").click()
    page.wait_for_timeout(15000)
    page.screenshot(path="/tmp/gw/ed2.png")
    print(page.locator("[data-side-panel=checks]").inner_text())
