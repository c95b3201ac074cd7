"""What the checks say of a module, shown in the Checks panel while its author writes. They run on the preview."""

from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem

from courses import checking, notices
from courses.checks.subject import Finding
from courses.files.explain import Trouble, spoken
from courses.models import ModulePage

MOST = 60  # as in content-checks.js
NOWHERE = "nowhere"
TITLES = {
    "alt-text": _("A picture without words"),
    "card-count": _("Number of cards"),
    "card-words": _("Length of a card"),
    "description": _("A picture without words"),
    "example-sets": _("A story for each pathway"),
    "explanation": _("An explanation is missing"),
    "guide-misconceptions": _("Facilitator guide"),
    "key-changed": _("Another answer is right now"),
    "key-idea": _("Key idea"),
    "longest-option": _("A correct answer stands out"),
    "minutes": _("Minutes"),
    "misconception": _("A misconception is missing"),
    "no-correct-answer": _("No correct answer"),
    "objective-asked": _("An objective is not asked for"),
    "objective-taught": _("An objective is not taught"),
    "option-places": _("Correct answers stand in one place"),
    "part-missing": _("A part is missing"),
    "person-first": _("Person-first words"),
    "pick-all": _("Say that several may be right"),
    "prompts": _("Facilitator guide"),
    "question-card": _("No card teaches this question"),
    "question-count": _("Number of questions"),
    "question-harder": _("A question harder to read than its card"),
    "reading-grade": _("Hard to read"),
    "session-minutes": _("Facilitator guide"),
    "summary": _("Summary"),
    "talk-together": _("Talk about it together"),
    "teach-back": _("Teach-back"),
    "transcript": _("A recording without words"),
    "unfinished": _("Still to be written"),
    "typed-number": _("A telephone number is typed"),
    "worksheet-private": _("Privacy of the worksheet"),
}


class CurriculumCheckerItem(ContentCheckerItem):
    """Wagtail's own checks, and ours. The panel asks once, the preview again and again: so both know the same rules."""

    def __init__(self, page: ModulePage, in_editor: bool = False) -> None:
        super().__init__(in_editor=in_editor)
        self.found = [] if in_editor else [*notices.findings_of(page), *checking.findings_of(page)][:MOST]
        self.places = [*map(_place, self.found), *[""] * (MOST - len(self.found))]

    @property
    def media(self) -> Media:
        return Media(js=["courses/content-checks.js"])

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*super().get_axe_run_only(request), *map(_rule, range(MOST))]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[dict[str, Any]]:
        rules = [
            {"id": _rule(number), "selector": f"h1, #{place or NOWHERE}", "any": [_rule(number)], "enabled": True}
            for number, place in enumerate(self.places)
        ]
        return [*super().get_axe_custom_rules(request), *rules]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[dict[str, Any]]:
        checks = [{"id": _rule(number), "options": {"at": place}} for number, place in enumerate(self.places)]
        return [*super().get_axe_custom_checks(request), *checks]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Any]:
        messages = {_rule(number): _message(finding) for number, finding in enumerate(self.found)}
        return super().get_axe_messages(request) | messages


def _rule(number: int) -> str:
    return f"curriculum-{number}"


def _message(finding: Finding) -> dict[str, Any]:
    where = spoken(finding.part, Trouble(finding.loc, finding.message))
    return {"error_name": TITLES.get(finding.rule, finding.rule), "help_text": where}


def _place(finding: Finding) -> str:
    """The id of the element in the preview (templates/courses/module_page.html) that shows what is spoken of."""
    if finding.loc[:1] == ("talk_together",):
        return "talk"
    kind, _space, number = finding.part.partition(" ")
    if number:
        return f"card-{int(number) + 1}"
    name = {"quiz": "question", "worksheet": "field"}.get(kind)
    at = finding.loc[1] if len(finding.loc) > 1 else None
    return f"{name}-{at + 1}" if name and isinstance(at, int) else NOWHERE


@hooks.register("construct_wagtail_userbar")
def check_the_curriculum(request: HttpRequest, items: list[Any], page: Any) -> None:
    if isinstance(page, ModulePage):
        items[:] = [
            CurriculumCheckerItem(page, item.in_editor) if isinstance(item, ContentCheckerItem) else item
            for item in items
        ]
