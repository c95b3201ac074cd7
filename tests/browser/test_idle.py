"""Being away: a warning that a screen reader hears, an end that leaves nothing readable, and no word that is lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import road
from tests.browser.idle_clock import away_for, seen
from tests.browser.sheets import WORDS, come_back_to, first_line, open_sheet, stored, tab_of_sign_in
from tests.browser.watching import check_accessible, wait_until


def warning(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="In two minutes you are signed out")


@pytest.fixture
def clocked(phone, cast, p02) -> Page:
    """Ana's worksheet, in a browser whose clock can be moved."""
    phone.clock.install()
    road.sign_in(phone, "ana")
    return open_sheet(phone, p02)


def test_two_minutes_before_the_end_it_is_said_aloud(clocked):
    box = clocked.locator("[data-idle]")
    expect(box).to_have_attribute("role", "alert")  # there from the start, so that new words in it are announced
    expect(box).to_be_empty()
    clocked.clock.fast_forward("27:30")
    expect(box).to_be_empty()
    clocked.clock.fast_forward("00:50")
    expect(warning(clocked)).to_be_visible()
    check_accessible(clocked)


def test_staying_takes_one_press_and_tells_the_server(clocked):
    away_for(clocked, 28)
    before = seen(clocked)
    clocked.clock.fast_forward("28:10")
    expect(warning(clocked)).to_be_visible()
    road.button(clocked, "Stay signed in").press("Enter")
    expect(clocked.locator("[data-idle]")).to_be_empty()
    wait_until(clocked, lambda: seen(clocked) > before)


def test_typing_keeps_one_signed_in_without_a_word(clocked, cast, p02):
    away_for(clocked, 20)
    before = seen(clocked)
    clocked.clock.fast_forward("20:00")
    first_line(clocked).fill(WORDS)
    expect(road.status(clocked)).to_have_text("Saved")
    wait_until(clocked, lambda: seen(clocked) > before)
    expect(clocked.locator("[data-idle]")).to_be_empty()


def test_at_the_end_nothing_stays_readable_and_one_comes_back_to_the_same_page(clocked):
    address = re.escape(clocked.url.partition("//")[2].partition("/")[2])
    away_for(clocked, 31)
    clocked.clock.fast_forward("30:10")
    expect(road.heading(clocked)).to_have_text("Sign in")
    assert "Ana" not in clocked.content()
    road.give_name(clocked, "ana")
    expect(clocked).to_have_url(re.compile(address))
    expect(road.heading(clocked)).to_have_text("My crisis card")


def test_text_that_was_typed_too_late_waits_and_is_saved_after_signing_in_again(clocked, cast, p02):
    away_for(clocked, 31)
    first_line(clocked).fill(WORDS)
    expect(road.status(clocked)).to_contain_text("You are signed out")
    assert WORDS not in stored(cast.ana_learns, p02)
    other = tab_of_sign_in(clocked)
    road.give_name(other, "ana")
    expect(road.heading(other)).to_have_text("Good to see you, Ana")
    come_back_to(clocked)
    expect(road.status(clocked)).to_have_text("Saved")
    expect(first_line(clocked)).to_have_value(WORDS)
    assert WORDS in stored(cast.ana_learns, p02)


@pytest.mark.parametrize(
    ("name", "shared", "minutes"),
    [("ana", False, "30"), ("ana", True, "10"), ("gil", False, "15"), ("gil", True, "10")],
)
def test_the_page_and_the_server_know_the_same_limit(phone, cast, name, shared, minutes):
    phone.goto("/accounts/login/")
    phone.get_by_label("Other people use this device").set_checked(shared)
    road.give_name(phone, name)
    expect(phone.locator("body")).to_have_attribute("data-idle-minutes", minutes)
    away_for(phone, int(minutes) - 1)
    phone.reload()
    expect(road.button(phone, "Sign out").first).to_be_visible()
    away_for(phone, int(minutes) + 1)
    phone.reload()
    expect(road.heading(phone)).to_have_text("Sign in")
