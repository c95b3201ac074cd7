"""Pages and people that tests of the site need: public pages under the home page, an author, an operator, anybody."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Site

from cms.models import HelpNowPage, HomePage, PublicPage, SiteSettings

PASSWORD = "three calm words here"


def person(name, **fields):
    return get_user_model().objects.create_user(name, PASSWORD, first_name=name.capitalize(), **fields)


def author(name="amir"):
    """Writes pages, holds no right over accounts."""
    user = person(name)
    group = Group.objects.get(name="Editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return granted(user, "author")


def operator(name="olga"):
    return granted(person(name, is_superuser=True), "operator")


def granted(user, role):
    user.role_grants.create(role=role, granted_at=timezone.now())
    return user


def home() -> HomePage:
    return Site.objects.get(is_default_site=True).root_page.specific


def public_page(slug="about-us", *, body=(), **fields) -> PublicPage:
    page = PublicPage(slug=slug, title=fields.pop("title", "About us"), body=_stream(body), **fields)
    return home().add_child(instance=page)


def help_page(*, body=(), **fields) -> HelpNowPage:
    page = HelpNowPage(slug="getting-help-now", title=fields.pop("title", "Help is here"), body=_stream(body), **fields)
    return home().add_child(instance=page)


def _stream(body):
    return [{"type": kind, "value": value} for kind, value in body]


def settings(**fields) -> SiteSettings:
    """The default site's settings, changed."""
    row = SiteSettings.objects.get(site__is_default_site=True)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row
