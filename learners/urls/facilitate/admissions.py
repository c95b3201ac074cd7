"""Who comes in, moves, leaves and comes back, and what a program manager sets."""

from django.urls import path

from learners.views.facilitate import admission_files, admissions, episodes, facilitators, families, programs

urlpatterns = [
    path("coming-in/find/", admissions.find_people, name="find_people"),
    path("coming-in/example/", admission_files.admissions_example, name="admissions_example"),
    path("cohorts/<uuid:cohort_uid>/coming-in/", admissions.cohort_admissions, name="cohort_admissions"),
    path("cohorts/<uuid:cohort_uid>/coming-in/new/", admissions.admit, name="admit"),
    path("cohorts/<uuid:cohort_uid>/coming-in/file/", admission_files.admit_many, name="admit_many"),
    path("cohorts/<uuid:cohort_uid>/coming-in/slips/", episodes.slips_of_cohort, name="slips"),
    path("coming-in/<uuid:enrolment_uid>/", episodes.admission, name="admission"),
    path("coming-in/<uuid:enrolment_uid>/invite/", episodes.invite, name="invite"),
    path("coming-in/<uuid:enrolment_uid>/slip/", episodes.slip, name="slip"),
    path("coming-in/<uuid:enrolment_uid>/move/", episodes.move_person, name="move_person"),
    path("coming-in/<uuid:enrolment_uid>/discharge/", episodes.discharge, name="discharge"),
    path("coming-in/<uuid:enrolment_uid>/back/", episodes.readmit, name="readmit"),
    path("coming-in/<uuid:enrolment_uid>/account/close/", episodes.account_close, name="account_close"),
    path("coming-in/<uuid:enrolment_uid>/account/open/", episodes.account_reopen, name="account_reopen"),
    path("programs/", programs.programs, name="programs"),
    path("programs/<uuid:program_uid>/", programs.program, name="program_settings"),
    path("programs/<uuid:program_uid>/families/", families.families, name="families"),
    path("programs/<uuid:program_uid>/families/code/", families.code_make, name="family_code_make"),
    path("programs/<uuid:program_uid>/families/code/end/", families.code_end, name="family_code_end"),
    path("programs/<uuid:program_uid>/groups/new/", programs.cohort_new, name="cohort_new"),
    path("cohorts/<uuid:cohort_uid>/settings/", programs.cohort_settings, name="cohort_settings"),
    path("cohorts/<uuid:cohort_uid>/facilitators/", facilitators.facilitators, name="facilitators"),
    path("cohorts/<uuid:cohort_uid>/facilitators/add/", facilitators.facilitator_add, name="facilitator_add"),
    path("cohorts/<uuid:cohort_uid>/facilitators/new/", facilitators.facilitator_invite, name="facilitator_invite"),
    path("cohorts/<uuid:cohort_uid>/facilitators/end/", facilitators.facilitator_end, name="facilitator_end"),
    path("cohorts/<uuid:cohort_uid>/facilitators/code/", facilitators.facilitator_code, name="facilitator_code"),
]
