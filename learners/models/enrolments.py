"""A person's time in a cohort (one episode), with its pauses and the changes that staff made to the plan."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses import vocabulary
from learners.models.programs import Cohort


class Audience(models.TextChoices):
    PARTICIPANT = vocabulary.PARTICIPANT, _("participant")
    FAMILY = vocabulary.FAMILY, _("family member")


class Pathway(models.TextChoices):
    SUBSTANCE_USE = vocabulary.SUBSTANCE_USE, _("substance use")
    MENTAL_HEALTH = vocabulary.MENTAL_HEALTH, _("mental health")
    CO_OCCURRING = vocabulary.CO_OCCURRING, _("co-occurring")


class Enrolment(models.Model):
    """All that a person learns in one episode hangs here. `changed` is true when pauses or changes must be read for
    the plan.
    Once `restricted_at` is set, the facilitators of the cohort see the record and no other staff do.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    audience = models.CharField(_("track"), max_length=12, choices=Audience.choices, default=Audience.PARTICIPANT)
    pathway = models.CharField(_("pathway"), max_length=16, choices=Pathway.choices, blank=True)
    conditions = models.JSONField(_("conditions"), default=list, blank=True, help_text=_("Which electives apply."))
    starts_on = models.DateField(_("starts on"))
    joined_at_week = models.PositiveSmallIntegerField(_("week of the wheel at the start"), default=1)
    open_through_week = models.PositiveSmallIntegerField(_("open through week"), default=0)
    episode = models.PositiveSmallIntegerField(_("episode"), default=1)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    changed = models.BooleanField(default=False, editable=False)
    restricted_at = models.DateTimeField(_("restricted since"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "audience"], condition=models.Q(ended_on__isnull=True), name="one_running_enrolment"
            ),
            models.UniqueConstraint(fields=["person", "audience", "episode"], name="one_enrolment_an_episode"),
            models.CheckConstraint(
                condition=models.Q(audience=vocabulary.FAMILY, pathway="")
                | models.Q(audience=vocabulary.PARTICIPANT, pathway__in=vocabulary.PATHWAYS),
                name="pathway_fits_track",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Pause(models.Model):
    """From `first` until the day before `until`; open while `until` is empty.

    An extension shifts what has not opened just as a pause does, but the person is not away.
    """

    reason: str  # opened by learners.safekeeping.stated

    class Kind(models.TextChoices):
        PAUSE = "pause", _("pause")
        EXTENSION = "extension", _("more time")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="pauses")
    first = models.DateField()
    until = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PAUSE)
    sealed_reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=models.Q(until__isnull=True), name="one_open_pause"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("first")),
                name="pause_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.until or ''}"


class PlanChange(models.Model):
    """One change by staff to one module of one plan. Undone changes stay as history."""

    reason: str  # opened by learners.safekeeping.stated

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        SKIPPED = "skipped", _("skipped")
        MOVED = "moved", _("moved")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="plan_changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    module_key = models.UUIDField()
    opens_on = models.DateField(null=True, blank=True)
    sealed_reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "module_key"],
                condition=models.Q(undone_at__isnull=True),
                name="one_standing_change_a_module",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="skipped") | models.Q(opens_on__isnull=False), name="change_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.module_key}"
