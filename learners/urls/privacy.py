"""Addresses under /privacy/: the privacy officer's desk. Ids only; no name of a person stands in one.

/privacy/ itself is a public page: privacy in plain words.
"""

from django.urls import path

from learners.views import downloads
from learners.views.privacy import (
    audit_log,
    checks,
    consents,
    disclosures,
    emergencies,
    erasing,
    home,
    policies,
    requests,
    retention,
    roles,
)

CSV, XLSX = {"kind": downloads.CSV}, {"kind": downloads.XLSX}
REQUEST, CONSENT, EMERGENCY = "requests/<uuid:request_uid>/", "consents/<uuid:consent_uid>/", "emergencies/<uuid:uid>/"

urlpatterns = [
    path("desk/", home.home, name="privacy_home"),
    path("log/", audit_log.log, name="privacy_log"),
    path("log/csv/", audit_log.export, CSV, name="privacy_log_csv"),
    path("log/xlsx/", audit_log.export, XLSX, name="privacy_log_xlsx"),
    path("check/", checks.check, name="privacy_check"),
    path("consents/", consents.consents, name="privacy_consents"),
    path(CONSENT, consents.consent, name="privacy_consent"),
    path(f"{CONSENT}signed/", consents.signed, name="privacy_consent_signed"),
    path("disclosures/", disclosures.disclosures, name="privacy_disclosures"),
    path("disclosures/csv/", disclosures.export, CSV, name="privacy_disclosures_csv"),
    path("disclosures/xlsx/", disclosures.export, XLSX, name="privacy_disclosures_xlsx"),
    path("people/<uuid:person_uid>/disclosures/", disclosures.accounting, name="privacy_accounting"),
    path("requests/", requests.requests, name="privacy_requests"),
    path(REQUEST, requests.request_page, name="privacy_request"),
    path(f"{REQUEST}later/", requests.later, name="privacy_request_later"),
    path(f"{REQUEST}erasure/", erasing.asked_for, name="privacy_erasure"),
    path("people/<uuid:person_uid>/erasure/", erasing.due, name="privacy_due_erasure"),
    path("keeping/", retention.rules, name="privacy_retention"),
    path("texts/", policies.texts, name="privacy_texts"),
    path("texts/<slug:kind>/<int:number>/", policies.text, name="privacy_text"),
    path("texts/<slug:kind>/compare/", policies.compare, name="privacy_text_compare"),
    path("texts/<slug:kind>/new/", policies.write, name="privacy_text_new"),
    path("emergencies/", emergencies.emergencies, name="privacy_emergencies"),
    path(EMERGENCY, emergencies.emergency, name="privacy_emergency"),
    path(f"{EMERGENCY}seen/", emergencies.seen, name="privacy_emergency_seen"),
    path("roles/", roles.roles, name="privacy_roles"),
]
