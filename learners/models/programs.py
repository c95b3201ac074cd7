"""A program of the clinic, and its cohorts: the groups that meet on certain days in a certain time zone."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one like America/Chicago."), params={"name": name}
        )


class Mode(models.TextChoices):
    OWN_CLOCK = "own-clock", _("own clock: week 1 starts the day a person joins")
    WHEEL = "wheel", _("wheel: the group has a calendar of weeks 1 to 12, and a person joins at the current week")


class Program(models.Model):
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    curriculum_key = models.UUIDField(_("curriculum"), help_text=_("Which program of the site it teaches."))

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """`days` holds weekdays, Monday = 0. Times are local to `time_zone`. `wheel_starts_on` is a day on which week 1
    begins.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120, help_text=_("A neutral name, such as Evening group."))
    days = models.JSONField(_("days"), default=list, help_text=_("Weekdays on which the group meets, Monday is 0."))
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"))
    time_zone = models.CharField(
        _("time zone"), max_length=64, validators=[check_time_zone], help_text=_("For example America/Chicago.")
    )
    mode = models.CharField(_("calendar"), max_length=12, choices=Mode.choices, default=Mode.OWN_CLOCK)
    wheel_starts_on = models.DateField(
        _("week 1 begins on"), null=True, blank=True, help_text=_("For a wheel: any day on which its week 1 begins.")
    )
    for_families = models.BooleanField(
        _("for families"), default=False, help_text=_("Family members learn here, each on their own calendar.")
    )
    is_open = models.BooleanField(_("meets now"), default=True)

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(mode=Mode.WHEEL) | models.Q(wheel_starts_on__isnull=False), name="wheel_has_a_start"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not isinstance(self.days, list) or not all(isinstance(day, int) and 0 <= day <= 6 for day in self.days):
            raise ValidationError({"days": _("Write weekdays as numbers from 0 (Monday) to 6 (Sunday).")})
        if self.mode == Mode.WHEEL and self.wheel_starts_on is None:
            raise ValidationError({"wheel_starts_on": _("A wheel needs a day on which its week 1 begins.")})

    @property
    def meets(self) -> str:
        """ "Mon, Wed, Fri, 6 to 9 p.m.": days and local times."""
        if not self.days:
            return str(_("no meetings"))
        days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in sorted(self.days))
        return _("%(days)s, %(start)s to %(end)s") % {
            "days": days,
            "start": time_format(self.starts_at, "P"),
            "end": time_format(self.ends_at, "P"),
        }

    @property
    def shows_restricted(self) -> bool:
        """Whether who asked for this cohort leads it; see learners/privacy/restriction.py."""
        return getattr(self, "led_by_asker", False)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self, now: datetime) -> date:
        """The local date of the group at this instant."""
        return now.astimezone(self.zone).date()
