"""Every text column about people is sealed, or somebody has decided and written down why it may stand in clear."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.house import tree

SEALED = {  # column -> whose key, or "field key" for what belongs to nobody in particular
    "WorksheetEntry.sealed": "the writer",
    "EntrySideNote.sealed": "the writer",
    "StaffNote.sealed": "the participant",
    "Certificate.sealed": "the participant",
    "Certificate.sealed_reason": "the participant",
    "Pause.sealed_reason": "the participant",
    "PlanChange.sealed_reason": "the participant",
    "CohortMove.sealed_reason": "the participant",
    "PathwayChange.sealed_reason": "the participant",
    "MinutesCorrection.sealed_reason": "the participant",
    "Attendance.sealed_reason": "the participant",
    "StatedReason.sealed": "the participant, or staff where it is about a whole group",
    "Consent.sealed": "the participant",
    "FamilyLink.sealed_name": "the participant",
    "PrivacyRequest.sealed_words": "the person who asks",
    "PrivacyRequest.sealed_answer": "the person who asks",
    "EmergencyAccess.sealed_reason": "the participant",
    "PrivacyRequest.sealed_delay": "the person who asks",
    "PersonKey.wrapped": "field key",
    "OutgoingMail.sealed": "field key",
}
NAME = "a name of the account, needed for signing in and for lists"
CODE = "a word or an id of ours, never typed"
HASH = "a hash"
CLEAR = {
    "User.password": HASH,
    "User.sign_in_name": NAME,
    "User.email": NAME,
    "User.first_name": NAME,
    "User.last_name": NAME,
    "Attempt.asks": CODE,
    "Attempt.carried": CODE,
    "Attempt.reviews": CODE,
    "Response.question_id": CODE,
    "Response.answer": "a choice: ids of options. No kind of question takes free text (tested below)",
    "LateAnswer.question_id": CODE,
    "LateAnswer.answer": "as Response.answer",
    "Acknowledgement.rule": CODE,
    "Acknowledgement.about": "ids and days of the facts; the note beside it is a StaffNote",
    "Consent.purpose": CODE,
    "Consent.sha256": HASH,
    "ConsentEnd.how": CODE,
    "Disclosure.what": CODE,
    "Disclosure.form": CODE,
    "Enrolment.audience": CODE,
    "Enrolment.pathway": CODE,
    "Enrolment.conditions": CODE,
    "Pause.kind": CODE,
    "PlanChange.kind": CODE,
    "Invitation.way": CODE,
    "Invitation.code_hash": HASH,
    "CalendarFeed.token_hash": HASH,
    "FamilyCode.code": "stands on a poster and names nobody",
    "FamilyLink.relation": CODE,
    "FamilyLink.code_hash": HASH,
    "FamilyShare.kind": CODE,
    "PersonKey.wrapped_by": CODE,
    "LiveQuestion.question_id": CODE,
    "LiveQuestion.salt": "random",
    "LiveAnswer.seat": HASH,
    "LiveAnswer.answer": "a choice, as Response.answer, and nobody's: no row points at a person (ADR 14)",
    "PathwayChange.pathway_before": CODE,
    "PathwayChange.conditions_before": CODE,
    "PathwayChange.pathway": CODE,
    "PathwayChange.conditions": CODE,
    "PolicyVersion.kind": CODE,
    "PolicyVersion.language": CODE,
    "PolicyVersion.body": "the wording of a legal text, the same for everybody",
    "PolicyVersion.sha256": HASH,
    "PrivacyRequest.kind": CODE,
    "PrivacyRequest.state": CODE,
    "Program.name": "of the clinic, about nobody",
    "Cohort.name": "of the clinic, about nobody",
    "Cohort.days": CODE,
    "Cohort.time_zone": CODE,
    "Cohort.mode": CODE,
    "LearningEvent.kind": CODE,
    "LearningEvent.data": "ids and numbers, never what a person wrote",
    "ModuleProgress.last_card": CODE,
    "ModuleProgress.cards_seen": CODE,
    "Certificate.code": "random; what a third party checks",
    "KeyCorrection.question_id": CODE,
    "KeyCorrection.right": "an answer to a question, about nobody",
    "KeyCorrection.reason": "about a question of the curriculum, not about a person",
    "RoleGrant.role": CODE,
    "CheckResult.words": "words of ours about rows and numbers of the chain",
    "SharedCount.name": HASH,
    "SharedCount.value": "numbers",
    "SignIn.session_key": "of a session that runs; gone with it",
    "SignIn.device": CODE,
    "AuditEvent.action": CODE,
    "AuditEvent.detail": "ids, dates and numbers",
    "AuditEvent.reason": "a word of ours: audit.note refuses anything else",
    "AuditEvent.digest": HASH,
    "AuditLink.before": HASH,
    "AuditLink.hash": HASH,
    "GroupSession.state": CODE,
    "Attendance.status": CODE,
}
UNDER_THE_FIELD_KEY = {  # who calls encryption.seal: a new caller that stores it is a Place in field_keys.PLACES
    "learners/people/admission_files.py": "travels in a form, is not stored",
    "learners/views/entrance/second_steps.py": "travels in a form, is not stored",
    "learners/post/outbox.py": "OutgoingMail.sealed",
    "learners/safekeeping/field_keys.py": "seals anew what is there",
    "learners/safekeeping/person_keys.py": "PersonKey.wrapped",
}
FREE = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def text_columns() -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("learners").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FREE)
    }


def test_every_text_column_is_sealed_or_may_be_in_clear_for_a_reason():
    decided = set(SEALED) | set(CLEAR)
    assert len(decided) == len(SEALED) + len(CLEAR)
    assert text_columns() - decided == set(), "Seal it under the person's key, or write here why it may be in clear."
    assert decided - text_columns() == set(), "It is gone: take it off the list."


def test_what_is_sealed_says_so_in_its_name():
    assert {name for name in SEALED if not re.search(r"\.(sealed|wrapped)", name)} == set()
    assert {name for name in CLEAR if ".sealed" in name} == set()


def test_a_question_takes_no_free_text():
    from courses.quiz.kinds import QUESTION_KINDS

    assert set(QUESTION_KINDS) == {"single_choice", "multiple_choice", "true_false", "put_in_order", "match"}


def test_whoever_seals_under_the_field_key_is_known_to_the_rotation():
    callers = {path for path in tree.code() if "learners" in Path(path).parts and calls_seal(tree.read(path))}
    assert {tree.name(path) for path in callers} == set(UNDER_THE_FIELD_KEY)


def calls_seal(source: str) -> bool:
    return bool(re.search(r"\bencryption\.seal\(|import .*\bseal\b", source))
