"""Addresses under /facilitate/."""

from django.urls import path

from learners.views import facilitate, guides

urlpatterns = [
    path("", facilitate.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_uid>/", facilitate.cohort, name="cohort"),
    path("modules/", guides.curriculum, name="curriculum"),
    path("modules/<uuid:module_key>/", guides.guide, name="guide"),
    path("modules/<uuid:module_key>/handout/", guides.handout, name="guide_handout"),
]
