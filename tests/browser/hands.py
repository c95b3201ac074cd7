"""Two ways to use a page: with a finger, and with the keys alone."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.watching import check_focus

MOST_TABS = 120


class Finger:
    def check(self, page: Page) -> None:
        """A finger needs no focus."""

    def press(self, what: Locator) -> None:
        what.click()

    def write(self, where: Locator, text: str) -> None:
        where.fill(text)

    def choose(self, where: Locator, value: str) -> None:
        """In a select, or one of several radios or checkboxes of the same name."""
        if where.first.evaluate("it => it.tagName") == "SELECT":
            where.select_option(value)
        else:
            where.and_(where.page.locator(f"[value='{value}']")).check()


class Keys:
    """Never a click. Whatever has the focus on the way must show it."""

    def check(self, page: Page) -> None:
        check_focus(page)

    def press(self, what: Locator) -> None:
        self._go_to(what)
        what.page.keyboard.press("Enter")

    def write(self, where: Locator, text: str) -> None:
        self._go_to(where)
        where.page.keyboard.type(text)

    def choose(self, where: Locator, value: str) -> None:
        kind = where.first.evaluate("it => it.type")
        wanted = where.and_(where.page.locator(f"[value='{value}']"))
        if kind == "checkbox":
            self._go_to(wanted)
            wanted.page.keyboard.press("Space")
        elif kind == "radio":
            self._choose_radio(where, wanted)
        else:
            self._choose_option(where, value)

    def _choose_radio(self, group: Locator, wanted: Locator) -> None:
        page = group.page
        self._go_to(group)
        page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return check_focus(page)
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not reach {wanted}")

    def _choose_option(self, select: Locator, value: str) -> None:
        self._go_to(select)
        for _ in range(select.locator("option").count()):
            if select.input_value() == value:
                return
            select.page.keyboard.press("ArrowDown")
        expect(select).to_have_value(value)

    def _go_to(self, wanted: Locator) -> None:
        """One of `wanted` gets the focus."""
        page = wanted.page
        page.wait_for_load_state()  # styles included
        for _ in range(MOST_TABS):
            if wanted.and_(page.locator(":focus")).count():
                return
            page.keyboard.press("Tab")
            check_focus(page)
        raise AssertionError(f"{MOST_TABS} times Tab does not reach {wanted}")
