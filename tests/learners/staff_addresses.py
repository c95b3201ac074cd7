"""The site's addresses and those of pages that the sheet leads to, so that its links can be looked at by themselves."""

from django.http import HttpResponse
from django.urls import path

from cms.urls import urlpatterns as of_the_site


def nothing(request, **known) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("led-to/<uuid:enrolment_uid>/", nothing, name="person"),
    path("led-to/<uuid:enrolment_uid>/<slug:deed>/", nothing, name="person_change"),
    path("led-to/<uuid:cohort_uid>/<str:day>/run/", nothing, name="session"),
    *of_the_site,
]
