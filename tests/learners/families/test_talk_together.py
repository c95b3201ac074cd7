"""What two people may talk about together, on families' pages: of the own module, the same for everybody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses import outline
from courses.models import WeekPage
from learners.models import Enrolment
from learners.people import enrolments
from learners.planning import assigned
from tests.factories import courses as curriculum
from tests.factories import streams

pytestmark = pytest.mark.django_db
FIRST, THEN = streams.talk_together()["opening"], "Which part of it could you both do soon?"
TEACH_BACK = "Tell somebody how a wave falls."


def page(person, name: str = "family_plan", *args) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def section(html: str) -> str:
    """The one about talking together; it is there once."""
    (found,) = re.findall(r'<section[^>]*aria-labelledby="talk">.*?</section>', html, re.DOTALL)
    return " ".join(found.split())


@pytest.fixture
def without_one(program):
    """The family module as it was published before prompts were written, with a teach-back on its last card."""
    made = curriculum.page_of(program.by_code["f01"].key)
    last = streams.card("Say it", streams.block("teach_back", {"prompt": TEACH_BACK}))
    made.talk_together, made.cards = [], [*made.cards.get_prep_value(), last]
    return curriculum.publish(made)


def test_all_questions_stand_there_in_order_with_a_way_to_stop(cast):
    shown = section(page(cast.fay))
    places = [shown.index(words) for words in ("Talk about it together", FIRST, THEN, "not today", "nobody checks")]
    assert places == sorted(places)
    assert "Only if it is safe" in shown
    assert "nobody has to say why" in shown
    assert not re.search("|".join(("<form", "<input", "<textarea", "<a ")), shown), "nothing is kept of it"


@pytest.fixture
def second_week(program_page, cast):
    """A family module of week 2 with a prompt of its own."""
    talk = [streams.block("talk_together", streams.talk_together("What smells like home to both of you?"))]
    week = WeekPage.objects.child_of(program_page).get(number=2)
    return curriculum.module(week, "f02", audience="family", talk_together=talk)


def a_week_on(enrolment) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(starts_on=enrolment.starts_on - timedelta(days=8))


def test_it_changes_with_the_own_week(cast, second_week):
    first = section(page(cast.fay))
    a_week_on(enrolments.current(cast.fay, "family"))
    second = section(page(cast.fay))
    assert [FIRST in shown for shown in (first, second)] == [True, False]
    assert ["What smells like home" in shown for shown in (first, second)] == [False, True]


def test_where_this_week_has_none_no_other_week_lends_its_own(cast, second_week):
    a_week_on(enrolments.current(cast.fay, "family"))
    second_week.talk_together = []
    curriculum.publish(second_week)
    shown = page(cast.fay)
    assert second_week.title in shown
    assert "Riding the wave" in shown, "which waits with a prompt"
    assert 'id="talk"' not in shown


def test_what_is_published_anew_shows_at_once(cast, program):
    made = curriculum.page_of(program.by_code["f01"].key)
    made.talk_together = [streams.block("talk_together", streams.talk_together("What makes you both laugh?"))]
    curriculum.publish(made)
    shown = section(page(cast.fay))
    assert "What makes you both laugh?" in shown
    assert FIRST not in shown


def test_who_is_connected_and_who_is_not_read_the_same_words(cast, signed):
    unlinked, linked = section(page(cast.finn)), section(page(cast.fay))
    signed()
    consented = page(cast.fay)
    assert "What Ana shows you" in consented
    assert unlinked == linked == section(consented)
    assert cast.ana.get_short_name() not in unlinked


def test_a_module_without_one_leaves_the_section_out_and_lends_no_teach_back(cast, without_one):
    shown = page(cast.fay)
    assert without_one.title in shown
    assert "Talk about it" not in shown
    assert "not today" not in shown
    assert TEACH_BACK not in shown


def test_where_it_is_missing_connected_or_not_the_page_is_still_the_same(cast, without_one, signed):
    signed()
    for person in (cast.finn, cast.fay):
        assert 'id="talk"' not in page(person)


def test_participants_have_none_on_their_pages(cast, program, now):
    (own, *_) = assigned.for_enrolment(cast.ana_learns, now=now).this_week
    for shown in (
        page(cast.ana, "plan"),
        page(cast.ana, "module", own.module.key),
        page(cast.ana, "handout", own.module.key),
    ):
        assert 'id="talk"' not in shown
    assert [module.code for module in program.by_key.values() if module.talk] == ["f01"]


def test_the_handout_of_a_family_module_has_it_between_cards_and_worksheet(cast, program):
    sheet = page(cast.fay, "handout", program.by_code["f01"].key)
    assert FIRST in section(sheet)
    assert "nobody checks" not in section(sheet)
    places = [sheet.index(words) for words in ("To see and hear", FIRST, 'class="pens"')]
    assert places == sorted(places)


def test_the_handout_of_one_without_it_has_no_empty_box(cast, without_one):
    sheet = page(cast.fay, "handout", without_one.translation_key)
    assert TEACH_BACK in sheet, "there it is a part of its card"
    assert 'id="talk"' not in sheet


def test_search_leads_to_cards_and_does_not_know_it(cast):
    client = Client()
    client.force_login(cast.fay)
    assert outline.get(outline.program_keys()[0]).by_code["f01"].talk
    found = {word: client.post(reverse("family_search"), {"words": word}).content.decode() for word in ("wave", FIRST)}
    assert "Riding the" in found["wave"]
    assert THEN not in found[FIRST]
