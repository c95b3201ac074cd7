"""Pages that answer even if they are not in Wagtail's tree: help, the style page, pictures, robots.txt."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms import site
from cms.models import HelpNowPage

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /admin/
Disallow: /documents/
Disallow: /facilitate/
Disallow: /family/
Disallow: /learn/
Disallow: /leave/
Disallow: /media/
Disallow: /start/
Disallow: /styleguide/
"""


@require_safe
def help_now(request: HttpRequest) -> HttpResponseBase:
    """The page of that kind if one is live, else its numbers alone; also when the database is down."""
    try:
        page = HelpNowPage.objects.live().order_by("path").first()
        return (
            page.serve(request).render() if page else render(request, "cms/help_now_page.html", {"own_numbers": True})
        )
    except DatabaseError:
        facts = {"site_facts": site.facts(), "own_numbers": True}
        return HttpResponse(render_to_string("cms/help_now_page.html", facts))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied(_("This page is for people who build or write this site."))
    return render(request, "cms/styleguide.html")


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture that Wagtail scaled. Originals and documents are never served from here."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")
