"""A cohort's meetings: planned, held or called off, and who was there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment
from learners.models.programs import Cohort


class GroupSession(models.Model):
    """One meeting on one local day. A meeting on a usual day has no row before somebody plans, runs or calls it off.

    `held_on`, `starts_at` and `ends_at` are local to the cohort; `began_at` and `ended_at` are what really was.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("under way")
        HELD = "held", _("held")
        CALLED_OFF = "called-off", _("called off")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"))
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    module_key = models.UUIDField(null=True, blank=True)
    edition = models.ForeignKey("courses.Edition", on_delete=models.PROTECT, related_name="sessions", null=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(_("minutes of breaks"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "held_on"], name="one_session_a_day"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("began_at")),
                name="session_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.held_on}"


class Attendance(models.Model):
    """Append-only: a correction is a new row, and the newest of a person and session counts.

    `arrived_at` and `left_at` are local times, where they differ from the session's. `made_up_on` is the day on which a
    missed session was made up.
    """

    reason: str  # opened by learners.safekeeping.stated

    class Status(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        LEFT_EARLY = "left-early", _("left early")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")
        MADE_UP = "made-up", _("made up")

    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="attendance", db_index=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    status = models.CharField(max_length=12, choices=Status.choices)
    arrived_at = models.TimeField(null=True, blank=True)
    left_at = models.TimeField(null=True, blank=True)
    made_up_on = models.DateField(null=True, blank=True)
    taught_back = models.BooleanField(_("said it in own words"), default=False)
    sealed_reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["session", "enrolment", "-id"], name="newest_attendance")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.enrolment_id} {self.status}"
