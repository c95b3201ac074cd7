"""An author changes a module in Wagtail: readers see it at once, and whoever is in the middle of a check-in keeps
theirs.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import ModulePage
from tests.browser import road
from tests.factories.people import let

SLOWLY = 60_000  # milliseconds: the editor loads half of Wagtail
NEW_IDEA = "Call or text 988 at any hour. Nobody has to be sure first."
NEW_PROMPT = "At night, somebody gets a text from a brother who wants to give up. What is the best first step?"
IDEA = "[name='cards-0-value-content-0-value-text']"
PROMPT = "[name='quiz-0-value-prompt']"


@pytest.fixture
def desk(open_browser, cast, curriculum, settings) -> Page:
    """Amir, who may write in this program, on a wide screen."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = (
        0  # a test publishes in the same blink in which the editor would save its draft
    )
    let(cast.amir, "author")
    context = open_browser(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SLOWLY)
    return context.new_page()


def start_check_in(page: Page, name: str, module) -> None:
    road.sign_in(page, name)
    expect(page).to_have_title("Your week")
    page.goto(f"/learn/{module.key}/")
    road.button(page, "Start the check-in").click()
    expect(road.heading(page)).to_contain_text("Question 1")


def test_what_an_author_publishes_is_read_at_once_and_an_open_check_in_stays_as_it_was(desk, open_browser, p02):
    old_prompt = road.questions_of(p02)[0]["prompt"]
    editor = reverse("wagtailadmin_pages:edit", args=[ModulePage.objects.get(code="p02").pk])
    ana, ben = open_browser().new_page(), open_browser().new_page()
    start_check_in(ana, "ana", p02)
    expect(ana.locator("legend")).to_contain_text(old_prompt)

    road.sign_in(desk, "amir")
    expect(desk).to_have_url(f"{desk.context.watch.origin}/admin/")
    desk.goto(editor)
    desk.locator(IDEA).fill(NEW_IDEA)
    desk.get_by_role("tab", name="Check-in").click()
    desk.locator(PROMPT).fill(NEW_PROMPT)
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.locator(".messages")).to_contain_text("has been published", timeout=SLOWLY)
    desk.context.watch.check()

    ana.reload()
    expect(ana.locator("legend")).to_contain_text(old_prompt)
    ana.goto(f"/learn/{p02.key}/cards/{p02.cards[0].id}/")
    expect(ana.locator(".key")).to_have_text(NEW_IDEA)
    start_check_in(ben, "ben", p02)
    expect(ben.locator("legend")).to_contain_text(NEW_PROMPT)
