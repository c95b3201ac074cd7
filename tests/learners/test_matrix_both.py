"""Bea is a participant of the evening and somebody's family member in the morning: whoever follows the one side finds
the other one as if it were absent, at each address of staff that names a person.
"""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.families import consents
from learners.learning import attempts
from learners.views import tracks
from tests.learners.matrix import address, asked
from tests.learners.objects import url_for
from tests.learners.principals import FACILITATORS
from tests.learners.rules import RULES

pytestmark = pytest.mark.django_db
OF_EITHER, OF_PARTICIPANTS = ("episode",), ("person", "tried", "sheet", "counter_checked")
ROUTES = sorted(name for name, rule in RULES.items() if rule.object in (*OF_EITHER, *OF_PARTICIPANTS))
FOLLOW = {"bea": ("hana", "mia"), "bea_family": ("gil", "mia")}


@pytest.fixture
def sides(world):
    """What an address may name beside the episode, of each side."""
    tried = attempts.submit(world.attempts["bea_family"], world.family_module, now=timezone.now())
    handed_in = {"bea": world.handed_in[world.learns["bea"]], "bea_family": tried}
    module = {"bea": world.module, "bea_family": world.family_module}
    signed = world.kin.signed["bea"].uid
    return {
        name: {"attempt_id": handed_in[name].pk, "module_key": module[name].key, "consent_uid": signed}
        for name in ("bea", "bea_family")
    }


def test_no_page_of_either_track_leads_whoever_is_on_both_to_the_other(world):
    led = [name for name, rule in RULES.items() if rule.led_across and "GET" in rule.methods.split()]
    assert len(led) >= 20
    for name in led:
        got = world.clients["bea"].get(url_for(world, name, "bea", "own"))
        assert got.status_code in (200, 302), name
        assert got.headers.get("Location") != reverse(tracks.across(name)), name


@pytest.mark.parametrize("side", FOLLOW)
def test_staff_come_in_to_the_side_that_they_follow_and_to_no_other(world, sides, side):
    wrong, let_in = [], 0
    for name in ROUTES:
        rule, method = RULES[name], RULES[name].methods.split()[0]
        for who in FACILITATORS:
            may = who in FOLLOW[side] and who in rule.who and (side == "bea" or rule.object in OF_EITHER)
            got = asked(world.clients[who], method, address(name, enrolment_uid=world.learns[side].uid, **sides[side]))
            let_in += may
            if may:
                right = got.status in (200, 302, 422)
            else:
                absent = asked(world.clients[who], method, address(name, enrolment_uid=uuid4(), **sides[side]))
                right = got == absent and got.status == 404
            wrong += [] if right else [(name, who, got.status)]
    assert wrong == []
    assert let_in >= 2 * sum(RULES[name].object in OF_EITHER for name in ROUTES)


def test_a_check_in_of_the_family_side_is_not_found_below_the_side_of_the_participant(world, sides):
    for side, status in (("bea", 200), ("bea_family", 404)):
        url = address("person_attempt", enrolment_uid=world.learns["bea"].uid, attempt_id=sides[side]["attempt_id"])
        assert world.clients["hana"].get(url).status_code == status, side


@pytest.mark.parametrize(("who", "sees"), [("gil", ["bea_family"]), ("hana", ["bea"]), ("mia", ["bea", "bea_family"])])
def test_who_looks_for_her_name_finds_the_sides_that_they_follow(world, who, sees):
    page = world.clients[who].post(reverse("find_people"), {"words": "bea"}).content.decode()
    assert [side for side in FOLLOW if str(world.learns[side].uid) in page] == sees


@pytest.mark.parametrize(("who", "side", "other"), [("gil", "bea_family", "fay"), ("hana", "bea", "ben")])
def test_nothing_on_the_page_of_her_enrolment_tells_that_there_is_another_one(world, who, side, other):
    """It is that of anybody else on the same track, but for the names and the ids."""

    def page(name: str) -> str:
        learns, called = world.learns[name], name.partition("_")[0]
        seen = asked(world.clients[who], "GET", address("admission", enrolment_uid=learns.uid)).body.decode()
        assert called.capitalize() in seen
        for word in (str(learns.uid), called.capitalize(), called):
            seen = seen.replace(word, "[theirs]")
        return seen

    assert page(side) == page(other)


def test_what_was_shown_to_her_ends_with_the_consent_and_her_own_program_goes_on(world):
    bea, share = world.clients["bea"], address("family_shared", share_uid=world.kin.shown["bea"].uid)
    assert [bea.get(url).status_code for url in (share, reverse("plan"), reverse("family_plan"))] == [200, 200, 200]
    consents.revoke(world.kin.links["bea"], by=world.people["ana"], now=timezone.now())
    assert [bea.get(url).status_code for url in (share, reverse("plan"), reverse("family_plan"))] == [404, 200, 200]
    assert "Ana" not in bea.get(reverse("family_plan")).content.decode()
