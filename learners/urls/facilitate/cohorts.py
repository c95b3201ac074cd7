"""The own groups: before group, people and weeks, who may need a word."""

from django.urls import path

from learners.views.facilitate import cohorts

urlpatterns = [
    path("", cohorts.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_uid>/", cohorts.cohort, name="cohort"),
    path("programs/<uuid:program_uid>/people/", cohorts.program_people, name="program_people"),
]
