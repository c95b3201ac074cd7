"""A small published curriculum in two weeks: a module with all kinds of everything, an elective, a family module.

`program()` makes it; `week` and `module` make more; `complete()` gives the fields of a module that has everything.
"""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from courses.models import Misconception, ModulePage, ProgramPage, Source, WeekPage

PATHWAYS = ["substance-use", "mental-health", "co-occurring"]
RULES = {"starter_pack": ["p01"], "pull_forward": {"alcohol": 1}, "elective_order": ["alcohol"]}
P = "<p>Let your shoulders drop. <b>Breathe out slowly.</b></p>"


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
        "objectives": [block("objective", "Name one sign")],
        "cards": [card("First", block("text", P)), card("Second", block("text", P))],
        "quiz": [single_choice("Dana feels an urge. What helps?")],
    }
    page = ModulePage(code=code, slug=code, live=live, **{**usual, **fields})
    page = week.add_child(instance=page)
    return publish(page) if live else page


def program() -> ProgramPage:
    """Week 1: p01 and f01 (everything, for participants and for family). Week 2: p04 and p09 (elective for alcohol)."""
    page = empty_program()
    first, second = week(page, 1), week(page, 2)
    module(first, "p01", **complete())
    module(first, "f01", **{**complete(), "audience": "family", "pairs_with": ["p01"]})
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


# --- raw StreamField data -------------------------------------------------------------------------------------------


def block(kind: str, value: Any, block_id: str = "") -> dict[str, Any]:
    return {"type": kind, "value": value, "id": block_id or str(uuid4())}


def items(*values: Any) -> list[dict[str, Any]]:
    return [block("item", value) for value in values]


def card(title: str, *content: dict[str, Any], objectives: tuple[int, ...] = (1,)) -> dict[str, Any]:
    return block("card", {"title": title, "objectives": list(objectives), "content": list(content)})


def labeled(*labels: str, **more: Any) -> list[dict[str, Any]]:
    return items(*({"label": label, "text": f"About {label.lower()}.", **more} for label in labels))


def diagrams() -> list[dict[str, Any]]:
    """One of each kind."""
    shapes = {kind: labeled("One", "Two", "Three") for kind in ("chain", "cycle", "wave", "ladder", "circles")}
    shapes["thermometer"] = items(*({"at": at, "label": f"At {at}", "text": ""} for at in (2, 8)))
    shapes["timeline"] = items(*({"when": f"Week {n}", "label": "Day", "text": "It goes on."} for n in (1, 2)))
    shapes["two_columns"] = items(*({"label": label, "points": items("One", "Two")} for label in ("Here", "There")))
    return [
        block(kind, {"title": f"A {kind}", "description": "What it shows.", "items": drawn})
        for kind, drawn in shapes.items()
    ]


def lessons() -> list[dict[str, Any]]:
    """One of each teaching block but diagrams."""
    story = {"title": "Leilani drives", "text": P}
    return [
        block("key_idea", {"text": "An urge is a wave."}),
        block("text", P),
        block("content_note", {"text": "The next part talks about a hard day."}),
        block("callout", {"kind": "warning", "title": "Do not stop alone", "text": P}),
        block("heading", "How it works"),
        block("story", {**story, "pathway": "everyone"}),
        block("story", {**story, "title": "Carl returned to use", "pathway": "substance-use"}),
        block("story", {**story, "title": "Amina could not sleep", "pathway": "mental-health"}),
        block(
            "steps",
            {"title": "Two steps", "items": items({"title": "Stop", "text": ""}, {"title": "Look", "text": "Round."})},
        ),
        block(
            "practice",
            {"title": "One breath", "minutes": 2, "text": P, "eyes_open": "Look at a cup.", "movement": "Walk slowly."},
        ),
        block(
            "compare",
            {
                "caption": "Two ways",
                "columns": items("What", "How"),
                "rows": items(items("Call", "By phone"), items("Text", "By hand")),
            },
        ),
        block("crisis_numbers", {"show": "first"}),
        block("summary", {"lines": items("One.", "Two.", "Three.")}),
        block("teach_back", {"prompt": "Tell somebody what an urge is."}),
    ]


def media() -> list[dict[str, Any]]:
    """Picture, sound, film and file, each stored."""
    return [
        block("image", {"file": picture().pk, "alt": "A hand holds a card", "caption": "It fits a wallet."}),
        block("audio", {"file": document("breath.mp3").pk, "title": "Three breaths", "transcript": P}),
        block(
            "video",
            {"file": document("film.mp4").pk, "title": "A film", "captions": document("film.vtt").pk, "transcript": P},
        ),
        block("download", {"file": document("card.pdf").pk, "title": "My card, to print"}),
    ]


def picture() -> Any:
    data = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(data, "PNG")
    return get_image_model().objects.create(title="A card", file=ImageFile(BytesIO(data.getvalue()), "card.png"))


def document(name: str) -> Any:
    return get_document_model().objects.create(title=name, file=ContentFile(b"content", name))


# --- questions and fields -------------------------------------------------------------------------------------------


def option(text: str, correct: bool = False) -> dict[str, Any]:
    return {
        "text": text,
        "correct": correct,
        "misconception": "" if correct else "wait-and-see",
        "explanation": f"Because of {text.lower()}.",
    }


def question(kind: str, prompt: str, **parts: Any) -> dict[str, Any]:
    return block(kind, {"prompt": prompt, "card": "", "objectives": [1], **parts})


def single_choice(prompt: str, card_id: str = "") -> dict[str, Any]:
    misconception()
    made = question(
        "single_choice", prompt, options=items(option("Watch it", True), option("Wait"), option("Fight it"))
    )
    made["value"]["card"] = card_id
    return made


def questions(card_id: str = "") -> list[dict[str, Any]]:
    """One of each kind."""
    told = [{"text": f"Step {n}", "explanation": f"It comes at place {n}."} for n in (1, 2, 3)]
    pairs = [{"left": f"Left {n}", "right": f"Right {n}", "explanation": "They fit."} for n in (1, 2, 3)]
    both = items(option("Call", True), option("Text", True), option("Wait"))
    return [
        single_choice("Dana feels an urge. What helps?", card_id),
        question("multiple_choice", "What helps Tomas? Pick all that fit.", options=both),
        question("true_false", "An urge lasts for ever.", options=items(option("True"), option("False", True))),
        question("put_in_order", "Put the steps in order.", misconception="wait-and-see", items=items(*told)),
        question("match", "Match them.", misconception="wait-and-see", pairs=items(*pairs)),
    ]


def fields() -> list[dict[str, Any]]:
    """One of each kind."""
    more = {
        "short_text": {},
        "long_text": {},
        "list": {"max_items": 3},
        "scale": {"low_label": "Not at all", "high_label": "Very"},
        "table": {"columns": items("When", "What helped"), "rows": 2},
        "checklist": {"options": items({"text": "Group"}, {"text": "Medical visit"})},
        "date": {},
        "contact": {},
    }
    return [block(kind, {"label": f"My {kind}", "help": "In your words.", **rest}) for kind, rest in more.items()]


def misconception(key: str = "wait-and-see") -> Misconception:
    words = {"name": "Waiting makes it pass", "reply": "Reaching out early helps.", "talking_point": "Many think so."}
    return Misconception.objects.get_or_create(key=key, defaults=words)[0]


def guide() -> dict[str, Any]:
    return {
        "purpose": "They leave with one step.",
        "materials": items("Pens"),
        "outline": items({"minutes": 45, "part": "Topic", "text": "Ask, then listen."}),
        "prompts": items("What would help?"),
        "misconceptions": items("wait-and-see"),
        "cautions": items("Do not ask for details."),
        "adapt": items("Online: type first."),
    }


def short_version() -> dict[str, Any]:
    steps = items("Notice it.", "Breathe.", "Let it pass.")
    return {"one_thing": "An urge passes.", "steps": steps, "question": "What would you do?", "answer": "Wait it out."}


def complete() -> dict[str, Any]:
    """Fields of a module with everything in it."""
    Source.objects.get_or_create(code="TIP50", defaults={"title": "A source", "year": "2009"})
    cards = [card("An urge is a wave", *lessons()), card("In pictures", *diagrams()), card("To see and hear", *media())]
    return {
        "title": "Riding the wave",
        "cards": cards,
        "quiz": questions(cards[0]["id"]),
        "worksheet_title": "My urge log",
        "worksheet_intro": "This is private unless you share it.",
        "feeds_plan": True,
        "worksheet": fields(),
        "short_version": [block("short_version", short_version())],
        "guide": [block("guide", guide())],
        "sources": [block("code", "TIP50")],
        "safety_note": "Watch for withdrawal.",
    }
