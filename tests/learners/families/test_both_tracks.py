"""Participant and family member at once: two worlds, one account, and each page knows in which one it is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.learning import attempts
from learners.models import ModuleProgress
from learners.people import enrolments

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(cast, ana, now) -> Client:
    """Ana is a family member of somebody, too."""
    cast.ana_family = enrolments.enrol(cast.ana, cast.morning, by=None, now=now, audience="family")
    return ana


@pytest.fixture
def family_module(program):
    return next(m for m in program.by_key.values() if m.audience == "family" and m.question_count)


def text(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_each_world_has_its_own_modules_and_a_way_to_the_other(both, module, family_module):
    learn, family = text(both, "plan"), text(both, "family_plan")
    own, other = (str(one.key) for one in (module, family_module))
    assert own in learn
    assert other in family
    assert other not in learn
    assert own not in family
    assert ">Family course</a>" in learn
    assert ">Own program</a>" in family


def test_who_is_in_one_world_sees_no_way_to_another(cast, ana, now):
    assert ">Family course</a>" not in text(ana, "plan")
    fay = Client()
    fay.force_login(cast.fay)
    assert ">Own program</a>" not in text(fay, "family_plan")


def test_a_module_acts_on_the_episode_that_fits_it(cast, both, module, family_module):
    for one in (module, family_module):
        both.get(reverse("card", args=[one.key, one.cards[0].id]))
    owners = {row.module_key: row.enrolment for row in ModuleProgress.objects.filter(enrolment__person=cast.ana)}
    assert owners == {module.key: cast.ana_learns, family_module.key: cast.ana_family}


def test_stopping_leads_back_to_the_world_of_the_module(cast, both, module, family_module, now):
    for one, home in ((module, "plan"), (family_module, "family_plan")):
        learns = enrolments.current(cast.ana, one.audience)
        both.get(reverse("card", args=[one.key, one.cards[0].id]))
        attempt = attempts.start(learns, one, now=now)
        url = reverse("check_in_all", args=[attempt.pk])
        assert f'href="{reverse(home)}"' in text(both, "check_in_review", attempt.pk)
        assert both.post(url, {"go": "stop"})["Location"] == reverse(home)


def test_search_finds_the_modules_of_its_world_only(both, module, family_module):
    for name, own, other in (("search", module, family_module), ("family_search", family_module, module)):
        found = "".join(both.post(reverse(name), {"words": word}).content.decode() for word in (own.title, other.title))
        assert reverse("module", args=[own.key]) in found
        assert reverse("module", args=[other.key]) not in found


def test_history_and_sheets_that_are_shown_stay_in_their_world(cast, both, family_module, now):
    both.get(reverse("card", args=[family_module.key, family_module.cards[0].id]))
    attempt = attempts.submit(attempts.start(cast.ana_family, family_module, now=now), family_module, now=now)
    assert reverse("check_in_result", args=[attempt.pk]) in text(both, "family_history")
    assert reverse("check_in_result", args=[attempt.pk]) not in text(both, "history")


def test_what_families_write_is_not_for_the_team_whoever_they_are(both, family_module):
    assert both.post(reverse("worksheet_share", args=[family_module.key])).status_code in (403, 404)


@pytest.mark.parametrize(
    ("name", "leads"),
    [("plan", "family_plan"), ("program", "family_program"), ("my_plan", "family_plan"), ("in_group", "family_plan")],
)
def test_a_family_member_is_led_to_the_family_pages_and_the_other_way_round(cast, ana, name, leads):
    fay = Client()
    fay.force_login(cast.fay)
    assert fay.get(reverse(name))["Location"] == reverse(leads)
    if name in ("plan", "program"):
        assert ana.get(reverse(leads))["Location"] == reverse(name)


def test_the_start_leads_each_home(cast, both):
    fay = Client()
    fay.force_login(cast.fay)
    assert fay.get(reverse("start"))["Location"] == reverse("family_plan")
    assert both.get(reverse("start"))["Location"] == reverse("plan")


def test_being_both_costs_no_query_more(cast, both, ana, module):
    def count() -> int:
        ana.get(reverse("plan"))
        with CaptureQueriesContext(connection) as captured:
            ana.get(reverse("plan"))
        return len(captured)

    with_both = count()
    type(cast.ana_family).objects.filter(pk=cast.ana_family.pk).update(person=cast.olga)
    assert count() == with_both


def test_a_family_plan_holds_no_elective(cast, program):
    fay = Client()
    fay.force_login(cast.fay)
    page = text(fay, "family_plan") + text(fay, "family_program")
    electives = [m for m in program.by_key.values() if m.elective_for]
    assert electives
    assert not [m.title for m in electives if m.title in page]


def test_each_family_page_tells_the_line_for_those_who_are_not_safe_at_home(cast, family_module):
    fay = Client()
    fay.force_login(cast.fay)
    for page in (text(fay, "family_plan"), text(fay, "card", family_module.key, family_module.cards[0].id)):
        assert "1-800-799-7233" in page
        assert "You do not have to keep contact with anybody to use this site" in page
        assert "Leave quickly" in page
