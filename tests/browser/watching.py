"""What a browser does besides showing pages: what it asks of others, what it complains about, what axe finds."""

import time
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route

AXE = Axe()
TARGETS = {"target-size": {"enabled": True}}  # 24 px; off in axe unless asked for
AWAY = "https://away.test/"  # where "Leave quickly" leads in these tests; answered here, never asked of anybody
PLACE_BARS = "how => document.querySelectorAll('.bar.stay, .helpbar').forEach((bar) => (bar.style.position = how))"
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation",
  (event) => console.error("refused by the policy:", event.violatedDirective, event.blockedURI))"""
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (one === document.body) return null;
  const near = [one, one.nextElementSibling, one.closest("label"), one.parentElement];
  const styles = [...near.filter(Boolean).map((it) => getComputedStyle(it)), getComputedStyle(one, "::after")];
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    what: one.outerHTML.slice(0, 160),
    outlined: styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    covered: !at || !(at === one || one.contains(at) || at.contains(one) || one.closest("label")?.contains(at)),
    by: at?.outerHTML.slice(0, 160),
  };
}"""


class Watch:
    """Of all pages of one browser context."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin = origin
        self.asked_outside: list[str] = []
        self.complaints: list[str] = []
        context.add_init_script(TELL_VIOLATIONS)
        context.route(lambda address: not address.startswith(origin), self._outside)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _outside(self, route: Route, request: Request) -> None:
        if request.url == AWAY:
            route.fulfill(content_type="text/html", body="<!doctype html><title>Weather</title><h1>Weather</h1>")
        elif not request.url.startswith(("data:", "blob:")):
            self.asked_outside.append(request.url)
            route.abort()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def check(self) -> None:
        """Nothing was asked of anybody else, and nothing went wrong or against the policy."""
        assert not self.asked_outside, self.asked_outside
        assert not self.complaints, self.complaints


def check_accessible(page: Page) -> None:
    """axe finds nothing: all its rules in light, those about colors in dark. Nothing else changes with the scheme."""
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast", "link-in-text-block"]})):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no color is on its way to another
        found = violations(page, rules)
        assert not found, f"{page.url}, {scheme}: {found}"
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")


LAYOUT = """() => ({
  width: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
  moving: [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
  }).map((one) => one.className).slice(0, 5),
})"""


def check_still(page: Page) -> None:
    """Nothing moves for whoever asked for that."""
    page.wait_for_load_state()
    page.emulate_media(reduced_motion="reduce")
    assert not page.evaluate(LAYOUT)["moving"], page.url


def check_fits(page: Page) -> None:
    """Nothing needs scrolling sideways."""
    page.wait_for_load_state()  # styles included
    assert page.evaluate(LAYOUT)["width"] <= 0, f"{page.url} is wider than {page.viewport_size}"


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until, "waited for ten seconds"
        page.wait_for_timeout(50)


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """What axe finds, with the bars that stay in reach put in their places.

    What one half covers at this moment scrolls out from under it, but axe takes it for a small target.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    wanted = {"resultTypes": ["violations"], "rules": TARGETS, **(options or {})}
    page.evaluate(PLACE_BARS, "static")
    found = page.evaluate("options => axe.run(options)", wanted)
    page.evaluate(PLACE_BARS, "")
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes'][:3]]}" for one in found["violations"]]


def check_focus(page: Page) -> None:
    """Whatever has the focus shows it, and nothing lies over it. On its way round it also passes the browser itself."""
    focus = page.evaluate(FOCUS)
    if focus is None:
        return
    assert focus["inside"], f"out of sight: {focus['what']}"
    assert focus["outlined"], f"no outline: {focus['what']}"
    assert not focus["covered"], f"covered: {focus['what']} by {focus['by']}"
