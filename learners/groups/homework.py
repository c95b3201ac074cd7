"""Homework between two sessions: whether a sheet is written, done or talked about. Never what stands on it."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from courses.map import ModuleOutline
from learners.learning.progress import recording
from learners.models import Enrolment, LearningEvent, ModuleProgress, User
from learners.planning.assigned import Row

WORDS = {
    "talked-about": _("talked about"),
    "done": _("done"),
    "written": _("begun"),
    "to-do": _("to do"),
    "later": _("not open yet"),
}
MARKS = {"talked-about": "done", "done": "done", "written": "under-way", "to-do": "open", "later": "upcoming"}


def status(module: ModuleOutline, row: ModuleProgress | None) -> str:
    """A key of WORDS; empty where the module has no worksheet."""
    return _of_progress(row) if module.worksheet_title else ""


def state(row: Row | None) -> str:
    """The same for a row of the person's plan, or for none where the module is not in it."""
    return "later" if row is None or not row.can_open else _of_progress(row.progress)


def _of_progress(progress: ModuleProgress | None) -> str:
    if progress is None:
        return "to-do"
    if progress.worksheet_discussed_at:
        return "talked-about"
    if progress.worksheet_finished_at:
        return "done"
    return "written" if progress.worksheet_saved_at else "to-do"


def discuss(enrolment: Enrolment, module_key: UUID, *, by: User, now: datetime) -> bool:
    """The group, or the facilitator with the person, has talked about the sheet. Says whether that is new."""
    with recording(enrolment, module_key, now=now, by=by) as recorder:
        is_new = recorder.row is None or recorder.row.worksheet_discussed_at is None
        if is_new:
            recorder.add(LearningEvent.Kind.WORKSHEET_DISCUSSED)
    return is_new
