"""Turns Wagtail's welcome page into our home page, and gives the site its settings with the crisis resources."""

from django.db import migrations

from cms import crisis


def make_first_site(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return
    _make_home_page(apps, site.root_page_id)
    Site.objects.filter(pk=site.pk, site_name="").update(site_name="Groundwork")
    SiteSettings = apps.get_model("cms", "SiteSettings")
    CrisisResource = apps.get_model("cms", "CrisisResource")
    settings, created = SiteSettings.objects.get_or_create(site_id=site.pk)
    if created:
        CrisisResource.objects.bulk_create(
            CrisisResource(settings=settings, sort_order=order, last_checked=crisis.CHECKED, **vars(resource))
            for order, resource in enumerate(crisis.RESOURCES)
        )


def _make_home_page(apps, page_id):
    """The same row in Wagtail's tree, now with a row of our own beside it."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("cms", "HomePage")
    page = Page.objects.get(pk=page_id)
    if page.content_type.model != "page":
        return
    kind, _ = ContentType.objects.get_or_create(app_label="cms", model="homepage")
    home = HomePage(page_ptr_id=page.pk, body="[]")
    home.__dict__.update({key: value for key, value in page.__dict__.items() if key != "_state"})
    home.content_type_id = kind.pk
    home.title = home.draft_title = "Home"
    home.save()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_first_site, migrations.RunPython.noop)]
