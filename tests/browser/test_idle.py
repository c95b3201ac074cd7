"""Being away: a warning that a screen reader hears, an end that leaves nothing readable, and no word that is lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import road
from tests.browser.idle_clock import away_for, seen, signed_in_for
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


# --- the end that comes to everybody, twelve hours after signing in ---------------------------------------------------


def last_end(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="In ten minutes you sign in again")


def nearly_over(page: Page, minutes: float) -> Page:
    """Opened again so many minutes before the end."""
    signed_in_for(page, 12 - minutes / 60)
    with page.expect_response("**/learn/keep/"):  # the clock of the device may be wrong: the server is asked
        page.reload()
        page.clock.fast_forward("00:11")
    return page


def test_ten_minutes_before_the_last_end_it_is_said_and_stays_until_it_is_read(clocked):
    before = seen(clocked)
    nearly_over(clocked, 9)
    assert seen(clocked) == before  # asking is no sign of life
    clocked.clock.fast_forward("00:11")
    expect(last_end(clocked)).to_be_visible()
    check_accessible(clocked)
    first_line(clocked).fill(WORDS)
    expect(road.status(clocked)).to_have_text("Saved")
    expect(last_end(clocked)).to_be_visible()
    road.button(clocked, "OK").press("Enter")
    expect(clocked.locator("[data-idle]")).to_be_empty()
    clocked.clock.fast_forward("00:11")
    expect(clocked.locator("[data-idle]")).to_be_empty()  # said once


def test_the_last_end_does_not_hide_that_one_is_away(phone, cast, p02):
    phone.clock.install()
    phone.goto("/accounts/login/")
    phone.get_by_label("Other people use this device").check()  # ten minutes, so that both ends are near
    road.give_name(phone, "ana")
    nearly_over(open_sheet(phone, p02), 9.5)
    phone.clock.fast_forward("00:11")
    expect(last_end(phone)).to_be_visible()
    phone.clock.fast_forward("07:50")
    expect(warning(phone)).to_be_visible()
    road.button(phone, "Stay signed in").press("Enter")
    expect(warning(phone)).to_have_count(0)
    expect(last_end(phone)).to_be_visible()


def test_at_the_last_end_text_waits_unseen_and_is_saved_after_signing_in_again(clocked, cast, p02):
    nearly_over(clocked, 1)
    clocked.clock.fast_forward("00:11")
    expect(last_end(clocked)).to_be_visible()
    signed_in_for(clocked, 1)
    first_line(clocked).fill(WORDS)
    expect(road.status(clocked)).to_contain_text("You are signed out")
    other = tab_of_sign_in(clocked)
    road.give_name(other, "ana")
    come_back_to(clocked)
    expect(road.status(clocked)).to_have_text("Saved")
    assert WORDS in stored(cast.ana_learns, p02)
    clocked.clock.fast_forward("00:11")
    expect(last_end(clocked)).to_have_count(0)  # it is far again


@pytest.mark.parametrize("days", [-1, 1])
def test_a_device_whose_clock_is_wrong_neither_warns_nor_signs_out(phone, cast, p02, days):
    phone.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    road.sign_in(phone, "ana")
    open_sheet(phone, p02)
    phone.evaluate("document.body.dataset.seen = 'the same page'")
    for _ in range(4):
        phone.clock.fast_forward("00:11")
        phone.wait_for_timeout(200)
    expect(phone.locator("[data-idle]")).to_be_empty()
    expect(phone.locator("body")).to_have_attribute("data-seen", "the same page")


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
