"""Handouts: a whole module on paper, as this person sees it. A copy leaves no trace."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from cms import site
from courses import outline
from courses.worksheets import FIELD_KINDS
from learners.learning import worksheets
from learners.models import LearningEvent, ModuleProgress
from learners.planning import assigned
from tests.factories import courses as curriculum
from tests.factories import streams
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db
TOLD = ("Leilani drives", "Carl returned to use", "Amina could not sleep")  # for all, and for one pathway each


def text(answer) -> str:
    return answer.content.decode()


def handout_of(client, module) -> str:
    answer = client.get(reverse("handout", args=[module.key]))
    assert answer.status_code == 200
    return text(answer)


def told_in(page: str) -> list[str]:
    return [story for story in TOLD if story in page]


@pytest.fixture
def staff(cast, client):
    """Gil's browser."""
    client.force_login(cast.gil)
    return client


# --- for learners ---------------------------------------------------------------------------------------------------


def test_it_holds_all_cards_and_no_short_version(ana, module):
    page = handout_of(ana, module)
    places = [page.index(f"<h2>{card.title}</h2>") for card in module.cards]
    assert places == sorted(places)
    assert "An urge passes." not in page
    assert reverse("short_version", args=[module.key]) not in page


def test_every_kind_of_field_is_drawn_for_a_pen(ana, module, fields):
    """Each with its label, and nothing that only a screen can fill in."""
    assert {field["kind"] for field in fields} == set(FIELD_KINDS)
    page = handout_of(ana, module)
    sheet = page[page.index('class="pens"') :]
    assert [sheet.count(f"<h3>{field['label']}</h3>") for field in fields] == [1] * len(fields)
    assert not any(control in sheet for control in ("<input", "<textarea", "<select"))
    by_kind = {field["kind"]: drawn for field, drawn in zip(fields, sheet.split("<h3>")[1:], strict=True)}
    assert {kind: by_kind[kind].count('class="rule"') for kind in ("short_text", "long_text", "list", "contact")} == {
        "short_text": 2,
        "long_text": 4,
        "list": 3,
        "contact": 3,
    }
    assert by_kind["table"].count("<td></td>") == 4
    assert [f"<span>{step}</span>" in by_kind["scale"] for step in range(11)] == [True] * 11
    assert "<li>Medical visit</li>" in by_kind["checklist"]


@pytest.mark.parametrize(
    ("pathway", "stories"),
    [("substance-use", TOLD[:2]), ("mental-health", (TOLD[0], TOLD[2])), ("co-occurring", TOLD)],
)
def test_each_pathway_gets_its_own_examples(cast, ana, module, pathway, stories):
    type(cast.ana_learns).objects.filter(pk=cast.ana_learns.pk).update(pathway=pathway)
    assert told_in(handout_of(ana, module)) == list(stories)


def test_a_family_member_gets_the_module_of_the_family_track(cast, client, program):
    client.force_login(cast.fay)
    theirs = program.by_code["f01"]
    assert told_in(handout_of(client, theirs)) == list(TOLD)


def test_taking_a_copy_leaves_no_trace(cast, ana, module):
    page = handout_of(ana, module)
    assert "Reading it here does not count" in page
    assert not LearningEvent.objects.exists()
    assert not ModuleProgress.objects.exists()


def test_what_is_not_open_yet_says_when(cast, ana, now):
    mine = assigned.for_enrolment(cast.ana_learns, now=now)
    closed = next(row for row in mine.rows if row.standing == "upcoming")
    answer = ana.get(reverse("handout", args=[closed.module.key]))
    assert answer.status_code == 403
    assert "This opens on" in text(answer)


def test_a_module_without_a_worksheet_is_cards_only(db, client):
    page = curriculum.large_program(modules=1)
    client.force_login(make_cast(page.translation_key).ana)
    (module,) = outline.get(page.translation_key).by_key.values()
    assert 'class="pens"' not in handout_of(client, module)


def test_the_numbers_to_call_are_on_the_sheet(ana, module, monkeypatch):
    changed = replace(site.facts(), day_phone="555-0199", after_hours_phone="555-0142")
    monkeypatch.setattr(site, "facts", lambda: changed)
    page = handout_of(ana, module)
    foot = page[page.index("paper-help") :]
    assert all(number in foot for number in ("Call 911", "Call or text 988", "555-0199", "555-0142"))


def test_ids_are_on_the_page_once(ana, module):
    ids = re.findall(r'\bid="([^"]+)"', handout_of(ana, module))
    assert len(ids) == len(set(ids))


def test_the_module_page_offers_it(ana, module):
    assert reverse("handout", args=[module.key]) in text(ana.get(reverse("module", args=[module.key])))


def test_a_printed_worksheet_shows_what_the_person_wrote(cast, ana, module, fields):
    written = {
        field["id"]: {"short_text": "A short one", "long_text": "Two\nlines"}.get(field["kind"]) for field in fields
    }
    written = {field_id: value for field_id, value in written.items() if value}
    worksheets.save(cast.ana_learns, module, written, version=0, now=timezone.now())
    page = text(ana.get(reverse("worksheet", args=[module.key])))
    for value in written.values():
        assert f'<p class="written only-print">{value}</p>' in page


# --- for staff ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("examples", "stories"),
    [("", TOLD), ("?examples=both", TOLD), ("?examples=1", TOLD[:2]), ("?examples=2", (TOLD[0], TOLD[2]))],
)
def test_staff_choose_whose_examples_to_print(staff, module, examples, stories):
    answer = staff.get(reverse("guide_handout", args=[module.key]) + examples)
    assert told_in(text(answer)) == list(stories)


def test_an_address_of_examples_names_no_condition_and_no_other_is_known(staff, module):
    curriculum_page = curriculum.page_of(module.key)
    curriculum_page.two_example_sets = True
    curriculum.publish(curriculum_page)
    url = reverse("guide_handout", args=[module.key])
    page = text(staff.get(url))
    assert [f'href="?examples={key}"' in page for key in ("both", "1", "2")] == [True] * 3
    assert staff.get(f"{url}?examples=substance-use").status_code == 404


def test_there_is_nothing_to_choose_where_examples_are_the_same_for_all(staff, program):
    for code in ("p04", "f01"):
        assert "?examples=" not in text(staff.get(reverse("guide_handout", args=[program.by_code[code].key])))


def test_staff_may_print_any_week(staff, program):
    for module in program.by_key.values():
        assert staff.get(reverse("guide_handout", args=[module.key])).status_code == 200


def test_a_handout_says_nothing_of_the_guide(staff, module):
    page = text(staff.get(reverse("guide_handout", args=[module.key])))
    for secret in ("Watch for withdrawal.", streams.guide()["purpose"], "Many think so."):
        assert secret not in page
