"""A tablet that several people use: what one typed is never shown to the next, nor stored under them, nor lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import road
from tests.browser.idle_clock import away_for
from tests.browser.serving import STILL
from tests.browser.sheets import WORDS, come_back_to, first_line, open_sheet, stored, tab_of_sign_in
from tests.browser.watching import wait_until
from tests.learners.entrance.keys import App

IN_STORES = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length]"""


@pytest.fixture
def tablet(phone, cast, p02) -> Page:
    """Ana said that others use it, typed, and was called away for longer than the limit."""
    phone.goto("/accounts/login/")
    phone.get_by_label("Other people use this device").check()
    road.give_name(phone, "ana")
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")
    open_sheet(phone, p02)
    away_for(phone, 11)
    first_line(phone).fill(WORDS)
    expect(road.status(phone)).to_contain_text("You are signed out")
    return phone


@pytest.mark.parametrize("step", [False, True])
def test_the_next_person_sees_and_gets_nothing_and_the_first_loses_nothing(tablet, cast, p02, step):
    if step:
        with STILL:
            app = App(cast.ben)
    other = tab_of_sign_in(tablet)
    road.give_name(other, "ben")
    if step:
        other.get_by_label("Code", exact=True).fill(app.code())
        road.button(other, "Go in").click()
    expect(road.heading(other)).to_have_text("Good to see you, Ben")
    come_back_to(tablet)
    expect(first_line(tablet)).to_be_hidden()
    expect(tablet.get_by_role("alert").filter(has_text="Your unsaved text waits here")).to_be_visible()
    assert tablet.title().strip() == ""
    open_sheet(other, p02)
    assert WORDS not in other.content()
    assert other.evaluate(IN_STORES) == [0, 0, 0, 0]
    assert WORDS not in stored(cast.ben_learns, p02) + stored(cast.ana_learns, p02)

    road.button(other, "Sign out").click()
    road.sign_in(other, "ana")
    expect(road.heading(other)).to_have_text("Good to see you, Ana")
    come_back_to(tablet)
    wait_until(tablet, lambda: WORDS in stored(cast.ana_learns, p02))
    expect(first_line(tablet)).to_have_value(WORDS)
    assert WORDS not in stored(cast.ben_learns, p02)


def test_a_sign_in_that_was_left_half_way_tells_the_next_person_nothing(phone, cast):
    with STILL:
        App(cast.ana)
    road.sign_in(phone, "ana")
    expect(road.heading(phone)).to_have_text("Second step")
    assert "Ana" not in phone.content()
    phone.goto("/accounts/login/")
    road.button(phone, "Start again").click()
    road.give_name(phone, "ben")
    expect(road.heading(phone)).to_have_text("Good to see you, Ben")
