"""The program at a glance: one's own modules with their standing, the other track beside, and never a condition."""

from datetime import timedelta

import pytest
from django.urls import reverse

from learners.learning import progress
from learners.people import enrolments
from learners.planning import assigned
from tests.factories.people import cohort, person
from tests.factories.people import program as people_program

pytestmark = pytest.mark.django_db
PAGE, FAMILY_PAGE = reverse("program"), reverse("family_program")


def text(answer) -> str:
    return answer.content.decode()


def own(answer) -> dict[str, str]:
    """Code -> standing in words."""
    return {row.module.code: standing for week in answer.context["weeks"] for row, standing, _ in week["own"]}


def beside(answer) -> list[str]:
    return [module.code for week in answer.context["weeks"] for module in week["beside"]]


def test_a_participant_sees_own_modules_and_the_family_modules(ana):
    answer = ana.get(PAGE)
    assert set(own(answer)) == {"p01", "p04"}
    assert beside(answer) == ["f01"]
    for said in ("Theme 1", "What week 2 is about.", "Triggers", "About 15 minutes.", "This week"):
        assert said in text(answer)


def test_an_elective_shows_only_to_those_to_whom_it_is_assigned(ana, cast, client, now):
    assert "Module p09" not in text(ana.get(PAGE))
    eve, group = person("eve"), cohort(people_program(cast.morning.program.curriculum_key), "Group")
    enrolments.enrol(eve, group, by=None, now=now, pathway="substance-use", conditions=["alcohol"])
    client.force_login(eve)
    answer = client.get(PAGE)
    assert own(answer)["p09"] == "Open."
    assert "In your week 1." in text(answer)


def test_a_family_member_sees_the_own_track_and_no_elective(cast, client):
    client.force_login(cast.fay)
    answer = client.get(FAMILY_PAGE)
    assert list(own(answer)) == ["f01"]
    assert beside(answer) == ["p01", "p04"]
    assert "Module p09" not in text(answer)
    assert "alcohol" not in text(answer).lower()


def test_two_family_members_see_the_same_whoever_they_belong_to(cast, client):
    pages = []
    for user in (cast.fay, cast.finn):
        client.force_login(user)
        answer = client.get(FAMILY_PAGE)
        pages.append((own(answer), beside(answer)))
    assert pages[0] == pages[1]


def test_each_module_says_where_it_stands_and_only_open_ones_are_links(ana, cast, program, module, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    page = text(ana.get(PAGE))
    assert own(ana.get(PAGE))["p01"] == "Under way."
    assert own(ana.get(PAGE))["p04"].startswith("Opens ")
    assert reverse("module", args=[module.key]) in page
    assert reverse("module", args=[program.by_code["p04"].key]) not in page
    assert page.count('class="mark under-way"') == page.count('class="mark upcoming"') == 1


def test_it_says_what_the_plan_says(ana, cast, now):
    mine = assigned.for_enrolment(cast.ana_learns, now=now)
    assert set(own(ana.get(PAGE))) == {row.module.code for row in mine.shown}


def test_what_staff_took_out_is_not_there(ana, cast, program, now):
    enrolments.change_plan(cast.ana_learns, "skipped", program.by_code["p04"].key, reason="Known", by=cast.gil, now=now)
    assert set(own(ana.get(PAGE))) == {"p01"}


def test_what_was_missed_is_to_make_up_and_what_was_excused_says_so(ana, cast, module, now):
    type(cast.ana_learns).objects.update(starts_on=cast.ana_learns.starts_on - timedelta(days=10))
    assert own(ana.get(PAGE))["p01"] == "To make up."
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    type(progress.row_of(cast.ana_learns, module.key)).objects.update(excused_at=now)
    assert own(ana.get(PAGE))["p01"] == "Excused by your team."


def test_a_strand_leaves_the_others_out_of_both_tracks(ana):
    chosen = ana.get(PAGE, {"strand": "triggers"})
    assert (set(own(chosen)), beside(chosen)) == ({"p01", "p04"}, ["f01"])
    none = ana.get(PAGE, {"strand": "conditions"})
    assert none.context["weeks"] == []
    assert "No module of yours is in this strand yet." in text(none)


@pytest.mark.parametrize("asked", ["opioids", "", "<script>", "triggers&x"])
def test_an_unknown_strand_shows_all(ana, asked):
    answer = ana.get(PAGE, {"strand": asked})
    assert set(own(answer)) == {"p01", "p04"}
    assert "<script>" not in text(answer)
