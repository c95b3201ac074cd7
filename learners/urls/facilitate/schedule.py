"""When groups meet."""

from django.urls import path

from learners.urls import days  # noqa: F401 - knows <day:...>
from learners.views import calendars
from learners.views.facilitate import schedule

ALL = "cohorts/<uuid:cohort_uid>/sessions/"

urlpatterns = [
    path(ALL, schedule.schedule, name="schedule"),
    path(f"{ALL}add/", schedule.add, name="schedule_add"),
    path(f"{ALL}<day:day>/times/", schedule.change, name="schedule_change"),
    path(f"{ALL}<day:day>/call-off/", schedule.call_off, name="schedule_call_off"),
    path(f"{ALL}<day:day>/put-back/", schedule.put_back, name="schedule_put_back"),
    path("calendar/", calendars.of_staff, name="staff_calendar"),
]
