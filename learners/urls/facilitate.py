"""Addresses under /facilitate/."""

from django.urls import path

from learners.views import facilitate

urlpatterns = [
    path("", facilitate.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_uid>/", facilitate.cohort, name="cohort"),
]
