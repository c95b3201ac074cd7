"""A module as StreamField data and back: the names and shapes that pages, editions and learners rely on."""

import json
from uuid import UUID

import pytest

from courses.files import building, ids
from courses.files.from_streams import FromStreams
from courses.files.reading import read
from courses.files.to_streams import ToStreams
from tests.courses.files.example import build

MEDIA = {"card.png": 5, "breath.mp3": 1, "naloxone.mp4": 2, "naloxone.vtt": 3, "card.pdf": 4}
NAMES = {("image" if name == "card.png" else "document", key): name for name, key in MEDIA.items()}


@pytest.fixture
def module(tmp_path):
    return read(build(tmp_path)).modules[0]


@pytest.fixture
def streams(module):
    made = ToStreams("p01", MEDIA)
    return json.loads(json.dumps(made.of(module.data()))), made.file_ids


def back(streams, file_ids, code="p01"):
    reader = FromStreams(code, file_ids, lambda kind, key: NAMES[kind, key])
    return {
        "cards": reader.cards(streams["cards"]),
        "questions": reader.questions(streams["quiz"]),
        "fields": reader.fields(streams["worksheet"]),
        "guide": reader.single(streams["guide"]),
        "short_version": reader.single(streams["short_version"]),
        "objectives": reader.texts(streams["objectives"]),
        "sources": reader.texts(streams["sources"]),
    }


def test_blocks_are_named_as_in_wagtail(streams):
    kinds = [block["type"] for card in streams[0]["cards"] for block in card["value"]["content"]]
    assert {"key_idea", "content_note", "crisis_numbers", "two_columns", "teach_back"} < set(kinds)
    assert not [kind for kind in kinds if "-" in kind]


def test_fields_are_named_as_in_wagtail(streams):
    content = {block["type"]: block["value"] for block in streams[0]["cards"][0]["value"]["content"]}
    assert content["story"] == {
        "title": "Dana calls",
        "pathway": "substance-use",
        "text": "<p>Dana <b>calls</b> her cousin.</p>",
    }
    assert content["video"]["file"] == 2
    assert content["compare"]["rows"][0]["value"][1]["value"] == "911"
    option = streams[0]["quiz"][0]["value"]["options"][1]
    assert option["value"] == {
        "text": "Wait.",
        "correct": False,
        "misconception": "wait-and-see",
        "explanation": "Hours matter.",
    }


def test_ids_come_from_code_and_file_ids(streams):
    question = streams[0]["quiz"][0]
    assert question["id"] == ids.block_id("p01", "question", "night-message")
    assert question["value"]["options"][0]["id"] == ids.block_id("p01", "question", "night-message", "call")
    assert question["value"]["card"] == streams[0]["cards"][0]["id"] == ids.block_id("p01", "card", "help-first")
    checklist = streams[0]["worksheet"][5]
    assert checklist["value"]["options"][1]["id"] == ids.block_id("p01", "field", "ticks", "b")
    assert streams[1][question["id"]] == "night-message"


def test_every_id_is_there_once(streams):
    found = []

    def collect(value):
        if isinstance(value, dict):
            found.extend([value["id"]] if "id" in value else [])
            [collect(part) for part in value.values()]
        elif isinstance(value, list):
            [collect(part) for part in value]

    collect(streams[0])
    assert len(found) == len(set(found)) > 100
    assert all(UUID(one) for one in found)


def test_nothing_is_lost_on_the_way_back(module, streams):
    again = back(*streams)
    data = {
        "module": {
            **module.data()["module"],
            **{name: again[name] for name in ("short_version", "objectives", "sources")},
        },
        "cards": again["cards"],
        "quiz": {"pass_mark": 80, "questions": again["questions"]},
        "worksheet": {**module.data()["worksheet"], "fields": again["fields"]},
        "guide": again["guide"],
    }
    made, problems = building.build(module.slug, data, module.media)
    assert problems == []
    assert made == module


def test_what_was_made_in_wagtail_keeps_its_uuids(streams):
    without_names = back(streams[0], {})
    assert without_names["questions"][0]["id"] == streams[0]["quiz"][0]["id"]
    assert without_names["questions"][0]["card"] == streams[0]["cards"][0]["id"]
    reloaded = ToStreams("p01", MEDIA)
    question = {**without_names["questions"][0], "misconception": None}
    assert reloaded._question(question)["id"] == streams[0]["quiz"][0]["id"]
    assert reloaded.file_ids == {}


def test_a_module_whose_code_was_changed_keeps_its_uuids(streams):
    """File ids stand for UUIDs only together with the code that they were made with."""
    assert back(*streams, code="p77")["questions"][0]["id"] == streams[0]["quiz"][0]["id"]


def test_what_an_author_has_not_finished_is_read_all_the_same(streams):
    cards = streams[0]["cards"]
    cards[0]["value"] = {"title": None, "objectives": None, "content": [{"type": "steps", "value": {"items": None}}]}
    streams[0]["quiz"][0]["value"]["options"] = []
    again = back(*streams)
    assert again["cards"][0]["blocks"] == [{"block": "steps", "items": ""}]
    assert again["questions"][0]["options"] == []
