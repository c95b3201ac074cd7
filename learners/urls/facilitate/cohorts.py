"""The own groups: before group, people and weeks, who may need a word."""

from django.urls import path

from learners.views.facilitate import attention, before, cohorts

urlpatterns = [
    path("", cohorts.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort_uid>/", cohorts.cohort, name="cohort"),
    path("programs/<uuid:program_uid>/people/", cohorts.program_people, name="program_people"),
    path("cohorts/<uuid:cohort_uid>/before-group/", before.huddle, name="huddle"),
    path("attention/", attention.attention, name="attention"),
    path("attention/<uuid:enrolment_uid>/", attention.seen, name="attention_seen"),
    path("attention/rules/<uuid:program_uid>/", attention.rules, name="attention_rules"),
]
