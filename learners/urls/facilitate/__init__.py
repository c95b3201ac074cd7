"""Addresses under /facilitate/, an area of work each."""

from learners.urls.facilitate import (
    admissions,
    cohorts,
    emergencies,
    groups,
    insight,
    modules,
    people,
    records,
    schedule,
)

urlpatterns = [
    *cohorts.urlpatterns,
    *people.urlpatterns,
    *schedule.urlpatterns,
    *groups.urlpatterns,
    *records.urlpatterns,
    *insight.urlpatterns,
    *admissions.urlpatterns,
    *modules.urlpatterns,
    *emergencies.urlpatterns,
]
