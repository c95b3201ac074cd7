"""Wagtail's admin as a counselor meets it: our name, our blocks, our settings, and nothing that calls home."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.blocks import PUBLIC_BLOCKS
from cms.models import CrisisResource, PublicPage, SiteSettings
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def test_the_home_of_the_admin_carries_our_name_and_starts_with_my_drafts(client):
    amir = make.author()
    page = make.public_page(title="Half a page")
    page.title = "Half a page, reworded"
    page.save_revision(user=amir)
    client.force_login(amir)
    html = client.get("/admin/").content.decode()
    assert "Groundwork" in html
    assert "Wagtail</title>" not in html
    assert html.index("My drafts") < html.index("Half a page, reworded")


def test_an_author_can_open_and_preview_the_editor_of_each_kind_of_page(client):
    client.force_login(make.operator())
    for page in (make.home(), make.public_page(), make.help_page()):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Where this comes from" not in html
        assert "One or two plain sentences" in html
    assert client.get(reverse("wagtailadmin_pages:add", args=["cms", "publicpage", make.home().pk])).status_code == 200


@pytest.mark.parametrize("name", [name for name, _ in PUBLIC_BLOCKS])
def test_each_block_has_an_icon_a_label_a_description_and_a_preview(client, name):
    block = PublicPage._meta.get_field("body").stream_block.child_blocks[name]
    assert block.meta.icon != "placeholder"
    assert block.meta.label
    assert block.get_description()
    client.force_login(make.operator())
    html = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).content.decode()
    assert html.count("<h1") == 1
    assert re.search(r"<(h2|p|aside|section|details|table|ul|div)[ >]", html[html.index("<main") :])


def test_the_admin_loads_nothing_from_elsewhere(client):
    client.force_login(make.operator())
    for path in ("/admin/", "/admin/pages/", reverse("wagtailsettings:edit", args=["cms", "sitesettings"])):
        html = client.get(path, follow=True).content.decode()
        loaded = re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="([^"]+)"', html)
        assert [address for address in loaded if not re.match(r"/(?!/)|data:", address)] == []
        assert "gravatar" not in html
        assert "releases.wagtail.org" not in html


def test_the_menu_leads_nowhere_outside(client):
    client.force_login(make.author())
    html = client.get("/admin/").content.decode()
    assert "guide.wagtail.org" not in html
    assert "What&#x27;s new" not in html


def test_an_operator_edits_the_site_settings_and_an_author_does_not(client):
    address = reverse("wagtailsettings:edit", args=["cms", "sitesettings", 1])
    client.force_login(make.author())
    assert client.get(address).status_code == 403
    client.force_login(make.operator())
    html = client.get(address.replace("/1/", f"/{SiteSettings.objects.get().site_id}/")).content.decode()
    assert "Choose a name that says nothing about treatment" in html
    assert "988 Suicide" in html


def test_a_table_with_uneven_rows_is_refused():
    block = PublicPage._meta.get_field("body").stream_block.child_blocks["compare"]
    value = block.to_python({"caption": "x", "columns": ["a", "b"], "rows": [["1", "2"], ["1", "2", "3"]]})
    with pytest.raises(ValidationError):
        block.clean(value)
    assert block.clean(block.to_python({"caption": "x", "columns": ["a", "b"], "rows": [["1", "2"]]}))


@pytest.mark.parametrize("url", ["http://example.org/", "javascript:alert(1)", "ftp://example.org/"])
def test_leave_quickly_goes_to_a_safe_address_only(url):
    row = SiteSettings.objects.get()
    row.leave_url = url
    with pytest.raises(ValidationError):
        row.full_clean()


@pytest.mark.parametrize("phone", ["call us", "1", "<b>988</b>"])
def test_a_phone_number_must_be_one(phone):
    row = SiteSettings.objects.get()
    row.day_phone = phone
    with pytest.raises(ValidationError):
        row.full_clean()


def test_a_crisis_resource_needs_a_way_to_reach_it():
    with pytest.raises(ValidationError):
        CrisisResource(name="Nobody", contact="Somehow").clean()
