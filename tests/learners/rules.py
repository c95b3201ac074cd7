"""Who may come in where, and how: the rule of each of our routes that are somebody's. tests/learners/open_rules.py has
those of everybody and of Wagtail.
"""

from dataclasses import dataclass

from tests.learners.principals import (
    FACILITATORS,
    FAMILY,
    LEADERS,
    LEARNERS,
    LINKED,
    MANAGERS,
    NOBODY,
    PARTICIPANTS,
    PRIVACY_OFFICERS,
    SHOWN_THINGS,
    SIGNED_IN,
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = {302}


@dataclass(frozen=True)
class Rule:
    """`who` may come in, by which `methods`; `object` names what the address points at: see tests/learners/objects.py.

    A `who` of LEADERS keeps managers out with 404 where the address names a cohort or a person. `has`: for whom the
    own object is there, where that is not everybody who may come in. `led_across` learn on the other track, and whoever
    of them is not on this one, too, is led to the same page there. `is_open`: also without an account. `before_step`:
    also for staff who owe the second step. `on_one_track`: not by a module of the other track.
    """

    who: tuple[str, ...]
    methods: str
    object: str = ""
    has: tuple[str, ...] = ()
    led_across: tuple[str, ...] = ()
    is_open: bool = False
    before_step: bool = False
    on_one_track: bool = False


RULES = {
    "plan": Rule(PARTICIPANTS, "GET HEAD", led_across=FAMILY),
    "keep": Rule(SIGNED_IN, "GET POST", before_step=True),
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
    "worksheet_share": Rule(PARTICIPANTS, "POST", "module", on_one_track=True),
    "worksheet_unshare": Rule(PARTICIPANTS, "POST", "module", on_one_track=True),
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
    "person_preview_item": Rule(PARTICIPANTS, "GET HEAD", "named_thing", led_across=FAMILY),
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
    "family_leave": Rule(FAMILY, "POST", "link", has=LINKED, led_across=PARTICIPANTS),
    "family_shared": Rule(FAMILY, "GET", "shared", has=SHOWN_THINGS, led_across=PARTICIPANTS),
    "family_joined": Rule(FAMILY, "GET HEAD", led_across=PARTICIPANTS),
    "family_join": Rule((*NOBODY, *LEARNERS, "ivo"), "GET HEAD POST", is_open=True),
    "start": Rule(SIGNED_IN, "GET HEAD"),
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
    "person_consent_checked": Rule(FACILITATORS, "POST", "counter_checked"),
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
    "admission": Rule(FACILITATORS, "GET HEAD", "episode"),
    "invite": Rule(FACILITATORS, "POST", "episode"),
    "slip": Rule(FACILITATORS, "POST", "episode"),
    "move_person": Rule(FACILITATORS, "GET HEAD POST", "episode"),
    "discharge": Rule(FACILITATORS, "GET HEAD POST", "episode"),
    "readmit": Rule(FACILITATORS, "GET HEAD POST", "episode"),
    "account_close": Rule(FACILITATORS, "POST", "episode"),
    "account_reopen": Rule(FACILITATORS, "POST", "episode"),
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
    "emergency_waiting": Rule((*FACILITATORS, *PRIVACY_OFFICERS), "GET HEAD"),
    "emergency_agree": Rule((*FACILITATORS, *PRIVACY_OFFICERS), "POST", "emergency_to_agree"),
    "emergency_end": Rule((*FACILITATORS, *PRIVACY_OFFICERS), "POST", "emergency_to_end"),
    "emergency_person": Rule(FACILITATORS, "GET HEAD", "emergency_open"),
    "emergency_summary": Rule(FACILITATORS, "GET HEAD", "emergency_open"),
    "emergency_attempt": Rule(FACILITATORS, "GET HEAD", "emergency_tried"),
    # privacy.py
    "privacy_home": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_log": Rule(PRIVACY_OFFICERS, "GET HEAD POST"),
    "privacy_log_csv": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_log_xlsx": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_check": Rule(PRIVACY_OFFICERS, "GET HEAD POST"),
    "privacy_consents": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_consent": Rule(PRIVACY_OFFICERS, "GET HEAD", "paper_consent"),
    "privacy_consent_signed": Rule(PRIVACY_OFFICERS, "POST", "paper_consent"),
    "privacy_disclosures": Rule(PRIVACY_OFFICERS, "GET HEAD POST"),
    "privacy_disclosures_csv": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_disclosures_xlsx": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_accounting": Rule(PRIVACY_OFFICERS, "GET HEAD", "paper_person"),
    "privacy_requests": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_request": Rule(PRIVACY_OFFICERS, "GET HEAD POST", "paper_request"),
    "privacy_request_later": Rule(PRIVACY_OFFICERS, "POST", "paper_request"),
    "privacy_erasure": Rule(PRIVACY_OFFICERS, "GET HEAD POST", "paper_request"),
    "privacy_due_erasure": Rule(PRIVACY_OFFICERS, "GET HEAD POST", "paper_due"),
    "privacy_retention": Rule(PRIVACY_OFFICERS, "GET HEAD POST"),
    "privacy_texts": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_text": Rule(PRIVACY_OFFICERS, "GET HEAD", "paper_text"),
    "privacy_text_compare": Rule(PRIVACY_OFFICERS, "GET HEAD", "paper_kind"),
    "privacy_text_new": Rule(PRIVACY_OFFICERS, "GET HEAD POST", "paper_kind"),
    "privacy_emergencies": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    "privacy_emergency": Rule(PRIVACY_OFFICERS, "GET HEAD", "paper_emergency"),
    "privacy_emergency_seen": Rule(PRIVACY_OFFICERS, "POST", "paper_emergency"),
    "privacy_roles": Rule(PRIVACY_OFFICERS, "GET HEAD"),
    # learn.py: what participants do for a group
    "in_group": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    "calendar": Rule(PARTICIPANTS, "GET HEAD POST", led_across=FAMILY),
    # account.py: everybody's own
    "account_home": Rule(SIGNED_IN, "GET HEAD"),
    "my_data": Rule(SIGNED_IN, "GET HEAD"),
    "my_data_export": Rule(SIGNED_IN, "GET HEAD POST"),
    "who_looked": Rule(SIGNED_IN, "GET HEAD"),
    "my_requests": Rule(SIGNED_IN, "GET HEAD POST"),
    "my_request_take_back": Rule(SIGNED_IN, "POST", "request"),
    "close_account": Rule(SIGNED_IN, "GET HEAD POST"),
}
