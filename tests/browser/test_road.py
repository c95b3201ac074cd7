"""One journey on a phone, from signing in to a finished module: with a script, without one, and by keys alone."""

from playwright.sync_api import Page, expect

from tests.browser import road
from tests.browser.hands import Finger, Keys
from tests.browser.watching import check_accessible

WORDS = "I stop answering my sister"


def walk(page: Page, module, hand, look, *, script: bool = True) -> None:
    road.sign_in(page, "ana", hand)
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    look(page)
    road.open_next(page, module, hand)
    road.read_cards(page, module, hand, look)
    write(page, module, hand, look, script)
    check_in(page, module, hand, look)
    back_on_the_plan(page, module, hand, look)


def write(page, module, hand, look, script) -> None:
    expect(road.heading(page)).to_have_text("My crisis card")
    look(page)
    hand.write(page.get_by_label("Line 1", exact=True).first, WORDS)
    hand.choose(page.locator(".tens input"), "7")
    expect(road.status(page)).to_have_text("Saved" if script else "Saved as you write")
    look(page)
    hand.press(road.button(page, "I am done"))
    expect(road.heading(page)).to_have_text(module.title)
    expect(page.get_by_text("2 of 3 done: the check-in is left")).to_be_visible()
    look(page)


def check_in(page, module, hand, look) -> None:
    questions = road.questions_of(module)
    missed = [questions[1], questions[4]]
    hand.press(road.button(page, "Start the check-in"))
    road.answer_all(page, questions, missed, hand, look)
    look(page)
    hand.press(road.button(page, "Hand in"))
    expect(page.locator(".result")).to_be_focused()
    expect(page.locator("#score")).to_contain_text(f"{len(questions) - 2} of {len(questions)} right")
    hand.check(page)
    look(page)
    hand.press(road.button(page, "Try what you missed"))
    road.answer_all(page, missed, [], hand, look)
    hand.press(road.button(page, "Hand in"))
    expect(page.locator("#score")).to_contain_text(f"{len(questions)} of {len(questions)} right")
    expect(page.locator(".result")).to_be_focused()


def back_on_the_plan(page, module, hand, look) -> None:
    page.goto(f"/learn/{module.key}/")
    expect(page.get_by_text("All done")).to_be_visible()
    look(page)
    hand.press(road.link(page, "Back to your week").first)
    done = page.locator(".modules li").filter(has=page.get_by_role("heading", name=module.title))
    expect(done.locator(".mark.done")).to_be_visible()
    expect(page.locator(".next h2")).not_to_have_text(module.title)
    look(page)


def test_the_road_by_finger_asks_nobody_else_and_axe_finds_nothing_on_it(phone, p02):
    walk(phone, p02, Finger(), check_accessible)
    phone.context.watch.check()


def test_the_road_without_a_script(open_browser, p02):
    page = open_browser(java_script_enabled=False).new_page()
    walk(page, p02, Finger(), lambda page: None, script=False)
    page.context.watch.check()


def test_the_road_by_keys_alone(phone, p02):
    walk(phone, p02, Keys(), lambda page: None)
    phone.context.watch.check()
