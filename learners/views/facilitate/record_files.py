"""The same records as files: CSV and XLSX, a PDF of one person's, and a program's progress. Each is audited."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import site
from courses import outline
from learners import access
from learners.records import progress_export, record_words, spreadsheets
from learners.records.record_lines import Record
from learners.safekeeping import audit
from learners.views import downloads
from learners.views.downloads import CSV, PDF, XLSX
from learners.views.facilitate import records
from learners.views.gates import FILES, SignedIn, paced, signed_in


@require_safe
@signed_in
@paced(FILES)
def cohort(request: SignedIn, cohort_uid: UUID, kind: str) -> HttpResponseBase:
    now = timezone.now()
    group = access.check_can_follow(request.user, cohort_uid)
    asked = records.of_cohort_asked(request, group, now)
    if not asked.is_valid():
        return _back("records", cohort_uid, request)
    record = records.read_cohort(group, asked, by=request.user, now=now, action="records-exported", kind=kind)
    return _table(record, kind, "records", group.uid, group.today(now).isoformat())


@require_safe
@signed_in
@paced(FILES)
def person(request: SignedIn, enrolment_uid: UUID, kind: str) -> HttpResponseBase:
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    asked = records.of_person_asked(request, enrolment, now)
    if not asked.is_valid():
        return _back("person_record", enrolment_uid, request)
    record = records.read_person(enrolment, asked, by=request.user, now=now, action="record-exported", kind=kind)
    return _table(record, kind, "record", enrolment.uid, enrolment.cohort.today(now).isoformat())


@require_safe
@signed_in
@paced(FILES)
def person_pdf(request: SignedIn, enrolment_uid: UUID) -> HttpResponseBase:
    now = timezone.now()
    enrolment = access.check_can_follow_person(request.user, enrolment_uid)
    asked = records.of_person_asked(request, enrolment, now)
    if not asked.is_valid():
        return _back("person_record", enrolment_uid, request)
    record = records.read_person(enrolment, asked, by=request.user, now=now, action="record-exported", kind=PDF)
    shown = {"enrolment": enrolment, "cohort": enrolment.cohort, "record": record, "sum": record.by_person[0]}
    name = downloads.filename("record", enrolment.uid, enrolment.cohort.today(now).isoformat(), PDF)
    to_print = f"{reverse('person_record', args=[enrolment_uid])}?{asked.query}"
    return downloads.as_pdf(request, "learners/pdf/record.html", shown, name, to_print)


@require_safe
@signed_in
@paced(FILES)
def program(request: SignedIn, program_uid: UUID) -> HttpResponseBase:
    """People x modules of a whole program, for its managers. Who loses that right gets no further piece."""
    now = timezone.now()
    managed = access.check_can_manage(request.user, program_uid)
    try:
        curriculum = outline.get(managed.curriculum_key)
    except outline.NotThere as error:
        raise Http404 from error
    with transaction.atomic():
        people = progress_export.count(managed)
        audit.note("program-exported", by=request.user, now=now, program=str(program_uid), people=people, kind=CSV)
    may_go_on = progress_export.reader(request.user, lambda account: access.can_manage(account, program_uid))
    rows = progress_export.table(managed, curriculum, may_go_on)
    name = downloads.filename("program", managed.uid, site.today(now).isoformat(), CSV)
    return downloads.stream(spreadsheets.csv_chunks(rows), name)


def _table(record: Record, kind: str, what: str, uid: UUID, day: str) -> HttpResponseBase:
    rows, name = record_words.table(record), downloads.filename(what, uid, day, kind)
    if kind == XLSX:
        return downloads.file(spreadsheets.workbook(rows, _("Record")), name, kind)
    return downloads.stream(spreadsheets.csv_chunks(rows), name)


def _back(name: str, uid: UUID, request: SignedIn) -> HttpResponse:
    """To the page, which says what is wrong with the days."""
    return redirect(f"{reverse(name, args=[uid])}?{request.GET.urlencode()}")
