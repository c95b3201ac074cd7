"""The checks, each with a module about which it alone has something to say."""

import copy

import pytest

from courses import checks
from courses.checks import prose
from courses.checks.subject import Card, Question, Subject
from courses.content_checks import TITLES

SENTENCES = "Dana walks to the shop on the corner. She buys bread and milk for her aunt. Then she goes home and rests. "
HARD = (
    "Psychopharmacological interventions necessitate interdisciplinary communication and individualized consideration. "
)
KINDLY = {"objectives": [1, 2], "card": "second", "misconception": None}


def option(name: str, text: str, correct: bool = False) -> dict:
    key = None if correct else "wait-and-see"
    return {"id": name, "text": text, "correct": correct, "misconception": key, "why": "It helps to call."}


def question(number: int, place: int = 0, **changes) -> dict:
    options = [option(name, f"She calls {name}.", at == place) for at, name in enumerate(("Ana", "Bea", "Cleo"))]
    prompt = "What is the best first step for her today?"
    return {"id": f"q{number}", "type": "single_choice", "prompt": prompt, **KINDLY, "options": options, **changes}


def text(words: str) -> dict:
    return {"block": "text", "text": words}


def card(name: str, *blocks: dict, objectives=(1, 2)) -> dict:
    return {"id": name, "title": "A title", "objectives": list(objectives), "blocks": [text(SENTENCES * 4), *blocks]}


def good() -> dict:
    """The data of a module about which there is nothing to say."""
    last = [{"block": "summary", "lines": ["One.", "Two.", "Three."]}, {"block": "teach-back", "prompt": "Tell Ana."}]
    return {
        "module": {
            "minutes": 15,
            "summary": "Say who to call.",
            "objectives": ["Name one number", "Say when to call"],
            "short_version": {"one_thing": "Call.", "steps": ["a", "b", "c"], "question": "Who?", "answer": "Ana."},
        },
        "cards": [
            card("first", {"block": "key-idea", "text": "You can call."}),
            card("second", {"block": "practice", "minutes": 12}),
            card("third"),
            card("fourth", *last),
        ],
        "quiz": {"pass_mark": 80, "questions": [question(number, number % 3) for number in range(5)]},
        "worksheet": {"title": "Mine", "intro": "This is private.", "fields": []},
        "guide": {
            "outline": [{"minutes": 45, "part": "All", "text": "Talk."}],
            "prompts": ["a?", "b?", "c?"],
            "misconceptions": ["wait-and-see", "cold-turkey-is-safe"],
        },
    }


def found(data: dict) -> list[tuple[str, str, tuple]]:
    return [(finding.rule, finding.part, finding.loc) for finding in checks.run(Subject(data))]


def test_there_is_nothing_to_say_of_a_good_module():
    assert found(good()) == []


def changed(change) -> dict:
    data = good()
    change(data)
    return data


def first(data):
    return data["cards"][0]


def ask(data):
    return data["quiz"]["questions"][1]


Q1 = ("questions", 1)
WRONGS = [
    ("reading-grade", "card 1", (), lambda d: d["cards"][1]["blocks"].append(text(HARD * 6))),
    ("reading-grade", "quiz", Q1, lambda d: ask(d).update(prompt=HARD)),
    ("reading-grade", "module", ("short_version",), lambda d: d["module"]["short_version"].update(answer=HARD * 3)),
    ("reading-grade", "worksheet", (), lambda d: d["worksheet"].update(intro=f"Private. {HARD * 3}")),
    ("question-harder", "quiz", Q1, lambda d: ask(d).update(prompt="What does an intensive outpatient program mean?")),
    (
        "person-first",
        "card 0",
        ("blocks", 0, "text"),
        lambda d: first(d)["blocks"][0].update(text=f"An addict. {SENTENCES * 4}"),
    ),
    ("person-first", "quiz", (*Q1, "options", 0, "why"), lambda d: ask(d)["options"][0].update(why="He is an addict.")),
    ("person-first", "guide", ("prompts", 0), lambda d: d["guide"]["prompts"].__setitem__(0, "Is he clean and sober?")),
    ("explanation", "quiz", (*Q1, "options", 0), lambda d: ask(d)["options"][0].update(why=" ")),
    ("no-correct-answer", "quiz", Q1, lambda d: ask(d)["options"][1].update(correct=False, misconception="x")),
    ("misconception", "quiz", (*Q1, "options", 0), lambda d: ask(d)["options"][0].update(misconception=None)),
    ("misconception", "quiz", Q1, lambda d: ask(d).update(type="match", pairs=[], options=None)),
    ("question-card", "quiz", Q1, lambda d: ask(d).update(card="")),
    ("pick-all", "quiz", (*Q1, "prompt"), lambda d: ask(d).update(type="multiple_choice")),
    ("longest-option", "quiz", Q1, lambda d: ask(d)["options"][1].update(text="She calls Bea, who lives next door.")),
    ("option-places", "quiz", ("questions",), lambda d: d["quiz"].update(questions=[question(n, 1) for n in range(5)])),
    ("alt-text", "card 1", ("blocks", 2), lambda d: d["cards"][1]["blocks"].append({"block": "image", "alt": ""})),
    ("transcript", "card 1", ("blocks", 2), lambda d: d["cards"][1]["blocks"].append({"block": "audio"})),
    ("description", "card 1", ("blocks", 2), lambda d: d["cards"][1]["blocks"].append({"block": "chain"})),
    ("typed-number", "card 1", (), lambda d: d["cards"][1]["blocks"].append(text("Call 1-800-662-4357."))),
    ("card-words", "card 1", (), lambda d: d["cards"][1].update(blocks=[text(SENTENCES)])),
    ("card-words", "card 1", (), lambda d: d["cards"][1].update(blocks=[text(SENTENCES * 12)])),
    ("key-idea", "card 0", (), lambda d: first(d)["blocks"].pop()),
    ("key-idea", "card 1", ("blocks", 2), lambda d: d["cards"][1]["blocks"].append({"block": "key-idea", "text": "x"})),
    ("summary", "card 3", (), lambda d: d["cards"][3]["blocks"].pop(1)),
    ("teach-back", "card 3", (), lambda d: d["cards"][3]["blocks"].pop()),
    ("part-missing", "module", (), lambda d: d.update(worksheet=None)),
    ("part-missing", "module", (), lambda d: d["module"].pop("short_version")),
    ("talk-together", "module", (), lambda d: d["module"].update(audience="family")),
    ("card-count", "module", (), lambda d: d["cards"].pop(2)),
    ("question-count", "quiz", ("questions",), lambda d: d["quiz"]["questions"].pop()),
    ("minutes", "module", ("minutes",), lambda d: d["module"].update(minutes=25)),
    ("minutes", "module", ("minutes",), lambda d: d["cards"][1]["blocks"].pop()),
    ("example-sets", "module", ("two_example_sets",), lambda d: d["module"].update(two_example_sets=True)),
    ("summary", "module", ("summary",), lambda d: d["module"].update(summary="word " * 26)),
    ("objective-taught", "module", ("objectives", 2), lambda d: d["module"]["objectives"].append("Do more")),
    ("objective-asked", "module", ("objectives", 2), lambda d: d["module"]["objectives"].append("Do more")),
    ("worksheet-private", "worksheet", ("intro",), lambda d: d["worksheet"].update(intro="Write.")),
    ("session-minutes", "guide", ("outline",), lambda d: d["guide"]["outline"][0].update(minutes=40)),
    ("prompts", "guide", ("prompts",), lambda d: d["guide"]["prompts"].pop()),
    ("guide-misconceptions", "guide", ("misconceptions",), lambda d: d["guide"]["misconceptions"].pop()),
    ("unfinished", "quiz", (*Q1, "prompt"), lambda d: ask(d).update(prompt="[to write] A short story")),
    ("unfinished", "card 1", ("title",), lambda d: d["cards"][1].update(title="Half [To write] done")),
    ("unfinished", "module", ("summary",), lambda d: d["module"].update(summary="[to write]")),
]


@pytest.mark.parametrize(("rule", "part", "loc", "change"), WRONGS)
def test_what_is_wrong_is_found_in_its_place(rule, part, loc, change):
    assert (rule, part, loc) in found(changed(change))


def test_every_rule_is_tried_here_and_has_a_title():
    told_by_notices = {"key-changed"}
    assert {rule for rule, *_ in WRONGS} | {"teach-back", "summary"} | told_by_notices == set(TITLES)


def test_a_message_says_what_to_do():
    data = changed(lambda d: d["cards"][1]["blocks"].append(text(HARD * 6)))
    message = checks.run(Subject(data))[0].message
    assert "at most 8, better 6" in message
    assert "Shorten first: “Psycho" in message.replace('"', "“")


def test_a_module_that_has_hardly_begun_can_be_checked():
    for data in ({}, {"module": None, "cards": None}, {"cards": [{}], "quiz": {"questions": [{}, None]}}):
        assert isinstance(found(data), list)


@pytest.mark.parametrize(
    "path", [("module", "summary"), ("cards", 0, "blocks", 0, "text"), ("quiz", "questions", 0), ("guide",)]
)
@pytest.mark.parametrize("value", [None, "", 7, [], {}, ["x"], {"a": None}])
def test_no_odd_value_upsets_the_checks(path, value):
    data = copy.deepcopy(good())
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = value
    found(data)


def test_words_are_counted_without_markup_names_of_files_and_settings():
    blocks = [
        text("One **two** [three](https://x.org)."),
        {"block": "story", "title": "Four", "for": "everyone", "text": "Five."},
    ]
    shown = prose.all_of_card(
        Card(0, {"title": "Zero", "blocks": [*blocks, {"block": "image", "file": "a.png", "alt": "six"}]})
    )
    assert shown.replace(".", "").split() == ["Zero", "One", "two", "three", "Four", "Five", "six"]
    assert (
        prose.of_question(Question(0, {"type": "match", "prompt": "A", "pairs": [{"left": "b", "right": "c"}]}))
        == "A\n\nb\n\nc"
    )
