"""Typed text is never lost and never shown to somebody else: lines that drop, sessions that end, other people, other
tabs.
"""

import pytest
from playwright.sync_api import Page, expect

from learners.learning import worksheets
from learners.models import EntrySideNote
from tests.browser import road
from tests.browser.serving import STILL
from tests.browser.sheets import WORDS, come_back_to, end_sessions, first_line, open_sheet, stored, tab_of_sign_in
from tests.browser.watching import wait_until

LATER = "I sleep until noon"
IN_STORES = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length]"""


# --- the line -------------------------------------------------------------------------------------------------------


def test_what_is_typed_offline_stays_and_is_saved_when_the_line_is_back(sheet, cast, p02):
    sheet.context.set_offline(True)
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("Not saved yet", timeout=5000)
    assert first_line(sheet).input_value() == WORDS
    assert WORDS not in stored(cast.ana_learns, p02)
    sheet.context.set_offline(False)
    expect(road.status(sheet)).to_have_text("Saved")
    assert WORDS in stored(cast.ana_learns, p02)


def test_a_server_that_stays_silent_is_told_within_five_seconds(sheet, cast, p02):
    silent = []
    sheet.route("**/worksheet/", lambda route: silent.append(route), times=1)
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("Not saved yet", timeout=6000)
    silent.pop().continue_()
    expect(road.status(sheet)).to_have_text("Saved")
    assert WORDS in stored(cast.ana_learns, p02)


def test_an_answer_of_a_check_in_is_saved_as_soon_as_it_is_chosen(sheet, cast, p02):
    question = road.questions_of(p02)[0]
    sheet.goto(f"/learn/{p02.key}/")
    road.button(sheet, "Start the check-in").click()
    sheet.get_by_role("radio").nth(2).check()
    expect(road.status(sheet)).to_have_text("Saved")
    with STILL:
        assert cast.ana_learns.attempts.get().responses.get().answer == question["options"][2]["id"]
    sheet.reload()
    expect(sheet.get_by_role("radio").nth(2)).to_be_checked()


# --- the session ----------------------------------------------------------------------------------------------------


def test_after_the_session_has_ended_the_page_saves_by_itself_once_its_owner_is_back(sheet, cast, p02):
    end_sessions()
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("You are signed out")
    other = tab_of_sign_in(sheet)
    road.give_name(other, "ana")
    expect(road.heading(other)).to_have_text("Good to see you, Ana")
    come_back_to(sheet)
    expect(road.status(sheet)).to_have_text("Saved")
    assert first_line(sheet).input_value() == WORDS
    assert WORDS in stored(cast.ana_learns, p02)


def test_another_person_on_the_same_browser_never_sees_or_gets_the_text_and_its_owner_does(sheet, cast, p02):
    end_sessions()
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("You are signed out")
    other = tab_of_sign_in(sheet)
    road.give_name(other, "ben")
    come_back_to(sheet)
    expect(road.status(sheet)).to_have_attribute("data-state", "other")
    expect(sheet.get_by_role("alert").filter(has_text="Your unsaved text waits here")).to_be_visible()
    expect(first_line(sheet)).to_be_hidden()
    open_sheet(other, p02)
    assert WORDS not in other.content()
    assert WORDS not in stored(cast.ben_learns, p02) + stored(cast.ana_learns, p02)

    road.button(other, "Sign out").click()
    road.sign_in(other, "ana")
    expect(road.heading(other)).to_have_text("Good to see you, Ana")
    come_back_to(sheet)
    wait_until(sheet, lambda: WORDS in stored(cast.ana_learns, p02))
    expect(first_line(sheet)).to_have_value(WORDS)
    assert WORDS not in stored(cast.ben_learns, p02)


@pytest.mark.parametrize("script", [True, False])
def test_after_signing_out_the_back_button_shows_nothing_and_the_browser_has_kept_nothing(open_browser, p02, script):
    page = open_browser(java_script_enabled=script).new_page()
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    open_sheet(page, p02)
    first_line(page).fill(WORDS)
    road.button(page, "Save and stop").click()
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    road.button(page, "Sign out").click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Sign in")).to_be_visible()
    for _ in range(3):
        page.go_back()
        expect(road.heading(page)).to_have_text("Sign in")
        assert WORDS not in page.content()
        assert "Ana" not in page.content()
    assert not script or page.evaluate(IN_STORES) == [0, 0, 0, 0]


# --- tabs and closing -----------------------------------------------------------------------------------------------


def test_of_two_tabs_the_older_one_hears_of_the_newer_version_and_loses_nothing(sheet, cast, p02):
    newer = open_sheet(sheet.context.new_page(), p02)
    first_line(newer).fill(LATER)
    expect(road.status(newer)).to_have_text("Saved")
    first_line(sheet).fill(WORDS)
    expect(road.status(sheet)).to_contain_text("A newer version of this sheet was saved")
    assert LATER in stored(cast.ana_learns, p02)
    with STILL:
        assert WORDS in str(worksheets.side_note_values(EntrySideNote.objects.get()))
    road.button(sheet, "I am done").click()
    expect(sheet.get_by_role("alert").filter(has_text="Saved on another device too")).to_be_focused()
    assert first_line(sheet).input_value() == WORDS
    road.button(sheet, "I am done").click()
    expect(road.heading(sheet)).to_have_text(p02.title)
    assert WORDS in stored(cast.ana_learns, p02)


def leave_by_link(page: Page) -> None:
    page.get_by_role("link", name="History").click()


@pytest.mark.parametrize("go", [Page.reload, Page.close, leave_by_link], ids=["reload", "close", "link"])
def test_going_right_after_typing_keeps_the_text(sheet, cast, p02, go):
    first_line(sheet).fill(WORDS)
    go(sheet)
    page = sheet.context.new_page()
    wait_until(page, lambda: WORDS in stored(cast.ana_learns, p02))
    expect(first_line(open_sheet(page, p02))).to_have_value(WORDS)


def test_a_page_loaded_again_right_after_typing_shows_the_text(sheet):
    for word in ("one", "two", "three", "four"):
        first_line(sheet).fill(word)
        sheet.reload()
        expect(first_line(sheet)).to_have_value(word)
