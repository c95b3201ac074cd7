"""Search: in what is open to the person, kept nowhere, with help first where words may mean danger."""

import pytest
from django.urls import reverse

from learners.learning import progress
from learners.models import AuditEvent, LearningEvent
from learners.people import enrolments
from tests.factories import courses as curriculum

pytestmark = pytest.mark.django_db
PAGE = reverse("search")


def text(answer) -> str:
    return answer.content.decode()


def look_for(client, words, page=PAGE):
    answer = client.post(page, {"words": words})
    assert answer.status_code == 200
    return answer


def codes(answer) -> list[str]:
    return [row.module.code for row, _, _ in answer.context.get("hits", ())]


def test_the_page_opens_empty_and_an_address_never_searches(ana):
    answer = ana.get(PAGE, {"words": "urge"})
    assert 'name="words"' in text(answer)
    assert "urge" not in text(answer)
    assert codes(answer) == []


def test_a_hit_shows_title_week_strand_standing_and_the_words_marked(ana, module):
    page = text(look_for(ana, "breathing"))
    assert "1 module found" in page
    for said in (module.title, "Week 1", "Triggers", "<b>Open.</b>", "<mark>Breathe</mark> out slowly"):
        assert said in page
    assert reverse("module", args=[module.key]) in page


def test_only_what_is_open_now_is_found(ana, cast, program, now):
    later = program.by_code["p04"]
    assert codes(look_for(ana, "module")) == []
    enrolments.open_through(cast.ana_learns, 2, by=cast.gil, now=now)
    assert codes(look_for(ana, later.title)) == ["p04"]
    enrolments.change_plan(cast.ana_learns, "skipped", later.key, reason="Known", by=cast.gil, now=now)
    assert codes(look_for(ana, later.title)) == []


def test_an_elective_of_others_is_never_found(ana, cast, now):
    enrolments.open_through(cast.ana_learns, 2, by=cast.gil, now=now)
    assert "p09" not in codes(look_for(ana, "module"))


def test_a_family_member_finds_the_family_track_only(cast, client):
    client.force_login(cast.fay)
    assert codes(look_for(client, "breathe", reverse("family_search"))) == ["f01"]


@pytest.mark.parametrize("words", ["Carl", "Amina", "Dana", "listen", "withdrawal", "checklist", "waiting"])
def test_stories_of_a_pathway_check_in_guide_and_worksheet_are_not_found(ana, words):
    assert codes(look_for(ana, words)) == []


@pytest.mark.parametrize("words", ["", "   ", "the", "how to", "?!", "\0"])
def test_without_a_word_that_tells_something_it_asks_for_one(ana, words):
    page = text(look_for(ana, words))
    assert "Write a word or two" in page
    assert 'aria-invalid="true"' in page
    assert "Nothing found" not in page


def test_a_post_without_words_asks_for_some(ana):
    assert "Write a word or two" in text(ana.post(PAGE))


def test_nothing_found_says_what_else_to_do(ana):
    page = text(look_for(ana, "zebra"))
    for said in ("Nothing found this time", "Try another word", "ask it in your group", "call or text 988"):
        assert said in page


def test_words_that_may_mean_danger_bring_help_first(ana):
    page = text(look_for(ana, "suicide"))
    assert page.index("talk to a person now") < page.index('name="words"')
    assert page.index('href="tel:988"', page.index("talk to a person now")) < page.index('name="words"')
    assert "Nothing found this time" in page
    assert "talk to a person now" not in text(look_for(ana, "breathe"))


def test_danger_in_little_words_is_seen_too(ana):
    assert "talk to a person now" in text(look_for(ana, "I can't go on"))


def test_what_was_typed_and_what_was_found_is_only_text(ana, module):
    page = curriculum.page_of(module.key)
    page.cards[0].value["content"][0].value["text"] = "Now <i>breathe</i> & rest: it is written just like this here."
    curriculum.publish(page)
    shown = text(look_for(ana, 'breathe "><script>alert(1)</script>'))
    assert "Now &lt;i&gt;<mark>breathe</mark>&lt;/i&gt; &amp; rest" in shown
    assert "<script>alert" not in shown
    assert "&quot;&gt;&lt;script&gt;" in shown


def test_nothing_is_kept_of_it(ana, cast, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    ana.get(PAGE)
    before = (LearningEvent.objects.count(), AuditEvent.objects.count(), set(ana.session.keys()))
    answer = look_for(ana, "breathe")
    assert (LearningEvent.objects.count(), AuditEvent.objects.count(), set(ana.session.keys())) == before
    assert answer["Cache-Control"] == "no-store, private"
    assert 'autocomplete="off"' in text(answer)


def test_some_of_the_words_are_better_than_nothing(ana):
    page = text(look_for(ana, "breathe zebra"))
    assert "None has all of these words." in page
    assert "<mark>Breathe</mark>" in page
