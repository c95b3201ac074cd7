"""When a person stands on the list of those who may need a word, and what staff said about it. Rules, never a score."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment
from learners.models.following import StaffNote
from learners.models.programs import Program


def _most(number: int) -> list[MaxValueValidator]:
    return [MaxValueValidator(number)]


class AttentionRules(models.Model):
    """One row a program; 0 turns a rule off. A program without a row has the defaults."""

    program = models.OneToOneField(Program, on_delete=models.PROTECT, related_name="attention_rules")
    quiet_days = models.PositiveSmallIntegerField(
        _("nothing opened for"), default=7, validators=_most(60), help_text=_("Days. 0 turns this rule off.")
    )
    missed_sessions = models.PositiveSmallIntegerField(
        _("sessions missed in a row"),
        default=2,
        validators=_most(20),
        help_text=_("Absent or excused, and not made up. 0 turns this rule off."),
    )
    failed_attempts = models.PositiveSmallIntegerField(
        _("check-ins tried without passing"),
        default=2,
        validators=_most(20),
        help_text=_("Tries of one module, none of them passed yet. 0 turns this rule off."),
    )
    safety_hours = models.PositiveSmallIntegerField(
        _("safety plan not done after"),
        default=48,
        validators=_most(336),
        help_text=_("Hours after the start, for the module that the program wants first. 0 turns this rule off."),
    )
    reviews = models.BooleanField(
        _("review date passed"), default=True, help_text=_("A day for a progress review has passed.")
    )

    class Meta:
        verbose_name = _("attention rules")
        verbose_name_plural = _("attention rules")

    def __str__(self) -> str:
        return str(self.program_id)


class Acknowledgement(models.Model):
    """Append-only: somebody has seen this reason. `about` names the facts (a module, a day), so that new facts put the
    person back on the list.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="acknowledgements")
    rule = models.CharField(max_length=24)
    about = models.CharField(max_length=80)
    note = models.ForeignKey(StaffNote, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.rule}"
