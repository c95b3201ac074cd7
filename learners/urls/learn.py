"""Addresses under /learn/."""

from django.urls import path

from courses.vocabulary import PARTICIPANT
from learners.views import calendars
from learners.views.learn import (
    certificates,
    check_ins,
    consents,
    handouts,
    history,
    live,
    modules,
    my_plan,
    people,
    plan,
    program,
    search,
    sharing,
    shown,
    worksheets,
)

ON = {"audience": PARTICIPANT}  # the same views stand under /family/

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("keep/", plan.keep, name="keep"),
    path("history/", history.history, ON, name="history"),
    path("program/", program.program, ON, name="program"),
    path("search/", search.search, ON, name="search"),
    path("my-plan/", my_plan.my_plan, name="my_plan"),
    path("live/", live.live, name="in_group"),
    path("calendar/", calendars.of_learner, ON, name="calendar"),
    path("certificate/", certificates.mine, name="my_certificate"),
    path("certificate/pdf/", certificates.mine_pdf, name="my_certificate_pdf"),
    path("people/", people.my_people, name="my_people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/shown/", shown.my_disclosures, name="my_disclosures"),
    path("people/shown/pdf/", shown.my_disclosures_pdf, name="my_disclosures_pdf"),
    path("people/<uuid:link_uid>/code/", people.person_code, name="person_code"),
    path("people/<uuid:link_uid>/end/", people.person_end, name="person_end"),
    path("people/<uuid:link_uid>/stop/", people.consent_revoke, name="consent_revoke"),
    path("people/<uuid:link_uid>/sign/", consents.consent_sign, name="consent_sign"),
    path("people/<uuid:link_uid>/preview/", shown.person_preview, name="person_preview"),
    path("people/<uuid:link_uid>/preview/<uuid:share_uid>/", shown.person_preview_item, name="person_preview_item"),
    path("people/<uuid:link_uid>/things/", shown.person_items, name="person_items"),
    path("people/signed/<uuid:consent_uid>/", consents.consent_read, name="consent_read"),
    path("people/signed/<uuid:consent_uid>/pdf/", consents.consent_pdf, name="consent_pdf"),
    path("people/signed/<uuid:consent_uid>/text/", consents.consent_text, name="consent_text"),
    path("<uuid:module_key>/", modules.module, name="module"),
    path("<uuid:module_key>/short/", modules.short_version, name="short_version"),
    path("<uuid:module_key>/handout/", handouts.handout, name="handout"),
    path("<uuid:module_key>/cards/<uuid:card_id>/", modules.card, name="card"),
    path("<uuid:module_key>/worksheet/", worksheets.worksheet, name="worksheet"),
    path("<uuid:module_key>/worksheet/done/", worksheets.finish, name="worksheet_finish"),
    path("<uuid:module_key>/worksheet/share/", sharing.share, name="worksheet_share"),
    path("<uuid:module_key>/worksheet/unshare/", sharing.unshare, name="worksheet_unshare"),
    path("<uuid:module_key>/check-in/", check_ins.start, name="check_in_start"),
    path("check-ins/<uuid:attempt_id>/", check_ins.resume, name="check_in"),
    path("check-ins/<uuid:attempt_id>/all/", check_ins.all_questions, name="check_in_all"),
    path("check-ins/<uuid:attempt_id>/review/", check_ins.review, name="check_in_review"),
    path("check-ins/<uuid:attempt_id>/hand-in/", check_ins.hand_in, name="check_in_hand_in"),
    path("check-ins/<uuid:attempt_id>/result/", check_ins.result, name="check_in_result"),
    path("check-ins/<uuid:attempt_id>/questions/<uuid:question_id>/", check_ins.question, name="check_in_question"),
]
