"""All addresses, composed by strings. What comes first wins: the closed side doors stand above what they close."""

from django.urls import include, path, re_path
from django.utils.module_loading import import_string
from wagtail.admin import urls as admin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views import documents, doors, health, pages

urlpatterns = [
    path("leave/", doors.leave, name="leave"),
    path("getting-help-now/", pages.help_now, name="help_now"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("robots.txt", pages.robots, name="robots"),
    path("styleguide/", pages.styleguide, name="styleguide"),
    path("media/images/<path:path>", pages.picture, name="picture"),
    path("accounts/", include("learners.urls.entrance")),
    path("program/", import_string("courses.views.program"), name="public_program"),
    path("certificates/", import_string("learners.views.certificate_check.check"), name="certificate_check"),
    path("welcome/", import_string("learners.views.welcome.welcome"), name="welcome"),
    path("start/", import_string("learners.views.start.start"), name="start"),
    path("calendar/<str:token>.ics", import_string("learners.views.calendars.feed"), name="calendar_feed"),
    path("learn/", include("learners.urls.learn")),
    path("family/", include("learners.urls.family")),
    path("account/", include("learners.urls.account")),
    path("facilitate/", include("learners.urls.facilitate")),
    path("privacy/", include("learners.urls.privacy")),
    # side doors
    path("admin/login/", doors.to_sign_in, name="closed_admin_login"),
    re_path(r"^admin/password_reset/(?:.*)$", doors.to_sign_in, name="closed_admin_reset"),
    path("_util/login/", doors.to_sign_in, name="closed_page_login"),
    path("admin/gate/", doors.admin_gate, name="admin_gate"),
    path("admin/", include(decorate_urlpatterns(admin_urls.urlpatterns, doors.admin_door))),
    re_path(r"^documents/(\d+)/(.*)$", documents.document, name="document"),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("wagtail.urls")),
]

handler400 = "cms.views.failures.bad_request"
handler403 = "cms.views.failures.permission_denied"
handler404 = "cms.views.failures.not_found"
handler429 = "cms.views.failures.too_many_requests"  # asked for by allauth
handler500 = "cms.views.failures.server_error"
