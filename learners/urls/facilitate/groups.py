"""Running a group."""

from django.urls import path

from learners.urls import days  # noqa: F401 - knows <day:...>
from learners.views.facilitate import live, sessions, wall

ONE = "cohorts/<uuid:cohort_uid>/sessions/<day:day>/"

urlpatterns = [
    path(ONE, sessions.session, name="session"),
    path(f"{ONE}topic/", sessions.topic, name="session_topic"),
    path(f"{ONE}begin/", sessions.begin, name="session_begin"),
    path(f"{ONE}attendance/", sessions.attendance, name="session_attendance"),
    path(f"{ONE}homework/", sessions.homework, name="session_homework"),
    path(f"{ONE}end/", sessions.end, name="session_end"),
    path(f"{ONE}correct/", sessions.correct, name="session_correct"),
    path(f"{ONE}wall/", wall.wall, name="wall"),
    path(f"{ONE}question/", live.ask, name="session_ask"),
    path(f"{ONE}question/close/", live.close, name="session_close"),
    path(f"{ONE}question/paper/", live.paper, name="session_paper"),
    path(f"{ONE}question/sheets/", live.sheets, name="session_sheets"),
]
