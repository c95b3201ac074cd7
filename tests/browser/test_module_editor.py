"""An author at a module in Wagtail: the checks speak while they write, and what is not whole is not published."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import ModulePage

SLOWLY = 60_000  # milliseconds: the editor loads half of Wagtail, and then the preview


@pytest.fixture
def edit(open_browser, cast):
    """Open the editor for a module, on a wide screen, as somebody who may publish."""
    client = Client()
    client.force_login(cast.olga)
    desk = open_browser(viewport={"width": 1400, "height": 900})
    desk.set_default_timeout(SLOWLY)
    desk.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "domain": "localhost", "path": "/"}]
    )

    def open_editor(module: ModulePage) -> Page:
        page = desk.new_page()
        page.goto(reverse("wagtailadmin_pages:edit", args=[module.pk]))
        return page

    return open_editor


def draft(code: str, spoil) -> ModulePage:
    """Somebody has saved a draft of it."""
    module = ModulePage.objects.get(code=code)
    spoil(module)
    module.save_revision(clean=False)
    return module


def with_a_label(module: ModulePage) -> None:
    cards = module.cards.get_prep_value()
    block = {"type": "text", "value": "<p>An addict may feel better soon.</p>", "id": "first"}
    cards[0]["value"]["content"].insert(0, block)
    module.cards = cards


def without_a_right_answer(module: ModulePage) -> None:
    quiz = module.quiz.get_prep_value()
    for option in quiz[0]["value"]["options"]:
        option["value"].update(correct=False, misconception="wait-and-see")
    module.quiz = quiz


def test_checks_speak_while_an_author_writes(edit):
    page = edit(draft("p01", with_a_label))
    page.get_by_role("button", name="Toggle checks").click()
    panel = page.locator("[data-side-panel=checks]")
    advice = "Card 1, block 1, text: Instead of “addict” say: person with a substance use disorder."
    expect(panel.get_by_text(advice)).to_be_visible(timeout=SLOWLY)
    expect(panel.get_by_text("#card-1")).to_be_visible()
    page.locator("#id_summary").fill("word " * 30)
    expect(panel.get_by_text("Summary: The summary has 30 words; at most 25.")).to_be_visible(timeout=SLOWLY)
    expect(panel.get_by_text(advice)).to_be_visible()


def test_an_author_walks_through_the_cards_as_on_a_phone(edit):
    page = edit(draft("p01", with_a_label))
    page.get_by_role("button", name="Toggle preview").click()
    phone = page.frame_locator("#w-preview-iframe")
    for place in (1, 2):
        phone.locator(f"#card-{place}").get_by_role("link", name="Next card").click()
        expect(phone.locator(f"#name-{place + 1}")).to_be_in_viewport()
    phone.locator("#card-3").get_by_role("link", name="Back").click()
    expect(phone.locator("#name-2")).to_be_in_viewport()
    assert phone.locator("html").evaluate("html => [innerWidth, html.scrollWidth]") == [360, 360]


def test_a_module_that_is_not_whole_is_kept_but_not_published(edit):
    module = draft("p01", without_a_right_answer)
    page = edit(module)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible(timeout=SLOWLY)
    page.get_by_role("tab", name="Check-in").click()
    expect(page.get_by_text("No option is marked as correct.").first).to_be_visible()
    live = ModulePage.objects.get(pk=module.pk)
    assert any(option["correct"] for option in live.quiz[0].value["options"])
