"""What modules refer to by key or code: misconceptions that wrong answers stand for, and sources."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

KEY = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters and digits, with single dashes between words."))
CODE = RegexValidator(
    r"^[A-Z0-9][A-Z0-9-]{0,11}$", _("Use capital letters, digits and dashes, at most 12, as in TIP50.")
)


class Misconception(index.Indexed, models.Model):
    """Editions hold a copy of its words, so that people see a change from the next publication of a module on.

    Guides show it at once.
    """

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[KEY],
        help_text=_(
            "A short name in small letters, such as wait-and-see. Answers refer to it: do not change it later."
        ),
    )
    name = models.CharField(
        _("belief"),
        max_length=60,
        help_text=_("A neutral statement of what some people believe, at most 60 characters."),
    )
    reply = models.CharField(
        _("reply"), max_length=250, help_text=_("One line that answers it kindly. People see it after an answer.")
    )
    talking_point = models.TextField(
        _("talking point"),
        blank=True,
        help_text=_("Two or three sentences that a facilitator can say to the group, without pointing at anyone."),
    )

    loaded_checksum = models.CharField(max_length=64, blank=True, editable=False)  # of what the curriculum files said

    panels = [FieldPanel("key"), FieldPanel("name"), FieldPanel("reply"), FieldPanel("talking_point")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("key")]

    class Meta:
        verbose_name = _("misconception")
        verbose_name_plural = _("misconceptions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Source(index.Indexed, models.Model):
    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[CODE],
        help_text=_("A short code, such as TIP50. Modules refer to it."),
    )
    title = models.CharField(_("title"), max_length=300, help_text=_("Who wrote it, and its full title."))
    year = models.CharField(_("year"), max_length=60, blank=True, help_text=_("Such as 2009, or: 2018, updated 2021."))

    loaded_checksum = models.CharField(max_length=64, blank=True, editable=False)  # of what the curriculum files said

    panels = [FieldPanel("code"), FieldPanel("title"), FieldPanel("year")]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("code")]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"
