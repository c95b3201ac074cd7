"""What every page knows about the site: cheap, fresh after a change, and never the reason for a failure."""

from datetime import date

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from cms import crisis, site
from cms.models import SiteSettings
from tests.factories import cms as make

RAW = {"name": "Warm line", "contact": "Call 555-0100", "phone": "1 (555) 555-0100", "sort_order": 99}


@pytest.mark.django_db
def test_facts_cost_five_queries_once_and_none_after(django_assert_num_queries):
    with django_assert_num_queries(5):
        site.facts()
    with django_assert_num_queries(0):
        site.facts()
        site.context(RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_fresh_site_lists_every_crisis_resource_with_the_day_of_its_check():
    resources = site.facts().crisis_resources
    assert [resource.name for resource in resources] == [resource.name for resource in crisis.RESOURCES]
    assert {resource.last_checked for resource in resources} == {crisis.CHECKED}
    assert [resource.tel for resource in site.facts().first_resources] == ["tel:911", "tel:988"]


@pytest.mark.django_db
def test_a_change_of_the_settings_shows_at_once():
    site.facts()
    make.settings(program_name="Riverside", day_phone="1-800-555-0100")
    assert site.facts().program_name == "Riverside"
    assert site.facts().day_tel == "tel:18005550100"


@pytest.mark.django_db
def test_a_change_of_a_crisis_resource_shows_at_once():
    row = SiteSettings.objects.get()
    row.crisis_resources.add(row.crisis_resources.model(**RAW, last_checked=date(2026, 5, 1)))
    row.save()
    added = site.facts().crisis_resources[-1]
    assert (added.name, added.tel, added.last_checked) == ("Warm line", "tel:15555550100", date(2026, 5, 1))
    row.crisis_resources.all()[0].delete()
    assert "Emergency" not in [resource.name for resource in site.facts().crisis_resources]


@pytest.mark.django_db
def test_a_page_in_the_menu_shows_at_once_and_goes_when_it_is_unpublished():
    assert ("About us", "/about-us/") not in site.facts().menu
    page = make.public_page(show_in_menus=True)
    assert ("About us", "/about-us/") in site.facts().menu
    page.unpublish()
    assert ("About us", "/about-us/") not in site.facts().menu


@pytest.mark.django_db
def test_what_another_process_changed_shows_within_a_minute(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(site.time, "monotonic", lambda: now[0])
    site.facts()
    SiteSettings.objects.update(program_name="Riverside")
    assert site.facts().program_name == "Groundwork"
    now[0] += site.HOLD + 1
    assert site.facts().program_name == "Riverside"


def broken():
    raise OperationalError("no such table")


def test_without_a_database_the_built_in_numbers_stand_in(monkeypatch):
    monkeypatch.setattr(site, "_read", broken)
    site.forget()
    facts = site.facts()
    assert [resource.tel for resource in facts.first_resources] == ["tel:911", "tel:988"]
    assert facts.help_url == "/getting-help-now/"


def test_a_broken_database_does_not_make_it_forget_what_it_knew(monkeypatch):
    monkeypatch.setattr(site, "_read", lambda: site.SiteFacts(program_name="Riverside"))
    site.forget()
    site.facts()
    monkeypatch.setattr(site, "_read", broken)
    monkeypatch.setattr(site.time, "monotonic", lambda: 10**9)
    assert site.facts().program_name == "Riverside"
    site.forget()


@pytest.mark.django_db
def test_a_site_without_settings_or_resources_still_has_numbers():
    SiteSettings.objects.get().crisis_resources.all().delete()
    site.forget()
    assert len(site.facts().crisis_resources) == len(crisis.RESOURCES)
    SiteSettings.objects.all().delete()
    site.forget()
    assert len(site.facts().crisis_resources) == len(crisis.RESOURCES)


def test_the_ended_press_three_option_is_not_listed():
    assert not any("press 3" in resource.contact for resource in crisis.RESOURCES)


@pytest.mark.parametrize(
    ("phone", "link"),
    [("988", "tel:988"), ("1-800-662-4357", "tel:18006624357"), ("+1 (555) 0100", "tel:+15550100"), ("", "")],
)
def test_a_phone_number_becomes_a_link(phone, link):
    assert site.tel(phone) == link
