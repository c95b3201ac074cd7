"""What migrations leave behind: our home page at the root of a site in English, with settings that are safe."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, SiteSettings

pytestmark = pytest.mark.django_db


def test_the_default_site_stands_on_our_home_page():
    root = Site.objects.get(is_default_site=True).root_page
    assert isinstance(root.specific, HomePage)
    assert root.content_type == ContentType.objects.get_for_model(HomePage)
    assert root.locale == Locale.get_default()
    assert Page.find_problems() == ([], [], [], [], [])


def test_wagtails_welcome_page_is_gone(client):
    html = client.get("/").content.decode()
    assert "Wagtail" not in html
    assert "Sign in" in html


def test_a_fresh_sites_settings_are_safe():
    row = SiteSettings.objects.get()
    assert row.sender_name == "Notices"
    assert row.leave_url.startswith("https://")
    assert (row.staff_idle_minutes, row.learner_idle_minutes, row.shared_idle_minutes) == (15, 30, 10)
    assert row.crisis_resources.count() == 12
    row.full_clean()
    for resource in row.crisis_resources.all():
        resource.full_clean()


def test_translation_stands_ready():
    home = HomePage.objects.get()
    spanish = Locale.objects.create(language_code="es")
    copy = home.copy_for_translation(spanish)
    assert copy.translation_key == home.translation_key
    assert not copy.live
