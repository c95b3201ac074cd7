"""What a clinic sets for its site: names, phone numbers, crisis resources, and when an idle person is signed out."""

from typing import Any
from zoneinfo import available_timezones

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site

from cms import site

PHONE = RegexValidator(r"^[0-9+][0-9 ().*#+-]{2,29}$", _("Write a phone number, such as 1-800-555-0100."))
USUAL_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


def time_zones() -> list[tuple[Any, Any]]:
    """Choices: the usual ones of the United States first."""
    others = sorted(available_timezones() - set(USUAL_ZONES) - {"localtime", "Factory"})
    return [
        (_("United States"), [(zone, zone) for zone in USUAL_ZONES]),
        (_("Others"), [(zone, zone) for zone in others]),
    ]


def minutes(label: Any, default: int, help_text: Any) -> models.PositiveSmallIntegerField:
    bounds = [MinValueValidator(2), MaxValueValidator(120)]
    return models.PositiveSmallIntegerField(label, default=default, validators=bounds, help_text=help_text)


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting, ClusterableModel):
    """One row a site; `cms.site.facts()` is how everybody else reads it."""

    program_name = models.CharField(
        _("name of the program"), max_length=80, default="Groundwork", help_text=_("Stands on top of every page.")
    )
    sender_name = models.CharField(
        _("sender of mail"),
        max_length=60,
        default="Notices",
        help_text=_("Shown in a mailbox and on a locked phone. Choose a name that says nothing about treatment."),
    )
    day_phone = models.CharField(
        _("phone in the daytime"),
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text=_("The number of your front desk. It stands first wherever help is listed."),
    )
    after_hours_phone = models.CharField(
        _("phone after hours"),
        max_length=30,
        blank=True,
        validators=[PHONE],
        help_text=_("Only a number that a person answers at night. Leave it empty if there is none."),
    )
    after_hours_text = models.CharField(
        _("when nobody is there"),
        max_length=200,
        default="This site is not watched round the clock.",
        help_text=_("One plain sentence beside your numbers, such as: We answer on weekdays from 8 to 6."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="America/New_York",
        choices=time_zones,
        help_text=_("Where the program is. Days and times on public pages follow it; a group may have its own."),
    )
    leave_url = models.URLField(
        _("where “Leave quickly” goes"),
        default=site.LEAVE_URL,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("A harmless page that anybody might have open, such as the weather."),
    )
    staff_idle_minutes = minutes(
        _("staff: sign out after"), 15, _("Minutes without a click. Staff see other people's data, so keep it short.")
    )
    learner_idle_minutes = minutes(
        _("participants and families: sign out after"),
        30,
        _("Minutes without a click. What they typed is saved before."),
    )
    shared_idle_minutes = minutes(
        _("shared devices: sign out after"),
        10,
        _("Minutes, for people who said at sign-in that others use the device."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("program_name"),
                    FieldPanel("sender_name"),
                    FieldPanel("time_zone"),
                    FieldPanel("leave_url"),
                ],
                heading=_("Program"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("day_phone"), FieldPanel("after_hours_phone"), FieldPanel("after_hours_text")],
                        heading=_("Your own numbers"),
                    ),
                    HelpPanel(_("Call each number twice a year, then write the day under “last checked”.")),
                    InlinePanel("crisis_resources", heading=_("Crisis resources"), label=_("Resource"), min_num=1),
                ],
                heading=_("Help"),
            ),
            ObjectList(
                [
                    FieldPanel("staff_idle_minutes"),
                    FieldPanel("learner_idle_minutes"),
                    FieldPanel("shared_idle_minutes"),
                ],
                heading=_("Signing out"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("site settings")

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        site.forget_after_commit()

    @classmethod
    def facts_of_default_site(cls) -> site.SiteFacts:
        """Read everything fresh: five queries."""
        place = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        row = cls.objects.filter(site=place).first() if place else None
        settings = row or cls()
        values = {name: getattr(settings, name) for name in PLAIN_FACTS}
        resources = tuple(site.as_fact(r, r.last_checked) for r in row.crisis_resources.all()) if row else ()
        return site.SiteFacts(**values, crisis_resources=resources or site.built_in(), menu=_menu(place))


PLAIN_FACTS = (
    "program_name",
    "sender_name",
    "day_phone",
    "after_hours_phone",
    "after_hours_text",
    "time_zone",
    "leave_url",
    "staff_idle_minutes",
    "learner_idle_minutes",
    "shared_idle_minutes",
)


def _menu(place: Site | None) -> tuple[tuple[str, str], ...]:
    if not place:
        return ()
    pages = Page.objects.child_of(place.root_page).live().public().in_menu()
    return tuple((page.title, f"/{page.slug}/") for page in pages.only("title", "slug", "path", "depth"))
