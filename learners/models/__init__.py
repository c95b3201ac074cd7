"""The rows about people. No row points at a page: what was learned hangs on editions and on module keys."""

from learners.models.accounts import User
from learners.models.attempts import Attempt, LateAnswer, Response
from learners.models.attention import Acknowledgement, AttentionRules
from learners.models.checks import CheckResult
from learners.models.consents import Consent, ConsentCheck, ConsentEnd
from learners.models.disclosures import Disclosure
from learners.models.emergencies import EmergencyAccess
from learners.models.enrolments import Audience, Enrolment, Pathway, Pause, PlanChange
from learners.models.entrances import CalendarFeed, Invitation, OutgoingMail
from learners.models.families import FamilyCode, FamilyLink, FamilyShare
from learners.models.following import MinutesCorrection, ProgressReview, StaffNote
from learners.models.keys import PersonKey
from learners.models.live import LiveAnswer, LiveQuestion
from learners.models.moves import CohortMove, PathwayChange
from learners.models.policies import PolicyVersion, PrivacyRequest, RetentionRules
from learners.models.programs import Cohort, Mode, Program
from learners.models.progress import LearningEvent, ModuleProgress
from learners.models.reasons import StatedReason
from learners.models.records import Certificate, KeyCorrection
from learners.models.rights import AuditEvent, AuditLink, RoleGrant
from learners.models.sessions import Attendance, GroupSession
from learners.models.sharing import SharedSheet
from learners.models.signing_in import SharedCount, SignIn
from learners.models.worksheets import EntrySideNote, WorksheetEntry

__all__ = [
    "Acknowledgement",
    "Attempt",
    "Attendance",
    "AttentionRules",
    "Audience",
    "AuditEvent",
    "AuditLink",
    "CalendarFeed",
    "Certificate",
    "CheckResult",
    "Cohort",
    "CohortMove",
    "Consent",
    "ConsentCheck",
    "ConsentEnd",
    "Disclosure",
    "EmergencyAccess",
    "Enrolment",
    "EntrySideNote",
    "FamilyCode",
    "FamilyLink",
    "FamilyShare",
    "GroupSession",
    "Invitation",
    "KeyCorrection",
    "LateAnswer",
    "LearningEvent",
    "LiveAnswer",
    "LiveQuestion",
    "MinutesCorrection",
    "Mode",
    "ModuleProgress",
    "OutgoingMail",
    "Pathway",
    "PathwayChange",
    "Pause",
    "PersonKey",
    "PlanChange",
    "PolicyVersion",
    "PrivacyRequest",
    "Program",
    "ProgressReview",
    "Response",
    "RetentionRules",
    "RoleGrant",
    "SharedCount",
    "SharedSheet",
    "SignIn",
    "StaffNote",
    "StatedReason",
    "User",
    "WorksheetEntry",
]
