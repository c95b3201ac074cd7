"""Finding modules by their words: only among those that are asked for, the best first, at a fixed price."""

import pytest

from courses import finding, outline, terms
from tests.factories import courses as make
from tests.factories import streams

pytestmark = pytest.mark.django_db


@pytest.fixture
def week():
    return make.week(make.empty_program(), 1)


def module(week, code, text="", **fields):
    cards = [streams.card("Card", streams.block("text", f"<p>{text or 'Nothing of note stands here.'}</p>"))]
    return make.module(week, code, cards=cards, **fields)


def find(typed, *pages):
    outline.current_version()  # every view of a learner asks the outline first
    return finding.find(terms.read(typed), [page.translation_key for page in pages])


def keys(found):
    return [one.key for one in found]


def text(found):
    return "".join(piece.text for piece in found.excerpt)


def test_it_finds_by_title_summary_skill_objectives_and_cards(week):
    pages = [
        module(week, "p01", "Zebras run."),
        module(week, "p02", title="Of zebras"),
        module(week, "p03", summary="What a zebra is."),
        module(week, "p04", skill="Riding a zebra"),
        module(week, "p05", objectives=[streams.block("objective", "Name a zebra")]),
        module(week, "p06"),
    ]
    assert set(keys(find("zebra", *pages))) == {page.translation_key for page in pages[:5]}


def test_a_word_finds_its_other_forms(week):
    page = module(week, "p01", "Breathing out takes long.")
    assert keys(find("breathe", page)) == [page.translation_key]
    assert find("breathe", page)[0].excerpt[0] == ("Breathing", True)


def test_it_finds_nothing_that_was_not_asked_for(week):
    mine, other = module(week, "p01", "Zebras run."), module(week, "p02", "Zebras sleep.")
    assert keys(find("zebra", mine)) == [mine.translation_key]
    assert find("zebra") == []
    assert keys(find("zebra", mine, other)) == [mine.translation_key, other.translation_key]


def test_the_title_counts_more_than_the_cards(week):
    in_card, in_title = module(week, "p01", "A zebra."), module(week, "p02", title="Of zebras")
    assert keys(find("zebra", in_card, in_title)) == [in_title.translation_key, in_card.translation_key]


def test_all_words_before_some_words(week):
    both, one = module(week, "p01", "A zebra with a hat."), module(week, "p02", "A zebra. " * 9)
    assert keys(find("zebra hat", one, both)) == [both.translation_key]
    assert [(found.key, found.matched) for found in find("zebra coat", one)] == [(one.translation_key, 1)]


def test_the_best_passage_is_shown(week):
    page = module(week, "p01", "A hat.</p><p>The zebra with a hat is here, and it is the one to look at.")
    assert text(find("hat zebra", page)[0]).startswith("The zebra with a hat")


def test_a_find_in_the_title_alone_shows_the_summary(week):
    page = module(week, "p01", title="Of zebras", summary="What it is for.")
    assert text(find("zebra", page)[0]) == "What it is for."


def test_stories_for_one_pathway_guide_quiz_and_worksheet_are_not_found(week):
    page = make.module(week, "p01", **make.complete())
    for hidden in ("Carl", "Amina", "listen", "withdrawal", "Dana", "checklist"):
        assert find(hidden, page) == [], hidden
    assert find("Leilani", page)


def test_what_is_published_is_found_at_once_and_a_draft_never(week):
    page = module(week, "p01")
    page.summary = "Of zebras."
    page.save_revision()
    assert find("zebra", page) == []
    make.publish(page)
    assert keys(find("zebra", page)) == [page.translation_key]
    make.page_of(page.translation_key).unpublish()
    assert find("zebra", page) == []


def test_at_most_twenty(week):
    pages = [module(week, f"p{number:02}", "A zebra.") for number in range(1, 24)]
    assert keys(find("zebra", *pages)) == [page.translation_key for page in pages[:20]]


@pytest.mark.parametrize("typed", ['"', "zebra'; DROP TABLE x", 'zebra" OR "hat', "zebra*", "a:b NEAR(zebra)", "%s %%"])
def test_signs_mean_nothing(week, typed):
    page = module(week, "p01", "A zebra.")
    assert len(find(typed, page)) == ("zebra" in typed)


@pytest.mark.parametrize("modules", [1, 30])
def test_it_costs_one_query_with_few_and_with_many(week, modules, django_assert_num_queries):
    pages = [module(week, f"p{number:02}", "A zebra with a hat.") for number in range(modules)]
    find("zebra", *pages)
    with django_assert_num_queries(1):
        finding.find(("zebra", "hat", "coat"), [page.translation_key for page in pages])


def test_loaded_files_are_found(curriculum):
    found = finding.find(terms.read("naloxone"), list(curriculum.by_key))
    assert curriculum.by_code["p02"].key in keys(found)
