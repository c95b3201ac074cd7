"""Education records and certificates."""

from django.urls import path

from learners.views import downloads
from learners.views.facilitate import certificates, record_files, records

CSV, XLSX = {"kind": downloads.CSV}, {"kind": downloads.XLSX}

urlpatterns = [
    path("cohorts/<uuid:cohort_uid>/records/", records.cohort, name="records"),
    path("cohorts/<uuid:cohort_uid>/records/csv/", record_files.cohort, CSV, name="records_csv"),
    path("cohorts/<uuid:cohort_uid>/records/xlsx/", record_files.cohort, XLSX, name="records_xlsx"),
    path("people/<uuid:enrolment_uid>/record/", records.person, name="person_record"),
    path("people/<uuid:enrolment_uid>/record/csv/", record_files.person, CSV, name="person_record_csv"),
    path("people/<uuid:enrolment_uid>/record/xlsx/", record_files.person, XLSX, name="person_record_xlsx"),
    path("people/<uuid:enrolment_uid>/record/pdf/", record_files.person_pdf, name="person_record_pdf"),
    path("people/<uuid:enrolment_uid>/certificate/", certificates.certificate, name="certificate"),
    path("people/<uuid:enrolment_uid>/certificate/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
    path("programs/<uuid:program_uid>/progress/csv/", record_files.program, name="program_csv"),
]
