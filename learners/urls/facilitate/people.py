"""One person of a cohort, the plan and what staff write down."""

from django.urls import path

from learners.views.facilitate import consents, following, people, plan_deeds, summary

PERSON = "people/<uuid:enrolment_uid>/"

urlpatterns = [
    path(PERSON, people.person, name="person"),
    path(PERSON + "attempts/<uuid:attempt_id>/", people.attempt, name="person_attempt"),
    path(PERSON + "sheets/<uuid:module_key>/", people.sheet, name="person_sheet"),
    path(PERSON + "summary/", summary.summary, name="person_summary"),
    path(PERSON + "minutes/", following.online, name="person_minutes"),
    path(PERSON + "reviews/", following.reviews, name="person_reviews"),
    path(PERSON + "reviews/done/", following.reviewed, name="person_reviewed"),
    path(PERSON + "discussed/", following.discussed, name="person_discussed"),
    path(PERSON + "consents/", consents.person_consents, name="person_consents"),
    path(PERSON + "consents/<uuid:consent_uid>/", consents.person_consent_checked, name="person_consent_checked"),
    path(PERSON + "undo/", plan_deeds.undo, name="person_undo"),
    path(PERSON + "change/<slug:deed>/", plan_deeds.change, name="person_change"),
]
