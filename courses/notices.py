"""What the editor says above a module: that people have answered it, that a right answer changed, who reviewed it.

A yes or a no and the author's own words: no number and nothing else of learners.
"""

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from courses import edition_changes, freezing, frozen
from courses.checks.subject import Finding, warning
from courses.quiz import QUESTION_KINDS
from courses.signing import MAY_SIGN


class AnswersNotice(Panel):
    """Shown where records depend on the module."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("People have answered this"), "icon": "warning", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/answers_notice.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and has_answers(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            shown: dict[str, Any] = super().get_context_data(parent_context)
            return shown | {"keys": changed_keys(self.instance)}


class ReviewNotice(Panel):
    """How the review stands, for those who cannot sign and so see no fields of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("How it stands"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/review_notice.html"

        def is_shown(self) -> bool:
            return not self.request.user.has_perm(MAY_SIGN)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            shown: dict[str, Any] = super().get_context_data(parent_context)
            return shown | {"module": self.instance, "today": timezone.localdate()}


def has_answers(page: Any) -> bool:
    """Whether any record depends on an edition of it. One query for each kind of record; then remembered."""
    from courses import editions

    held: bool | None = page.__dict__.get("_has_answers")
    if held is None:
        held = page.__dict__["_has_answers"] = editions.in_use(page.translation_key)
    return held


def changed_keys(page: Any) -> list[tuple[int, str, str]]:
    """Number in the draft, right answer of the newest edition, right answer now, of each question whose key changed.

    Questions that are not whole are left out: an author is at work on them.
    """
    from courses import editions

    newest = editions.latest(page.translation_key, page.locale.language_code)
    if newest is None or not len(page.quiz):
        return []
    draft = frozen.read(freezing.freeze(page))
    sound = [one for one in draft.questions.values() if not QUESTION_KINDS[one["kind"]].problems(one)]
    if not sound:
        return []
    numbers = {own: number for number, own in enumerate(draft.questions, 1)}
    now = replace(draft, quiz={**(draft.quiz or {}), "questions": sound})
    changes = edition_changes.changed_keys(editions.content(newest), now)
    return [(numbers[one.place.owner], one.before or "", one.after or "") for one in changes]


def findings_of(page: Any) -> list[Finding]:
    """The same for the Checks panel, while the author writes. Nothing for a page that was never saved."""
    if not page.pk or not has_answers(page):
        return []
    words = _("It counts another answer as right than the newest edition: “%(before)s” before, “%(after)s” now.")
    return [
        warning("key-changed", "quiz", ("questions", number - 1), str(words % {"before": before, "after": after}))
        for number, before, after in changed_keys(page)
    ]
