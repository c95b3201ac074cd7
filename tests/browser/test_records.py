"""Records and certificates as people use them: text to copy, one sheet, and a code that leaves no trace."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from learners.learning import progress
from learners.people import enrolments
from tests.browser import road
from tests.browser.paper import FORMATS, sheets_of
from tests.browser.serving import STILL
from tests.browser.watching import check_accessible, check_fits
from tests.factories.sessions import mark, session

TODAY = timezone.now().date()


@pytest.fixture
def record(cast, p02):
    """Ana was in a session on the safety plan, completed it, and was discharged yesterday."""
    with STILL:
        enrolment = cast.ana_learns
        enrolment.starts_on = TODAY - timedelta(days=20)
        enrolment.save()
        mark(session(cast.morning, TODAY - timedelta(days=5), by=cast.gil, module_key=p02.key), enrolment)
        with progress.recording(enrolment, p02.key, now=timezone.now()) as recorder:
            recorder.add(progress.Kind.COMPLETED, edition=p02.edition_id, rule=1)
        enrolments.end(enrolment, on=TODAY - timedelta(days=1), by=cast.gil, now=timezone.now())
    return f"/facilitate/people/{enrolment.uid}/record/"


def test_a_facilitator_documents_and_certifies_and_anybody_checks(open_browser, cast, p02, record):
    desk = open_browser(viewport={"width": 1280, "height": 860})
    page = desk.new_page()
    road.sign_in(page, "gil")
    expect(road.heading(page)).to_have_text("Your groups")
    page.goto(record)
    expect(page.locator("#text")).to_have_value(re.compile(re.escape(p02.title)))
    check_accessible(page)
    road.button(page, "Copy the text").click()
    expect(page.locator("[data-copied]")).to_have_text("Copied.")
    assert {paper: sheets_of(page, paper) for paper in FORMATS} == dict.fromkeys(FORMATS, 1)
    road.link(page, "Certificate").click()
    road.button(page, "Issue the certificate").click()
    code = page.locator(".code").inner_text()
    check_accessible(page)
    assert {paper: sheets_of(page, paper) for paper in FORMATS} == dict.fromkeys(FORMATS, 1)
    desk.watch.check()
    checked_by_anybody(open_browser, code)


def checked_by_anybody(open_browser, code):
    """On a phone, from the QR code."""
    phone = open_browser()
    page = phone.new_page()
    page.goto(f"/certificates/#{code}")
    expect(page.get_by_label("Code")).to_have_value(code)
    assert code not in page.url
    road.button(page, "Check").click()
    expect(page.get_by_role("status")).to_contain_text("Valid. Issued on")
    check_accessible(page)
    check_fits(page)
    phone.watch.check()
