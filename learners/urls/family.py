"""Addresses under /family/: what family members have beside the modules, which stand under /learn/."""

from django.urls import path

from courses.vocabulary import FAMILY
from learners.views import calendars
from learners.views.family import connections, home, join, shared
from learners.views.learn import history, program, search

ON = {"audience": FAMILY}

urlpatterns = [
    path("", home.home, name="family_plan"),
    path("join/", join.join, name="family_join"),
    path("joined/", join.joined, name="family_joined"),
    path("connections/", connections.connections, name="family_connections"),
    path("connections/<uuid:link_uid>/leave/", connections.leave, name="family_leave"),
    path("shared/<uuid:share_uid>/", shared.shared, name="family_shared"),
    path("program/", program.program, ON, name="family_program"),
    path("search/", search.search, ON, name="family_search"),
    path("history/", history.history, ON, name="family_history"),
    path("calendar/", calendars.of_learner, ON, name="family_calendar"),
]
