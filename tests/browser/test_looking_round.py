"""The program at a glance, search and my plan, on a phone and on a wide screen: for everybody, and with keys alone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.learning import worksheets
from tests.browser import road
from tests.browser.hands import Keys
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.factories import courses as make

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
WORDS = "I stop answering my sister"
A_PAGE = re.compile(rb"/Type\s*/Page\b")
TOP = "document.querySelector('.top').getBoundingClientRect().height"


@pytest.fixture
def written(cast, p02) -> None:
    """Ana wrote on the worksheet that feeds the plan, as much as there is room for a sentence."""
    fields = make.page_of(p02.key).worksheet
    kept = {field.id: WORDS for field in fields if field.block_type in ("short_text", "long_text")}
    worksheets.save(cast.ana_learns, p02, kept, version=0, now=timezone.now())


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def page(request, open_browser, written) -> Page:
    opened = open_browser(viewport=request.param).new_page()
    road.sign_in(opened, "ana")
    expect(road.heading(opened)).to_have_text("Good to see you, Ana")
    return opened


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def look_for(page: Page, words: str) -> None:
    page.get_by_label("What are you looking for?").fill(words)
    road.button(page, "Search").click()


def test_the_program_at_a_glance(page):
    page.get_by_role("link", name="Program", exact=True).click()
    expect(road.heading(page)).to_have_text("The program at a glance")
    expect(page.get_by_role("row").filter(has_text="This week")).to_contain_text("Start safe")
    look(page)
    page.get_by_role("navigation", name="Strands").get_by_role("link", name="Relapse prevention").click()
    expect(page).to_have_url(re.compile(r"\?strand=relapse-prevention$"))
    expect(page.get_by_role("main")).not_to_contain_text("What recovery means")
    look(page)
    road.link(page, "My safety plan: crisis, withdrawal and overdose").click()
    expect(road.heading(page)).to_have_text("My safety plan: crisis, withdrawal and overdose")
    page.context.watch.check()


def test_the_way_round_stays_on_one_line(page):
    for place in ("/learn/", "/learn/program/", "/learn/search/", "/learn/history/"):
        page.goto(place)
        assert page.evaluate(TOP) < 60, place


def test_search(page):
    page.get_by_role("link", name="Search", exact=True).click()
    look(page)
    look_for(page, "naloxone")
    expect(page.locator(".modules mark").first).to_have_text(re.compile("naloxone", re.IGNORECASE))
    expect(page.locator(".box.warning")).to_be_focused()
    expect(page.locator(".box.warning")).to_contain_text("talk to a person now")
    look(page)
    look_for(page, "zebra")
    expect(page.locator(".empty")).to_be_focused()
    look(page)
    look_for(page, "how to")
    expect(page.get_by_label("What are you looking for?")).to_be_focused()
    look(page)
    look_for(page, "privacy")
    expect(page.locator("#hits")).to_be_focused()
    look(page)
    assert "privacy" not in page.url
    assert "privacy" not in page.title()
    page.context.watch.check()


def test_search_by_keys_alone(page):
    keys = Keys()
    page.goto("/learn/search/")
    keys.write(page.get_by_label("What are you looking for?"), "privacy")
    keys.press(road.button(page, "Search"))
    expect(page.locator("#hits")).to_be_focused()
    keys.press(page.locator(".modules a").first)
    expect(road.heading(page)).to_have_text("My support team and my privacy")


def test_my_plan(page):
    page.goto("/learn/")
    road.link(page, "My plan, in my own words").click()
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    expect(road.button(page, "Print it")).to_be_visible()
    expect(page.get_by_text("Nothing yet.").first).to_be_visible()
    look(page)
    page.context.watch.check()


def test_my_plan_on_paper(page):
    page.goto("/learn/my-plan/")
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    for gone in (page.locator(".helpbar"), page.locator(".top"), page.get_by_text("Nothing yet.").first):
        expect(gone).to_be_hidden()
    expect(page.get_by_text("call or text 988 at any hour")).to_be_visible()
    page.evaluate("""() => { const plan = document.querySelector(".my-plan"), sheet = plan.firstElementChild;
      for (let more = 1; more < 11; more++) plan.append(sheet.cloneNode(true)); }""")
    assert len(A_PAGE.findall(page.pdf(format="Letter"))) <= 3


def test_beside_the_worksheet_that_gathers_the_plan_stands_what_was_written(page, curriculum):
    with STILL:
        gatherer = make.page_of(curriculum.by_code["p01"].key)
        gatherer.gathers_plan = True
        make.publish(gatherer)
    page.goto(f"/learn/{gatherer.translation_key}/worksheet/")
    before = page.get_by_text("What you wrote before")
    expect(page.get_by_text(WORDS).first).to_be_hidden()
    before.click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    look(page)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_all_of_it_without_a_script(open_browser, written, size):
    page = open_browser(viewport=size, java_script_enabled=False).new_page()
    road.sign_in(page, "ana")
    page.get_by_role("link", name="Search", exact=True).click()
    look_for(page, "privacy")
    expect(page.locator("#hits")).to_contain_text("found")
    page.goto("/learn/my-plan/")
    expect(page.get_by_role("main")).to_contain_text(WORDS)
    expect(page.locator("[data-print]")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_a_family_member_sees_the_program_beside_the_own_track(open_browser, size):
    page = open_browser(viewport=size).new_page()
    road.sign_in(page, "fay")
    expect(road.heading(page)).to_have_text("Good to see you, Fay")
    for place in ("/learn/program/", "/learn/my-plan/"):
        page.goto(place)
        look(page)
    page.context.watch.check()
