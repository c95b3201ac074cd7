"""Who may come in where, and how: the rule of each of our routes that are somebody's. tests/learners/open_rules.py has
those of everybody and of Wagtail.
"""

from dataclasses import dataclass

from tests.learners.principals import (
    ADMIN,
    FACILITATORS,
    FAMILY,
    LEADERS,
    LEARNERS,
    LINKED,
    MANAGERS,
    NOBODY,
    OPERATORS,
    PARTICIPANTS,
    PRINCIPALS,
    PRIVACY_OFFICERS,
    SIGNED_IN,
    WITHOUT_FACTOR,
)

__all__ = [
    "ADMIN",
    "FACILITATORS",
    "FAMILY",
    "LEADERS",
    "LEARNERS",
    "LINKED",
    "MANAGERS",
    "NOBODY",
    "OPERATORS",
    "PARTICIPANTS",
    "PRINCIPALS",
    "PRIVACY_OFFICERS",
    "SIGNED_IN",
    "WITHOUT_FACTOR",
]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SIGN_IN = {302}


@dataclass(frozen=True)
class Rule:
    """`who` may come in, by which `methods`; `object` names what the address points at: see tests/learners/objects.py.

    A `who` of LEADERS keeps managers out with 404 where the address names a cohort or a person.
    """

    who: tuple[str, ...]
    methods: str
    object: str = ""


RULES = {
    "plan": Rule(LEARNERS, "GET HEAD"),
    "keep": Rule(SIGNED_IN, "GET POST"),
    "history": Rule(LEARNERS, "GET HEAD"),
    "program": Rule(LEARNERS, "GET HEAD"),
    "search": Rule(LEARNERS, "GET HEAD POST"),
    "my_plan": Rule(LEARNERS, "GET HEAD"),
    "my_certificate": Rule(LEARNERS, "GET HEAD"),
    "my_certificate_pdf": Rule(LEARNERS, "GET HEAD"),
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
    "facilitators": Rule(MANAGERS, "GET HEAD", "cohort"),
    "facilitator_add": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_invite": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_end": Rule(MANAGERS, "POST", "cohort"),
    "facilitator_code": Rule(MANAGERS, "POST", "cohort"),
    # learn.py: what participants do for a group
    "in_group": Rule(LEARNERS, "GET HEAD POST"),
    "calendar": Rule(LEARNERS, "GET HEAD POST"),
}
