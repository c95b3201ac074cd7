"""The rows about people. No row points at a page: what was learned hangs on editions and on module keys."""

from learners.models.accounts import User
from learners.models.attempts import Attempt, LateAnswer, Response
from learners.models.enrolments import Audience, Enrolment, Pathway, Pause, PlanChange
from learners.models.programs import Cohort, Mode, Program
from learners.models.progress import LearningEvent, ModuleProgress
from learners.models.rights import AuditEvent, FamilyLink, RoleGrant
from learners.models.worksheets import EntrySideNote, WorksheetEntry

__all__ = [
    "Attempt",
    "Audience",
    "AuditEvent",
    "Cohort",
    "Enrolment",
    "EntrySideNote",
    "FamilyLink",
    "LateAnswer",
    "LearningEvent",
    "Mode",
    "ModuleProgress",
    "Pathway",
    "Pause",
    "PlanChange",
    "Program",
    "Response",
    "RoleGrant",
    "User",
    "WorksheetEntry",
]
