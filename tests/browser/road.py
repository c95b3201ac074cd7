"""The road as a person walks it: each function is one stretch, from the page where it begins to the page where it
ends.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Locator, Page, expect

from courses import editions
from courses.map import ModuleOutline
from learners.entrance.second_step import GIVEN, STATE
from tests.browser.hands import Finger, Keys
from tests.browser.serving import STILL
from tests.factories.people import PASSWORD
from tests.learners import answering

Hand = Finger | Keys
Question = dict[str, Any]


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True)


def status(page: Page) -> Locator:
    return page.locator("[data-save-status]")


def sign_in(
    page: Page, name: str, hand: Hand | None = None, password: str = PASSWORD, address: str = "/accounts/login/"
) -> None:
    hand = hand or Finger()
    page.goto(address)
    give_name(page, name, hand, password)


def give_name(page: Page, name: str, hand: Hand | None = None, password: str = PASSWORD) -> None:
    """On the sign-in page."""
    hand = hand or Finger()
    hand.write(page.get_by_label("Sign-in name or email"), name)
    hand.write(page.get_by_label("Password", exact=True), password)
    hand.press(button(page, "Sign in"))
    page.wait_for_load_state()
    if page.url.endswith("/second-step/"):  # staff: tests/browser/test_second_step.py walks through it
        prove(page)
        page.goto("/accounts/second-step/done/")


def prove(page: Page) -> None:
    """This browser has given the second step."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "session")
    with STILL:
        session = SessionStore(key)
        session[STATE] = GIVEN
        session.save()


def open_next(page: Page, module: ModuleOutline, hand: Hand) -> None:
    """From the plan to the first card of what is next."""
    expect(page.locator(".next h2")).to_have_text(module.title)
    hand.press(page.locator(".next a"))


def read_cards(page: Page, module: ModuleOutline, hand: Hand, look: Callable[[Page], None]) -> None:
    """To the worksheet."""
    for card in module.cards:
        expect(heading(page)).to_have_text(card.title)
        look(page)
        hand.press(link(page, "On to the worksheet" if card == module.cards[-1] else "Next card"))
    expect(page).to_have_title("Worksheet")


def questions_of(module: ModuleOutline) -> list[Question]:
    with STILL:
        return editions.content(editions.get(module.edition_id)).quiz["questions"]


def answer(page: Page, question: Question, given: Any, hand: Hand) -> None:
    """Without going on."""
    expect(page.locator("legend")).to_contain_text(question["prompt"])
    for name, values in answering.posted(question, given).items():
        for value in values if isinstance(values, list) else [values]:
            hand.choose(page.locator(f"[name='{name}']"), value)


def answer_all(
    page: Page, questions: list[Question], wrong: list[Question], hand: Hand, look: Callable[[Page], None]
) -> None:
    """One question a page, to the look back."""
    for place, question in enumerate(questions, 1):
        expect(heading(page)).to_have_text(f"Question {place} of {len(questions)}")
        answer(page, question, answering.wrong(question) if question in wrong else answering.right(question), hand)
        look(page)
        hand.press(button(page, "Look back" if place == len(questions) else "Next question"))
    expect(heading(page)).to_have_text("Look back before you hand in")
