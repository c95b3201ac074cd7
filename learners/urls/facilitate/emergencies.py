"""One record in an emergency: asking, a second person, and reading for an hour."""

from django.urls import path

from learners.views.facilitate import emergencies, emergency_reading

ONE = "emergency/<uuid:emergency_uid>/"

urlpatterns = [
    path("emergency/", emergencies.ask, name="emergency_ask"),
    path("emergency/waiting/", emergencies.waiting, name="emergency_waiting"),
    path(f"{ONE}agree/", emergencies.agree, name="emergency_agree"),
    path(f"{ONE}end/", emergencies.end, name="emergency_end"),
    path(ONE, emergency_reading.person, name="emergency_person"),
    path(f"{ONE}summary/", emergency_reading.summary, name="emergency_summary"),
    path(f"{ONE}attempts/<uuid:attempt_id>/", emergency_reading.attempt, name="emergency_attempt"),
]
