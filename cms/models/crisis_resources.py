"""A place that helps in a crisis: data that a clinic checks and edits, shown wherever help is listed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable

from cms import crisis, site


class CrisisResource(Orderable):
    """A place that helps in a crisis."""

    class Group(models.TextChoices):
        EMERGENCY = crisis.EMERGENCY, _("emergency")
        CRISIS = crisis.CRISIS, _("crisis lines")
        SUPPORT = crisis.SUPPORT, _("other help")
        FAMILY = crisis.FAMILY, _("groups for families")

    settings = ParentalKey("cms.SiteSettings", on_delete=models.CASCADE, related_name="crisis_resources")
    name = models.CharField(_("name"), max_length=80, help_text=_("As the place calls itself."))
    contact = models.CharField(
        _("how to reach it"),
        max_length=120,
        help_text=_("As a person reads it: Call or text 988, or chat at 988lifeline.org."),
    )
    phone = models.CharField(
        _("number to call"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"^[0-9+][0-9 ().*#+-]*$")],
        help_text=_("What a phone should dial. Leave it empty if one cannot call."),
    )
    text_to = models.CharField(
        _("number to text"),
        max_length=30,
        blank=True,
        validators=[RegexValidator(r"^[0-9+][0-9 -]*$")],
        help_text=_("Where a text message goes, such as 741741."),
    )
    url = models.URLField(
        _("web page"),
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("Beginning with https://. For a chat, the page where it starts."),
    )
    note = models.CharField(
        _("for whom and when"),
        max_length=160,
        blank=True,
        help_text=_("One short line, such as: For veterans, at any hour."),
    )
    group = models.CharField(
        _("kind"), max_length=12, choices=Group.choices, default=Group.CRISIS, help_text=_("What it is for, above all.")
    )
    first = models.BooleanField(
        _("first"), default=False, help_text=_("Shown in the short list on lessons. Keep it to two or three.")
    )
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody called it to see that it works."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("contact"),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("text_to"), FieldPanel("url")], heading=_("Links")),
        FieldPanel("note"),
        FieldPanel("group"),
        FieldPanel("first"),
        FieldPanel("last_checked"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("crisis resource")
        verbose_name_plural = _("crisis resources")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not (self.phone or self.text_to or self.url):
            raise ValidationError({"phone": _("Give a number to call, a number to text, or a web page.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        site.forget_after_commit()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        site.forget_after_commit()
        return deleted
