"""The rows of the curriculum: pages that editors write, the editions cut from them, and what they refer to by key."""

from courses.models.bank import BankQuestion
from courses.models.editions import Edition
from courses.models.modules import ModulePage
from courses.models.outlines import OutlineVersion
from courses.models.pages import ProgramPage, WeekPage
from courses.models.references import Misconception, Source
from courses.models.reviews import ClinicalReviewTask, ReviewedText

__all__ = [
    "BankQuestion",
    "ClinicalReviewTask",
    "Edition",
    "Misconception",
    "ModulePage",
    "OutlineVersion",
    "ProgramPage",
    "ReviewedText",
    "Source",
    "WeekPage",
]
