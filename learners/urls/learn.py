"""Addresses under /learn/."""

from django.urls import path

from courses.vocabulary import PARTICIPANT
from learners.views import calendars
from learners.views.learn import (
    certificates,
    check_ins,
    handouts,
    history,
    live,
    modules,
    my_plan,
    plan,
    program,
    search,
    sharing,
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
