"""What check-ins tell, and re-marking."""

from django.urls import path

from learners.views.facilitate import insight, remarks

urlpatterns = [
    path("cohorts/<uuid:cohort_uid>/insight/", insight.insight, name="insight"),
    path("cohorts/<uuid:cohort_uid>/insight/<uuid:module_key>/", insight.insight_module, name="insight_module"),
    path("programs/<uuid:program_uid>/insight/", insight.program_insight, name="program_insight"),
    path(
        "programs/<uuid:program_uid>/insight/<uuid:module_key>/",
        insight.program_insight_module,
        name="program_insight_module",
    ),
    path(
        "programs/<uuid:program_uid>/editions/<int:edition_id>/questions/<uuid:question_id>/mark-again/",
        remarks.remark,
        name="remark",
    ),
]
