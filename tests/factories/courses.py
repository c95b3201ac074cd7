"""A small published curriculum in two weeks: a module with all kinds of everything, an elective, a family module.

`program()` makes it; `week` and `module` make more; `complete()` gives the fields of a module that has everything.
"""

from typing import Any
from uuid import UUID, uuid4

from wagtail.models import Page, Site

from courses.models import ModulePage, ProgramPage, Source, WeekPage
from tests.factories import streams

PATHWAYS = ["substance-use", "mental-health", "co-occurring"]
RULES = {"starter_pack": ["p01"], "pull_forward": {"alcohol": 1}, "elective_order": ["alcohol"]}


def publish(page: Page) -> Any:
    """As an editor does: a revision, and then its publication."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def page_of(module_key: UUID) -> ModulePage:
    return ModulePage.objects.get(translation_key=module_key)


# --- pages ----------------------------------------------------------------------------------------------------------


def empty_program(title: str = "The program", **fields: Any) -> ProgramPage:
    home = Site.objects.get(is_default_site=True).root_page
    page = ProgramPage(title=title, slug=f"program-{uuid4().hex[:8]}", rules=RULES, **fields)
    return publish(home.add_child(instance=page))


def week(program: ProgramPage, number: int, **fields: Any) -> WeekPage:
    fields = {"title": f"Theme {number}", "summary": f"What week {number} is about.", **fields}
    return publish(program.add_child(instance=WeekPage(number=number, slug=f"week-{number}", **fields)))


def module(week: WeekPage, code: str, live: bool = True, **fields: Any) -> ModulePage:
    usual = {
        "title": f"Module {code}",
        "summary": "What it is for.",
        "skill": "One skill",
        "strand": "triggers",
        "required_for": [] if fields.get("elective_for") or fields.get("audience") == "family" else PATHWAYS,
        "objectives": [streams.block("objective", "Name one sign")],
        "cards": [
            streams.card("First", streams.block("text", streams.P)),
            streams.card("Second", streams.block("text", streams.P)),
        ],
        "quiz": [streams.single_choice("Dana feels an urge. What helps?")],
    }
    page = ModulePage(code=code, slug=code, live=live, **{**usual, **fields})
    page = week.add_child(instance=page)
    return publish(page) if live else page


def program() -> ProgramPage:
    """Week 1: p01 and f01 (everything, for participants and for family). Week 2: p04 and p09 (elective for alcohol)."""
    page = empty_program()
    first, second = week(page, 1), week(page, 2)
    module(first, "p01", **complete())
    talk = [streams.block("talk_together", streams.talk_together())]
    module(first, "f01", **complete(), audience="family", pairs_with=["p01"], talk_together=talk)
    module(second, "p04")
    module(second, "p09", elective_for="alcohol", slot=2)
    return page


def large_program(modules: int) -> ProgramPage:
    """`modules` participants' modules, three in each week."""
    page = empty_program()
    weeks = {number: week(page, number) for number in range(1, (modules + 2) // 3 + 1)}
    for place in range(modules):
        module(weeks[place // 3 + 1], f"p{place + 1:02}", slot=place % 3 + 1)
    return page


def turn_the_key_round(module_key: UUID) -> ModulePage:
    """Publish the module with another right answer to every question, and the same ids."""
    page = page_of(module_key)
    page.quiz = [turned(question) for question in page.quiz.get_prep_value()]
    return publish(page)


def turned(question: dict[str, Any]) -> dict[str, Any]:
    value = question["value"]
    if "items" in value:
        value["items"].reverse()
    elif "pairs" in value:
        rights = [pair["value"]["right"] for pair in value["pairs"]]
        for pair, right in zip(value["pairs"], rights[1:] + rights[:1], strict=True):
            pair["value"]["right"] = right
    else:
        marks = [option["value"]["correct"] for option in value["options"]]
        for option, correct in zip(value["options"], marks[1:] + marks[:1], strict=True):
            option["value"]["correct"] = correct
            option["value"]["misconception"] = "" if correct else "wait-and-see"
    return question


def complete() -> dict[str, Any]:
    """Fields of a module with everything in it."""
    Source.objects.get_or_create(code="TIP50", defaults={"title": "A source", "year": "2009"})
    cards = [
        streams.card("An urge is a wave", *streams.lessons()),
        streams.card("In pictures", *streams.diagrams()),
        streams.card("To see and hear", *streams.media()),
    ]
    return {
        "title": "Riding the wave",
        "cards": cards,
        "quiz": streams.questions(cards[0]["id"]),
        "worksheet_title": "My urge log",
        "worksheet_intro": "This is private unless you share it.",
        "feeds_plan": True,
        "worksheet": streams.fields(),
        "short_version": [streams.block("short_version", streams.short_version())],
        "guide": [streams.block("guide", streams.guide())],
        "sources": [streams.block("code", "TIP50")],
        "safety_note": "Watch for withdrawal.",
    }
