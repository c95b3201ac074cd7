"""From invitation to revocation: two people, each on a phone of their own."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from learners.learning import worksheets
from tests.browser import road, test_family, test_people
from tests.browser.watching import check_accessible, check_fits
from tests.factories import courses as make

WORDS = "I stop answering my sister"
SHOWN = "What Ana shows you"
NEVER = UUID(int=5)


@pytest.fixture
def written(cast, p02) -> None:
    """Ana's only worksheet; she has named nobody yet."""
    kept = {field.id: WORDS for field in make.page_of(p02.key).worksheet if field.block_type == "short_text"}
    worksheets.save(cast.ana_learns, p02, kept, version=0, now=timezone.now())
    cast.ana_learns.family_links.update(ended_at=timezone.now())


@pytest.fixture
def ana(open_browser, cast, written) -> Page:
    return open_browser().new_page()


@pytest.fixture
def nora(open_browser) -> Page:
    """Who has no account yet."""
    return open_browser().new_page()


def look(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def shown_on(page: Page) -> list[str]:
    """The lines of the part that somebody is shown, and of nothing around it."""
    part = page.locator("section").filter(has=page.get_by_role("heading", name=SHOWN))
    return part.inner_text().splitlines()


def test_from_invitation_to_revocation(ana, nora, p02):
    invite_and_sign(ana, p02.worksheet_title, join=lambda code: come_in(nora, code))
    previewed = preview(ana)
    nora.reload()
    assert shown_on(nora) == previewed[0]
    look(nora)
    address = open_worksheet(nora)
    assert shown_on(nora) == previewed[1]

    nora.goto("/family/")
    expect(nora.get_by_role("heading", name=SHOWN)).to_be_visible()
    test_people.stop(ana)
    expect(nora.get_by_role("heading", name=SHOWN)).to_be_visible()  # an open page is not called back
    nothing_is_left(nora, address)
    account_for(ana)


def invite_and_sign(ana: Page, title: str, *, join: Callable[[str], None]) -> None:
    """Named, the code used by `join`, signed on one page, and the worksheet chosen. Ends on "My people"."""
    road.sign_in(ana, "ana")
    road.link(ana, "My people").click()
    expect(ana.get_by_role("main")).to_contain_text("You have named nobody")
    look(ana)
    join(test_people.name_rosa(ana))
    road.link(ana, "Decide what Rosa may see").click()
    test_people.sign(ana)
    ana.context.watch.complaints.clear()  # of the form that was sent half filled in
    test_people.to_the_list(ana)
    expect(ana.get_by_role("main")).to_contain_text("Connected.")
    ana.get_by_role("link", name="Choose single things").click()
    ana.get_by_role("button", name=re.compile(f"Show it to Rosa.*{title}")).click()
    test_people.to_the_list(ana)


def come_in(nora: Page, code: str) -> None:
    """Connected; nothing is signed yet, so nothing is shown."""
    test_family.give_code(nora, code)
    nora.get_by_label("Yes, connect me").check()
    look(nora)
    test_family.make_account(nora)
    test_family.go_in(nora)
    expect(nora.get_by_role("main")).not_to_contain_text("Ana")
    look(nora)


def preview(ana: Page) -> tuple[list[str], list[str]]:
    """What the preview says of the first page and of the worksheet."""
    road.link(ana, "What Rosa sees").click()
    expect(ana.get_by_role("heading", name=SHOWN)).to_be_visible()
    look(ana)
    first = shown_on(ana)
    road.link(ana, "A worksheet").click()
    expect(ana.get_by_role("main")).to_contain_text(WORDS)
    look(ana)
    worksheet = shown_on(ana)
    test_people.to_the_list(ana)
    return first, worksheet


def open_worksheet(nora: Page) -> str:
    """Returns its address."""
    road.link(nora, "A worksheet").click()
    expect(nora.get_by_role("main")).to_contain_text(WORDS)
    look(nora)
    return nora.url


def nothing_is_left(nora: Page, address: str) -> None:
    nora.reload()
    expect(road.heading(nora)).to_have_text("Good to see you, Nora")
    expect(nora.get_by_role("main")).not_to_contain_text("Ana")
    look(nora)
    assert answer(nora, address) == answer(nora, re.sub(r"[0-9a-f-]{36}", str(NEVER), address))
    nora.context.watch.check()


def answer(nora: Page, address: str) -> str:
    """All of it but the token of its forms, which is another each time."""
    given = nora.request.get(address)
    assert given.status == 404
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", given.text())


def account_for(ana: Page) -> None:
    """All of it, and who was only on the list."""
    road.link(ana, "What was shown, to whom and when").click()
    told = ana.get_by_role("main")
    expect(told).to_contain_text(": Rosa")
    expect(told).to_contain_text("Which week of the program")
    expect(told).to_contain_text("A worksheet")
    expect(told).not_to_contain_text("Taking part")  # not signed for
    look(ana)
    ana.context.watch.check()
