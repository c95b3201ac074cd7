"""Where each worksheet stands, without a word of what is written on it, and that it was talked about."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from courses.map import ModuleOutline
from learners.models import Enrolment, LearningEvent, ModuleProgress, User
from learners.progress import recording

TO_DO, WRITTEN, DONE, TALKED_ABOUT = "to-do", "written", "done", "talked-about"
WORDS = {
    TO_DO: _("to do"),
    WRITTEN: _("begun"),
    DONE: _("done"),
    TALKED_ABOUT: _("talked about"),
}


def status(module: ModuleOutline, row: ModuleProgress | None) -> str:
    """Empty where the module has no worksheet."""
    if not module.worksheet_title:
        return ""
    if row is None:
        return TO_DO
    if row.worksheet_discussed_at:
        return TALKED_ABOUT
    if row.worksheet_finished_at:
        return DONE
    return WRITTEN if row.worksheet_saved_at else TO_DO


def discuss(enrolment: Enrolment, module: ModuleOutline, *, by: User, now: datetime) -> bool:
    """Say that the worksheet was talked about, in group or alone. Says whether that was new."""
    with recording(enrolment, module.key, now=now, by=by) as recorder:
        new = recorder.row is None or recorder.row.worksheet_discussed_at is None
        if new:
            recorder.add(LearningEvent.Kind.WORKSHEET_DISCUSSED)
    return new
