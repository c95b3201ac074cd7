"""Who may come in where, and how: the principals, and the rule of each of our routes."""

from dataclasses import dataclass

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = {302}
PARTICIPANTS = ("ana", "ben", "cara")
FAMILY = ("fay", "finn")
FACILITATORS = ("gil", "hana", "mia")
LEADERS = ("gil", "hana")
MANAGERS = ("mia",)
NOBODY = ("anonymous", "dan")  # no session: never signed in, or the account was closed
OFFICERS = ("petra",)
OTHERS = (*OFFICERS, "ivo", "amir", "olga")
PRINCIPALS = (*NOBODY, *PARTICIPANTS, *FAMILY, *FACILITATORS, *OTHERS)
LEARNERS = (*PARTICIPANTS, *FAMILY)


@dataclass(frozen=True)
class Rule:
    """`who` may come in, by which `methods`; `object` names what the address points at: an own module, attempt, guide,
    cohort, person (a participant's episode), tried (a check-in that such a person handed in), sheet (one that Ana or
    Ben shared), link (of a family member), shared (with a family member), named (somebody whom a participant named),
    signed (a consent for somebody), led (a cohort that is facilitated, not managed), program, paper (of the privacy
    desk, where all are the officer's: "foreign" is then the id of something else),
    request (what the person asked for).

    "emergency: open" is one that the person asked for and somebody agreed to, "ask" one to agree to, "either" both.
    A `who` of LEADERS keeps managers out with 404 where the address names a cohort or a person. `led_across` learn on
    the other track, and are led to the same page there. `is_open`: also without an account.
    """

    who: tuple[str, ...]
    methods: str
    object: str = ""
    led_across: tuple[str, ...] = ()
    is_open: bool = False


RULES = {
    "plan": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "keep": Rule(PRINCIPALS[2:], "GET POST"),
    "history": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "program": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "search": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    "my_plan": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "my_certificate": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "my_certificate_pdf": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "module": Rule(LEARNERS, "GET HEAD", "module"),
    "short_version": Rule(LEARNERS, "GET HEAD POST", "module"),
    "handout": Rule(LEARNERS, "GET HEAD", "module"),
    "card": Rule(LEARNERS, "GET HEAD", "module"),
    "worksheet": Rule(LEARNERS, "GET HEAD POST", "module"),
    "worksheet_finish": Rule(LEARNERS, "POST", "module"),
    "worksheet_share": Rule(PARTICIPANTS, "POST", "module"),
    "worksheet_unshare": Rule(PARTICIPANTS, "POST", "module"),
    "check_in_start": Rule(LEARNERS, "POST", "module"),
    "check_in": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_all": Rule(LEARNERS, "GET HEAD POST", "attempt"),
    "check_in_review": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_hand_in": Rule(LEARNERS, "POST", "attempt"),
    "check_in_result": Rule(LEARNERS, "GET HEAD", "attempt"),
    "check_in_question": Rule(LEARNERS, "GET HEAD POST", "attempt"),
    # learn.py: a participant's people
    "my_people": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "person_new": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    "my_disclosures": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "my_disclosures_pdf": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "person_code": Rule(PARTICIPANTS, "POST", "named", led_across=FAMILY),
    "person_end": Rule(PARTICIPANTS, "POST", "named", led_across=FAMILY),
    "consent_revoke": Rule(PARTICIPANTS, "POST", "named", led_across=FAMILY),
    "consent_sign": Rule(PARTICIPANTS, "GET HEAD POST", "named", led_across=FAMILY),
    "person_preview": Rule(PARTICIPANTS, "GET HEAD", "named", led_across=FAMILY),
    "person_preview_item": Rule(PARTICIPANTS, "GET HEAD", "named", led_across=FAMILY),
    "person_items": Rule(PARTICIPANTS, "GET HEAD POST", "named", led_across=FAMILY),
    "consent_read": Rule(PARTICIPANTS, "GET HEAD", "signed", led_across=FAMILY),
    "consent_pdf": Rule(PARTICIPANTS, "GET HEAD", "signed", led_across=FAMILY),
    "consent_text": Rule(PARTICIPANTS, "GET HEAD", "signed", led_across=FAMILY),
    # family.py
    "family_plan": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_program": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_search": Rule(FAMILY, "GET HEAD POST", led_across=PARTICIPANTS),
    "family_history": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_calendar": Rule(FAMILY, "GET HEAD POST", led_across=PARTICIPANTS),
    "family_connections": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_leave": Rule(FAMILY, "POST", "link", led_across=PARTICIPANTS),
    "family_shared": Rule(FAMILY, "GET", "shared", led_across=PARTICIPANTS),
    "family_joined": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_join": Rule((*NOBODY, *LEARNERS, "ivo"), "GET HEAD POST", is_open=True),
    "start": Rule(PRINCIPALS[2:], "GET HEAD"),
    # facilitate/cohorts.py
    "cohorts": Rule(FACILITATORS, "GET HEAD"),
    "cohort": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "program_people": Rule(MANAGERS, "GET HEAD", "program"),
    "huddle": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "attention": Rule(FACILITATORS, "GET HEAD"),
    "attention_seen": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "attention_rules": Rule(MANAGERS, "GET HEAD POST", "program"),
    # facilitate/modules.py
    "curriculum": Rule(FACILITATORS, "GET HEAD"),
    "guide": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_handout": Rule(FACILITATORS, "GET HEAD", "guide"),
    "guide_changes": Rule(FACILITATORS, "GET HEAD", "guide"),
    # facilitate/people.py
    "person": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_attempt": Rule(FACILITATORS, "GET HEAD", "tried"),
    "person_sheet": Rule(LEADERS, "GET HEAD", "sheet"),
    "person_summary": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_minutes": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "person_reviews": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "person_reviewed": Rule(FACILITATORS, "POST", "person"),
    "person_discussed": Rule(FACILITATORS, "POST", "person"),
    "person_consents": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_consent_checked": Rule(FACILITATORS, "POST", "person"),
    "person_undo": Rule(FACILITATORS, "POST", "person"),
    "person_change": Rule(FACILITATORS, "GET HEAD POST", "person"),
    # facilitate/groups.py
    "session": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "session_topic": Rule(FACILITATORS, "POST", "cohort"),
    "session_begin": Rule(FACILITATORS, "POST", "cohort"),
    "session_attendance": Rule(FACILITATORS, "POST", "cohort"),
    "session_homework": Rule(FACILITATORS, "POST", "cohort"),
    "session_end": Rule(FACILITATORS, "POST", "cohort"),
    "session_correct": Rule(FACILITATORS, "POST", "cohort"),
    "wall": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "session_ask": Rule(FACILITATORS, "POST", "cohort"),
    "session_close": Rule(FACILITATORS, "POST", "cohort"),
    "session_paper": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "session_sheets": Rule(FACILITATORS, "GET HEAD", "cohort"),
    # facilitate/schedule.py
    "schedule": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "schedule_add": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_change": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_call_off": Rule(FACILITATORS, "POST", "cohort"),
    "schedule_put_back": Rule(FACILITATORS, "POST", "cohort"),
    "staff_calendar": Rule(FACILITATORS, "GET HEAD POST"),
    # facilitate/records.py
    "records": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "records_csv": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "records_xlsx": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "person_record": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_csv": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_xlsx": Rule(FACILITATORS, "GET HEAD", "person"),
    "person_record_pdf": Rule(FACILITATORS, "GET HEAD", "person"),
    "certificate": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "certificate_pdf": Rule(FACILITATORS, "GET HEAD", "person"),
    "program_csv": Rule(MANAGERS, "GET HEAD", "program"),
    # facilitate/insight.py
    "insight": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "insight_module": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "program_insight": Rule(MANAGERS, "GET HEAD", "program"),
    "program_insight_module": Rule(MANAGERS, "GET HEAD", "program"),
    "remark": Rule(MANAGERS, "GET HEAD POST", "program"),
    # facilitate/admissions.py
    "find_people": Rule(FACILITATORS, "GET HEAD POST"),
    "admissions_example": Rule(FACILITATORS, "GET HEAD"),
    "cohort_admissions": Rule(FACILITATORS, "GET HEAD", "cohort"),
    "admit": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "admit_many": Rule(FACILITATORS, "GET HEAD POST", "cohort"),
    "slips": Rule(FACILITATORS, "POST", "cohort"),
    "admission": Rule(FACILITATORS, "GET HEAD", "person"),
    "invite": Rule(FACILITATORS, "POST", "person"),
    "slip": Rule(FACILITATORS, "POST", "person"),
    "move_person": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "discharge": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "readmit": Rule(FACILITATORS, "GET HEAD POST", "person"),
    "account_close": Rule(FACILITATORS, "POST", "person"),
    "account_reopen": Rule(FACILITATORS, "POST", "person"),
    "programs": Rule(MANAGERS, "GET HEAD"),
    "program_settings": Rule(MANAGERS, "GET HEAD", "program"),
    "cohort_new": Rule(MANAGERS, "GET HEAD POST", "program"),
    "cohort_settings": Rule(MANAGERS, "GET HEAD POST", "cohort"),
    "families": Rule(FACILITATORS, "GET HEAD", "program"),
    "family_code_make": Rule(FACILITATORS, "POST", "program"),
    "family_code_end": Rule(FACILITATORS, "POST", "program"),
    "facilitators": Rule(MANAGERS, "GET HEAD", "cohort"),
    "facilitator_add": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_invite": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_end": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_code": Rule(MANAGERS, "POST", "cohort"),
    # facilitate/emergencies.py
    "emergency_ask": Rule(FACILITATORS, "GET HEAD POST"),
    "emergency_waiting": Rule((*FACILITATORS, *OFFICERS), "GET HEAD"),
    "emergency_agree": Rule((*FACILITATORS, *OFFICERS), "POST", "emergency: ask"),
    "emergency_end": Rule((*FACILITATORS, *OFFICERS), "POST", "emergency: either"),
    "emergency_person": Rule(FACILITATORS, "GET HEAD", "emergency: open"),
    "emergency_summary": Rule(FACILITATORS, "GET HEAD", "emergency: open"),
    "emergency_attempt": Rule(FACILITATORS, "GET HEAD", "emergency: open"),
    # privacy.py
    "privacy_home": Rule(OFFICERS, "GET HEAD"),
    "privacy_log": Rule(OFFICERS, "GET HEAD POST"),
    "privacy_log_csv": Rule(OFFICERS, "GET HEAD"),
    "privacy_log_xlsx": Rule(OFFICERS, "GET HEAD"),
    "privacy_check": Rule(OFFICERS, "GET HEAD POST"),
    "privacy_consents": Rule(OFFICERS, "GET HEAD"),
    "privacy_consent": Rule(OFFICERS, "GET HEAD", "paper"),
    "privacy_consent_signed": Rule(OFFICERS, "POST", "paper"),
    "privacy_disclosures": Rule(OFFICERS, "GET HEAD POST"),
    "privacy_disclosures_csv": Rule(OFFICERS, "GET HEAD"),
    "privacy_disclosures_xlsx": Rule(OFFICERS, "GET HEAD"),
    "privacy_accounting": Rule(OFFICERS, "GET HEAD", "paper"),
    "privacy_requests": Rule(OFFICERS, "GET HEAD"),
    "privacy_request": Rule(OFFICERS, "GET HEAD POST", "paper"),
    "privacy_request_later": Rule(OFFICERS, "POST", "paper"),
    "privacy_erasure": Rule(OFFICERS, "GET HEAD POST", "paper"),
    "privacy_due_erasure": Rule(OFFICERS, "GET HEAD POST", "paper"),
    "privacy_retention": Rule(OFFICERS, "GET HEAD POST"),
    "privacy_texts": Rule(OFFICERS, "GET HEAD"),
    "privacy_text": Rule(OFFICERS, "GET HEAD", "paper"),
    "privacy_text_compare": Rule(OFFICERS, "GET HEAD", "paper"),
    "privacy_text_new": Rule(OFFICERS, "GET HEAD POST", "paper"),
    "privacy_emergencies": Rule(OFFICERS, "GET HEAD"),
    "privacy_emergency": Rule(OFFICERS, "GET HEAD", "paper"),
    "privacy_emergency_seen": Rule(OFFICERS, "POST", "paper"),
    "privacy_roles": Rule(OFFICERS, "GET HEAD"),
    # learn.py: what participants do for a group
    "in_group": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    "calendar": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    # account.py: everybody's own
    "account_home": Rule(PRINCIPALS[2:], "GET HEAD"),
    "my_data": Rule(PRINCIPALS[2:], "GET HEAD"),
    "my_data_export": Rule(PRINCIPALS[2:], "GET HEAD POST"),
    "who_looked": Rule(PRINCIPALS[2:], "GET HEAD"),
    "my_requests": Rule(PRINCIPALS[2:], "GET HEAD POST"),
    "my_request_take_back": Rule(PRINCIPALS[2:], "POST", "request"),
    "close_account": Rule(PRINCIPALS[2:], "GET HEAD POST"),
}
OWN_COHORTS = {"gil": ("morning",), "hana": ("evening",), "mia": ("morning", "evening")}
# Below /accounts/: what an address answers to GET from nobody, from somebody who is signed in, from staff who still owe
# the second step. `page`: it opens; `in`: to sign-in first; `home`: away to the start page; `step`: to the second step;
# `you`: asks who it is, if that was long ago; `gone`: 404 for what is not one's own; `post`: not by GET.
ACCOUNT_RULES = {
    "account_login": "page home home",
    "account_request_login_code": "page home step",
    "account_confirm_login_code": "in home step",
    "mfa_authenticate": "in home step",
    "mfa_login_webauthn": "in home step",
    "account_logout": "home page page",
    "account_signup": "page home step",
    "account_inactive": "page page step",
    "account_change_password": "in you step",
    "account_set_password": "in you step",
    "account_reset_password": "page page step",
    "account_reset_password_done": "page page step",
    "account_reset_password_from_key": "page page step",
    "account_reset_password_from_key_done": "page page step",
    "account_reauthenticate": "in page page",
    "mfa_reauthenticate": "in page page",
    "mfa_reauthenticate_webauthn": "in page page",
    "account_security": "in page step",
    "account_sessions": "in you step",
    "account_end_others": "post post step",
    "account_end_session": "post post step",
    "second_step": "in page page",
    "second_step_done": "in home step",
    "mfa_activate_totp": "in you you",
    "mfa_deactivate_totp": "in you step",
    "mfa_view_recovery_codes": "in you step",
    "mfa_generate_recovery_codes": "in you step",
    "mfa_download_recovery_codes": "post post step",
    "mfa_list_webauthn": "in you step",
    "mfa_add_webauthn": "in you you",
    "mfa_edit_webauthn": "in you step",
    "mfa_remove_webauthn": "in you step",
}
# Routes of Wagtail, allauth and the public site: (start of the route, who may come in beyond sign-in).
ADMIN = ("amir", "olga")
OTHER_ROUTES = {
    "admin/": "admin",
    "accounts/": "account",  # ACCOUNT_RULES
    "_util/": "public",
    "documents/": "public",
    "styleguide/": "staff",
    "leave/": "public",
    "calendar/": "public",  # by a secret token
    "program/": "public",
    "welcome/": "public",
    "healthz/": "public",
    "robots.txt": "public",
    "getting-help-now/": "public",
    "certificates/": "public",
    "^": "public",
    "": "public",
}
