"""A participant names somebody, signs, looks at what that person sees, and stops it: on a phone and a wide screen."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.families import consents, links
from learners.learning import worksheets
from learners.models import Consent, FamilyLink
from tests.browser import road
from tests.browser.watching import check_accessible, check_fits
from tests.factories import courses as make

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
WORDS = "I stop answering my sister"


@pytest.fixture
def written(cast, p02) -> None:
    kept = {field.id: WORDS for field in make.page_of(p02.key).worksheet if field.block_type == "short_text"}
    worksheets.save(cast.ana_learns, p02, kept, version=0, now=timezone.now())


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def name_rosa(page: Page) -> str:
    """Returns the code."""
    road.link(page, "Name a person").click()
    look(page)
    page.get_by_label("What you call this person").fill("Rosa")
    page.get_by_label("Who this person is to you").select_option("parent")
    road.button(page, "Make the code").click()
    expect(road.heading(page)).to_have_text("A code for Rosa")
    look(page)
    found = CODE.search(page.get_by_role("main").inner_text())
    assert found
    return found[0]


def sign(page: Page) -> None:
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    last_day = page.get_by_label("The last day")
    expect(last_day).to_be_hidden()
    page.get_by_role("radio", name="After a day that you choose").check()
    expect(last_day).to_be_visible()
    page.get_by_role("radio", name="When your program ends").check()
    page.get_by_role("checkbox", name="Which week of the program").check()
    page.get_by_role("checkbox", name="Single things").check()
    road.button(page, "Sign").click()
    expect(page.get_by_role("group", name="Something is left to fix")).to_be_visible()
    look(page)
    expect(page.get_by_role("checkbox", name="Single things")).to_be_checked()
    page.get_by_role("checkbox", name="I have read this page").check()
    page.get_by_label("Write your name").fill("Ana Example")
    road.button(page, "Sign").click()
    expect(road.heading(page)).to_have_text("What you signed for Rosa")
    look(page)


def to_the_list(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="Back to my people").click()
    expect(road.heading(page)).to_have_text("My people")


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_from_the_name_to_the_last_tap(open_browser, cast, p02, written, size):
    page = open_browser(viewport=size).new_page()
    road.sign_in(page, "ana")
    road.link(page, "My people").click()
    cast.ana_learns.family_links.update(ended_at=timezone.now())  # the cast's own
    code = name_rosa(page)
    road.link(page, "Decide what Rosa may see").click()
    look(page)
    sign(page)
    to_the_list(page)
    expect(page.get_by_role("main")).to_contain_text("The code is not used yet")
    links.take_up(code, cast.finn, now=timezone.now())
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Connected.")
    look(page)

    show_and_look(page, p02.worksheet_title)
    stop(page)
    assert consents.standing(now=timezone.now()) == []
    road.link(page, "What was shown, to whom and when").click()
    look(page)
    watch = page.context.watch
    watch.complaints = [one for one in watch.complaints if "422" not in one]  # the form that was sent half filled in
    watch.check()


def show_and_look(page: Page, title: str) -> None:
    """A worksheet is shown, and seen as Rosa sees it."""
    page.get_by_role("link", name="Choose single things").click()
    look(page)
    page.get_by_role("button", name=re.compile(f"Show it to Rosa.*{title}")).click()
    to_the_list(page)
    road.link(page, "What Rosa sees").click()
    expect(page.get_by_role("main")).to_contain_text("What Ana shows you")
    expect(page.get_by_role("main")).not_to_contain_text("Taking part")
    look(page)
    road.link(page, "A worksheet").click()
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    look(page)
    to_the_list(page)


def stop(page: Page) -> None:
    """Two taps."""
    page.get_by_text("Stop sharing with Rosa").click()
    look(page)
    page.get_by_role("button", name="Yes, stop").click()
    expect(page.get_by_role("main")).to_contain_text("Stopped. Rosa sees nothing of yours here now.")
    look(page)


def test_it_is_signed_and_stopped_without_a_script(open_browser, cast):
    page = open_browser(java_script_enabled=False, watched=False).new_page()
    road.sign_in(page, "ana")
    link = FamilyLink.objects.get()
    page.goto(f"/learn/people/{link.uid}/sign/")
    page.get_by_role("checkbox", name="Which week of the program").check()
    page.get_by_role("checkbox", name="I have read this page").check()
    page.get_by_label("Write your name").fill("Ana Example")
    road.button(page, "Sign").click()
    expect(road.heading(page)).to_have_text("What you signed for parent")
    assert Consent.objects.get().shows_week
    to_the_list(page)
    page.get_by_text("Stop sharing with parent").click()
    page.get_by_role("button", name="Yes, stop").click()
    expect(page.get_by_role("main")).to_contain_text("Stopped.")
    assert consents.standing(now=timezone.now()) == []
