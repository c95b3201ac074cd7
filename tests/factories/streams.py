"""Raw StreamField data of a module: one of each teaching block, diagram, question kind and field kind."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import Misconception

P = "<p>Let your shoulders drop. <b>Breathe out slowly.</b></p>"


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


def talk_together(opening: str = "What makes a day good for each of you?") -> dict[str, Any]:
    return {"opening": opening, "follow_ups": items("Which part of it could you both do soon?")}
