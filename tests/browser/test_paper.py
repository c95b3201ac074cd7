"""Handouts, worksheets and guides on paper: few sheets, large type, black on white, help at the foot."""

import pytest
from playwright.sync_api import expect

from tests.browser import road, sheets
from tests.browser.paper import FORMATS, LOOSE, SMALLEST, TYPE, extremes, on_paper, sheets_of
from tests.browser.test_public import NARROW
from tests.browser.watching import check_accessible, check_fits

BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
HANDOUT, GUIDE = "/facilitate/modules/{}/handout/", "/facilitate/modules/{}/"
LONG = "I stop answering my sister, I leave the curtains shut, and I eat standing up at the sink. " * 2


@pytest.fixture
def numbers(cast):
    """The clinic has given its own: they take room on the sheet."""
    from wagtail.models import Site

    from cms.models import SiteSettings

    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.day_phone, settings.after_hours_phone = "(555) 010-0199", "(555) 010-0142"
    settings.after_hours_text = "A nurse calls back within one hour."
    settings.save()


@pytest.fixture
def desk(open_browser, numbers):
    """Gil's page."""
    page = open_browser(viewport={"width": 1280, "height": 860}).new_page()
    road.sign_in(page, "gil")
    expect(road.heading(page)).to_have_text("Your groups")
    return page


# --- how many sheets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "most"), [(HANDOUT, 3), (GUIDE, 2)], ids=["handout", "guide"])
def test_no_module_takes_more_sheets_than_it_may(desk, curriculum, address, most):
    taken = {}
    for what, module in extremes(curriculum).items():
        assert desk.goto(address.format(module.key)).status == 200
        taken |= {(what, module.code, paper): sheets_of(desk, paper) for paper in FORMATS}
    assert {place: count for place, count in taken.items() if not 1 <= count <= most} == {}


# --- what stands on them --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [HANDOUT, GUIDE], ids=["handout", "guide"])
def test_type_is_large_and_black_and_nothing_is_torn_apart(desk, p02, address):
    desk.goto(address.format(p02.key))
    on_paper(desk)
    found = desk.evaluate(TYPE)
    assert len(found) > 50
    assert [one for one in found if one["size"] < SMALLEST - 0.01] == []
    assert [one for one in found if one["color"] not in (BLACK, WHITE)] == []
    assert all(one["text"].isdigit() for one in found if one["color"] == WHITE)  # numbers in black dots
    assert desk.evaluate(LOOSE) == []


def test_only_the_sheet_is_printed_and_help_stands_at_its_foot(desk, p02):
    desk.goto(HANDOUT.format(p02.key))
    on_paper(desk)
    for other in (".helpbar", ".foot", "[data-print]", ".no-print", ".calls", ".drawing + figcaption .more"):
        assert not any(desk.locator(other).evaluate_all("all => all.map((one) => one.checkVisibility())")), other
    last = desk.locator("main > :last-child")
    for number in ("Call 911", "Call or text 988", "(555) 010-0199", "(555) 010-0142"):
        expect(last).to_contain_text(number)
    after = "all => all.map((one) => getComputedStyle(one, '::after').content)"
    assert set(desk.locator("main a").evaluate_all(after)) == {"none"}


# --- a worksheet ----------------------------------------------------------------------------------------------------


def test_a_printed_worksheet_shows_all_that_was_typed_saved_or_not(sheet):
    for line in range(2):
        sheets.first_line(sheet).fill(f"{LONG}{line}")  # longer than a line of a form
    sheet.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper(sheet)
    written = sheet.locator(".written").first
    expect(written).to_be_visible()
    expect(written).to_have_text(f"{LONG}1".strip())
    expect(sheets.first_line(sheet)).to_be_hidden()
    expect(road.button(sheet, "I am done")).to_be_hidden()
    expect(sheet.locator(".helpbar")).to_be_hidden()
    expect(sheet.get_by_text("Need help now?").last).to_be_visible()


def test_without_a_script_it_shows_what_was_saved(open_browser, cast, p02):
    page = open_browser(java_script_enabled=False).new_page()
    road.sign_in(page, "ana")
    sheets.open_sheet(page, p02)
    sheets.first_line(page).fill(sheets.WORDS)
    road.button(page, "Save and stop").click()
    sheets.open_sheet(page, p02)
    expect(page.locator("[data-print]")).to_be_hidden()
    on_paper(page)
    expect(page.locator(".written").first).to_have_text(sheets.WORDS)
    expect(page.locator(".written").first).to_be_visible()


# --- on a screen ----------------------------------------------------------------------------------------------------


def test_the_print_button_prints(phone, p02):
    phone.add_init_script("window.print = () => (window.printed = true)")
    road.sign_in(phone, "ana")
    expect(road.heading(phone)).to_have_text("Good to see you, Ana")
    phone.goto(f"/learn/{p02.key}/")
    road.link(phone, "Print it").click()
    expect(road.heading(phone)).to_have_text(p02.title)
    road.button(phone, "Print").click()
    assert phone.evaluate("window.printed")
    phone.context.watch.check()


def test_axe_finds_nothing_on_a_handout_and_it_fits_a_small_phone(open_browser, numbers, p02):
    page = open_browser(viewport=NARROW).new_page()
    road.sign_in(page, "ana")
    expect(road.heading(page)).to_have_text("Good to see you, Ana")
    for place in ("", "handout/", "worksheet/"):
        page.goto(f"/learn/{p02.key}/{place}")
        check_fits(page)
        check_accessible(page)


def test_axe_finds_nothing_on_the_pages_of_staff_and_they_fit(desk, p02):
    for size in (NARROW, {"width": 1280, "height": 860}):
        desk.set_viewport_size(size)
        for place in ("/facilitate/modules/", GUIDE.format(p02.key), f"{HANDOUT.format(p02.key)}?examples=1"):
            assert desk.goto(place).status == 200
            check_fits(desk)
            check_accessible(desk)
    desk.context.watch.check()
