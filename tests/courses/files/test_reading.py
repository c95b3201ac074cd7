"""Reading a curriculum folder: what is in it, and every mistake with its file, line and a sentence that helps."""

import pytest

from courses.files.problems import CurriculumProblems
from courses.files.reading import read
from tests.courses.files.example import FILES, P01, build


def problems(folder) -> list[str]:
    with pytest.raises(CurriculumProblems) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_curriculum_is_read(tmp_path):
    program = read(build(tmp_path))
    assert [module.code for module in program.modules] == ["p01", "p12"]
    module = program.modules[0]
    assert module.slug == "help-first"
    assert [card.id for card in module.cards] == ["help-first", "pictures"]
    assert [question.type for question in module.quiz.questions] == [
        "single_choice",
        "multiple_choice",
        "true_false",
        "put_in_order",
        "match",
    ]
    assert {media.name for media in module.media} == {
        "breath.mp3",
        "card.pdf",
        "card.png",
        "naloxone.mp4",
        "naloxone.vtt",
    }
    assert program.settings.rules.due_within_hours == {"p02": 48}


def test_cards_stand_in_the_order_of_their_numbers(tmp_path):
    name = f"{P01}/cards/1-help-first.md"
    folder = build(tmp_path, **{name: None, f"{P01}/cards/10-help-first.md": FILES[name]})
    assert [card.id for card in read(folder).modules[0].cards] == ["pictures", "help-first"]


def test_an_empty_line_in_a_folded_text_begins_a_paragraph(tmp_path):
    callout = read(build(tmp_path)).modules[0].cards[0].blocks[4]
    assert callout.text == "Talk to a nurse first.\n\nThen go on."


def test_a_module_without_questions_homework_or_guide_is_read(tmp_path):
    assert read(build(tmp_path)).modules[1].quiz is None


def test_a_module_knows_where_its_parts_stand(tmp_path):
    module = read(build(tmp_path)).modules[0]
    place = module.places["quiz"]
    assert (place.path, place.line("questions", 1, "prompt")) == (f"{P01}/quiz.yaml", 15)
    assert module.places["card 0"].line("blocks", 4, "title") == 19


CARD, QUIZ, MODULE = f"{P01}/cards/1-help-first.md", f"{P01}/quiz.yaml", f"{P01}/module.yaml"
SHEET, GUIDE = f"{P01}/worksheet.yaml", f"{P01}/guide.yaml"
FIRST_LINE = ""
NURSE = "text: >-\n  Talk to a nurse first.\n\n  Then go on."
# file, what is changed to what, a text on the line that is told (as changed, unless said), what is told
MISTAKES = [
    (MODULE, "minutes: 15", "minutes: '15'", None, "Write a whole number here"),
    (MODULE, "minutes: 15", "minuts: 15", None, "`minuts` is not known here. Do you mean `minutes`?"),
    (MODULE, "minutes: 15", "minuts: 15", FIRST_LINE, "`minutes` is missing here."),
    (MODULE, "minutes: 15", "week: 1\nminutes: 15", "week: 1\nminutes", "'week' is given twice"),
    (MODULE, "two_example_sets: true", "two_example_sets: yes", None, "Write true or false here"),
    (MODULE, "week: 1", "week: 0", None, "The smallest number here is 1."),
    (MODULE, "week: 1", "week: 3", None, "The program has 2 weeks."),
    (MODULE, "strand: relapse-prevention", "strand: relapse", None, "Choose one of 'conditions'"),
    (MODULE, 'title: "Help first: who to call"', "title: Help first: who", None, "in quotes"),
    (MODULE, "code: p01", "code: P01", None, "A code is a lower-case letter"),
    (MODULE, "code: p01", "code: p02", None, "but the folder is named p01-help-first"),
    (MODULE, "elective_for: null", "elective_for: opioids", "required_for", "Say for whom the module is"),
    (MODULE, "pairs_with: []", "pairs_with: [p02]", None, "Only a family module"),
    (MODULE, "[Notice., Call., Stay.]", "[Notice., Call.]", None, "At least 3 are wanted here, not 2."),
    (MODULE, "- Name three numbers", "- ''", None, "Write something here."),
    (MODULE, "skill: Calling early", f"skill: {'early ' * 20}", None, "This has 119 characters; at most 90 fit."),
    (MODULE, "sources: [TIP50]", "sources: [TIP50, TIP51]", None, "There is no source TIP51 in sources.yaml."),
    (MODULE, 'reviewed_on: ""', "reviewed_on: 2027-02-30", None, "Write the date as year-month-day"),
    (CARD, "## When", "# When", None, "A heading begins with ##"),
    (CARD, "```story", "```storey", None, "There is no block `storey`. Do you mean `story`?"),
    (CARD, "```story", "```Story", None, "A fenced block needs a name"),
    (CARD, "```key-idea", "```text", None, "Write text without a fence"),
    (CARD, "for: substance-use", "for: everybody", None, "Choose one of 'everyone'"),
    (CARD, "for: substance-use", "pathway: everyone", None, "`pathway` is not known here."),
    (CARD, '{title: Call, text: ""}', "{title: Call}", None, "`text` is missing here."),
    (CARD, "You do not", "You <b>do</b> not", None, "HTML is not supported"),
    (CARD, "- one *thing*", "- one\n  - two", "  - two", "A list inside a list is not supported"),
    (CARD, "https://988lifeline.org", "javascript:alert(1)", None, "A link must begin with https://"),
    (CARD, NURSE, "text: |\n  Talk.\n\n  <i>Go</i>.", "<i>Go", "HTML is not supported"),
    (CARD, '[Dark thoughts, ""]', "[Dark thoughts]", None, "as many cells as there are columns: 2, not 1"),
    (
        CARD,
        "file: card.png",
        "file: ../../etc/passwd.png",
        None,
        "Give the name of a file in the module's media folder",
    ),
    (CARD, "file: card.png", "file: /etc/card.png", None, "Give the name of a file in the module's media folder"),
    (CARD, "file: card.png", "file: card.gif", None, "ending in .jpg, .jpeg, .png, .webp, .avif"),
    (CARD, "file: card.png", "file: other.png", None, "There is no file 'other.png' in the media folder"),
    (CARD, "alt: A hand holds a card", 'alt: ""', None, "Write something here."),
    (
        CARD,
        "objectives: [1]",
        "objectives: [1, 3]",
        None,
        "The objectives of the module are numbered 1 to 2; 3 is none.",
    ),
    (CARD, "id: help-first", "id: Help First", None, "An id is made of lower-case letters"),
    (CARD, "id: help-first", "id: pictures", None, "Two cards have the id 'pictures'."),
    (CARD, "---\nid", "id", FIRST_LINE, "The file must begin with front matter"),
    (CARD, "title: Help comes first", "title: Help comes first\nblocks: []", "blocks:", "`blocks` is not known here"),
    (CARD, "```key-idea\ntext:", "```key-idea\nblock: story\ntext:", "block: story", "`block` is not known here"),
    (QUIZ, "correct: true, why: They help.", "why: They help.", None, "A wrong option names a misconception"),
    (QUIZ, "misconception: wait-and-see, why: Hours", "correct: true, why: Hours", "options:", "Exactly one option"),
    (QUIZ, ", why: They help.", "", "id: call,", "`why` is missing here."),
    (QUIZ, "why: They help.", 'why: ""', None, "Write something here."),
    (QUIZ, "text: Wait.", "text: Call 988.", "id: wait", "The text stands here twice: 'call 988.'"),
    (QUIZ, "id: wait", "id: call, ", "id: call, ,", "is not right here"),
    (QUIZ, "id: wait", "id: call", "text: Wait.", "The id stands here twice: 'call'."),
    (
        QUIZ,
        "id: both",
        "id: night-message",
        "id: night-message\n    type: multiple_choice",
        "The id stands here twice: 'night-message'.",
    ),
    (QUIZ, "card: help-first", "card: help", None, "There is no card 'help' in this module. There are: help-first,"),
    (QUIZ, "misconception: wait-and-see", "misconception: wait", None, "There is no misconception 'wait' in"),
    (QUIZ, "type: match", "type: matching", None, "There is no type `matching`. Do you mean `match`?"),
    (QUIZ, 'id: "true"', "id: yes", None, 'The two options have the ids "true" and "false"'),
    (QUIZ, 'id: "true"', "id: true", None, 'Put it in quotes: "true".'),
    (QUIZ, 'right: "988"', 'right: "911"', "left: Dark thoughts", "The text stands here twice"),
    (SHEET, "max_items: 5", "max_items: 11", None, "The largest number here is 10."),
    (SHEET, "type: date", "type: day", None, "There is no type `day`."),
    (GUIDE, "minutes: 10", "minutes: ten", None, "Write a whole number here"),
    ("program.yaml", "number: 2", "number: 3", None, "Weeks are numbered from 1 without a gap"),
    ("program.yaml", "opioids: 1", "opiods: 1", None, "Choose one of 'alcohol'"),
    ("misconceptions.yaml", "wait-and-see:", "Wait_and_see:", None, "A key is made of lower-case letters"),
    ("misconceptions.yaml", "Waiting makes it pass", "w" * 61, None, "At most 60 characters fit here."),
    ("sources.yaml", "TIP50:", "tip 50:", None, "A source code is made of capital letters"),
    ("sources.yaml", "TIP50: ", "TIP50: &a ", None, "& and * are not supported"),
    ("sources.yaml", 'year: "2009"', "year: 2009", None, 'Put it in quotes: "2009".'),
]


@pytest.mark.parametrize(("name", "old", "new", "at", "message"), MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path, name, old, new, at, message):
    text = FILES[name].replace(old, new, 1)
    assert text != FILES[name]
    line = text[: text.index(new if at is None else at)].count("\n") + 1
    found = problems(build(tmp_path, **{name: text}))
    assert any(problem.startswith(f"{name}:{line}: ") and message in problem for problem in found), (line, found)


def test_all_mistakes_are_told_at_once(tmp_path):
    changes = {name: FILES[name].replace(old, new, 1) for name, old, new, *_ in MISTAKES if name not in (CARD, QUIZ)}
    changes[CARD] = FILES[CARD].replace("```story", "```storey").replace("for: substance-use", "")
    changes[QUIZ] = FILES[QUIZ].replace(", why: They help.", "").replace("type: match", "type: matching")
    found = problems(build(tmp_path, **changes))
    assert len({problem.split(":")[0] for problem in found}) == len(changes)
    assert len(found) >= len(changes) + 1


def test_two_modules_do_not_share_a_place_or_a_code(tmp_path):
    twin = {name.replace(P01, "p01-twin"): content for name, content in FILES.items() if name.startswith(P01)}
    found = problems(build(tmp_path, **twin))
    assert any("Another module has the code 'p01', too." in problem for problem in found)
    assert any("week 1, slot 1" in problem for problem in found)
