"""The bank of questions: what authors keep to use again. A module takes copies, so nothing of learners hangs here."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses import blocks, labels
from courses.blocks.quiz import as_json
from courses.quiz import QUESTION_KINDS


class BankQuestion(index.Indexed, models.Model):
    """`prompt` and `kind` repeat what stands in the block, for lists and search."""

    question = StreamField(
        blocks.QuizBlock(),
        verbose_name=_("question"),
        max_num=1,
        help_text=_("One question. The card that teaches it is chosen in the module that uses it."),
    )
    strand = models.CharField(
        _("strand"),
        max_length=24,
        choices=labels.STRANDS,
        blank=True,
        help_text=_("The thread of the program that it belongs to. It helps to find it again."),
    )
    origin = models.CharField(
        _("where it comes from"),
        max_length=120,
        blank=True,
        help_text=_("A module, a colleague, a file. Only what may be used: the sentences must be your own or free."),
    )
    prompt = models.CharField(_("question"), max_length=1_000, editable=False)
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    panels = [FieldPanel("question"), FieldPanel("strand"), FieldPanel("origin")]
    search_fields = [
        index.SearchField("prompt"),
        index.AutocompleteField("prompt"),
        index.FilterField("strand"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("question in the bank")
        verbose_name_plural = _("bank of questions")
        ordering = ["strand", "prompt", "pk"]

    def __str__(self) -> str:
        return self.prompt

    def save(self, *args: Any, **kwargs: Any) -> None:
        child = next(iter(self.question), None)
        self.kind = child.block_type if child else ""
        self.prompt = child.value["prompt"][:1_000] if child else ""
        super().save(*args, **kwargs)

    def left_to_do(self) -> str:
        """What keeps it from being published as it stands, in a sentence each; empty where it is whole."""
        child = next(iter(self.question), None)
        if child is None:
            return str(_("It holds no question."))
        problems = QUESTION_KINDS[child.block_type].problems(as_json(child.block_type, child.value, child.id))
        return " ".join(map(str, problems))
