"""Two tabs on a shared tablet: what its owner left readable in one is gone as soon as the other says so."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import road
from tests.browser.sheets import WORDS, come_back_to, end_sessions, first_line, stored, tab_of_sign_in
from tests.browser.watching import wait_until


@pytest.fixture
def plan(phone, cast) -> Page:
    """Ana's plan in one tab, with nothing unsaved."""
    road.sign_in(phone, "ana")
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")
    phone.wait_for_load_state()
    return phone


def second_tab(page: Page) -> Page:
    other = page.context.new_page()
    other.goto("/learn/")
    expect(road.heading(other)).to_have_text("Good to see you, Ana")
    return other


def test_a_tab_does_not_stay_readable_when_its_owner_signs_out_in_another(plan):
    other = second_tab(plan)
    road.button(other, "Sign out").click()
    expect(road.heading(plan)).to_have_text("Sign in")
    assert "Ana" not in plan.content()


def test_a_tab_does_not_stay_readable_when_somebody_else_signs_in(plan):
    other = plan.context.new_page()
    end_sessions()
    road.sign_in(other, "ben")
    expect(road.heading(other)).to_have_text("Good to see you, Ben")
    expect(road.heading(plan)).to_have_text("Sign in")
    assert "Ana" not in plan.content()


def test_a_tab_asks_whose_it_is_when_it_comes_to_the_front(plan):
    end_sessions()  # no other tab says so
    come_back_to(plan)
    expect(road.heading(plan)).to_have_text("Sign in")


def test_leaving_quickly_empties_every_tab(plan):
    other = second_tab(plan)
    plan.route("https://**", lambda route: route.fulfill(body="weather"))
    other.route("https://**", lambda route: route.fulfill(body="weather"))
    road.button(other, "Leave quickly").click()
    for page in (other, plan):
        expect(page.get_by_text("weather")).to_be_visible()


def test_text_that_waits_unsaved_is_hidden_at_once_and_is_back_with_its_owner(sheet, cast, p02):
    end_sessions()
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("You are signed out")
    other = tab_of_sign_in(sheet)
    expect(first_line(sheet)).to_be_hidden()
    assert sheet.title().strip() == ""
    road.give_name(other, "ana")
    expect(first_line(sheet)).to_be_visible()
    expect(first_line(sheet)).to_have_value(WORDS)
    wait_until(sheet, lambda: WORDS in stored(cast.ana_learns, p02))
