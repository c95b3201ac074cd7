"""Who may agree that a record is opened in an emergency, who ends it, and what ends it by itself."""

import re
from urllib.parse import unquote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from learners.models import AuditEvent, EmergencyAccess, User
from tests.learners.papers import just_signed_in
from tests.learners.privacy.conftest import browser
from tests.learners.privacy.glass import MINUTE, agree, ask, codes, end, opened, pages

pytestmark = pytest.mark.django_db


# --- the second person ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "may"),
    [("hana", True), ("mia", True), ("petra", True), ("gil", False), ("ivo", False), ("amir", False), ("olga", False)],
)
def test_who_may_be_the_second_person(cast, browsers, name, may):
    """The facilitator of the group, its manager, the privacy officer; never whoever asked."""
    ask(browsers["gil"])
    emergency = EmergencyAccess.objects.get()
    agree(browsers[name], emergency)
    emergency.refresh_from_db()
    assert (emergency.agreed_by == getattr(cast, name)) == may
    page = browsers[name].get(reverse("emergency_waiting"))
    assert "Say no" not in page.content.decode()


def test_the_second_person_proves_who_it_is(cast, browsers):
    """An open browser is not somebody who agrees. Reading the ask, saying no and ending need no proof."""
    ask(browsers["gil"])
    emergency, hana, page = (
        EmergencyAccess.objects.get(),
        browser(cast.hana, recently=False),
        reverse("emergency_waiting"),
    )
    assert "once more who you are" in hana.get(page).content.decode()
    answer = hana.post(
        reverse("emergency_agree", args=[emergency.uid]), headers={"referer": f"http://testserver{page}"}
    )
    assert answer.status_code == 302
    assert re.fullmatch(rf"/accounts/.*reauthenticate/.*next={page}", unquote(answer.url)), "and back to the ask"
    emergency.refresh_from_db()
    assert emergency.agreed_by is None
    just_signed_in(hana, cast.hana)
    assert "once more who you are" not in hana.get(page).content.decode()
    assert "The record is open for an hour" in agree(hana, emergency).content.decode()


@pytest.mark.parametrize(("name", "place"), [("hana", "cohorts"), ("mia", "cohorts"), ("petra", "privacy_home")])
def test_an_ask_is_told_on_the_first_page_of_whoever_may_agree(browsers, name, place):
    """It waits for a quarter of an hour, and nobody looks for it."""
    way = reverse("emergency_waiting")
    assert way not in browsers[name].get(reverse(place)).content.decode()
    ask(browsers["gil"])
    assert way in browsers[name].get(reverse(place)).content.decode()
    assert way not in browsers["gil"].get(reverse("cohorts")).content.decode(), "not to whoever asked"


def test_a_privacy_officer_stays_at_the_desk_while_answering(browsers):
    """None of the pages of groups is linked, which would be refused."""
    page = browsers["petra"].get(reverse("emergency_waiting")).content.decode()
    linked = set(re.findall(r'href="(/(?:facilitate|privacy|account)/[^"#?]+)"', page))
    assert reverse("privacy_home") in linked
    assert {way for way in linked if browsers["petra"].get(way).status_code >= 400} == set()
    assert reverse("cohorts") in browsers["hana"].get(reverse("emergency_waiting")).content.decode()


def test_the_second_person_of_another_program_sees_no_ask(cast, browsers):
    ask(browsers["mia"], "cara")
    for name in ("gil", "hana"):
        assert "Cara" not in browsers[name].get(reverse("emergency_waiting")).content.decode()
        assert agree(browsers[name], EmergencyAccess.objects.get()).status_code == 404
    assert "Cara" in browsers["petra"].get(reverse("emergency_waiting")).content.decode()


def test_after_a_quarter_of_an_hour_nobody_can_agree(cast, browsers):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(browsers["gil"])
        clock.shift(15 * MINUTE)
        assert agree(browsers["hana"], EmergencyAccess.objects.get()).status_code == 404
        assert "Ben" not in browsers["hana"].get(reverse("emergency_waiting")).content.decode()
    assert EmergencyAccess.objects.get().agreed_at is None


def test_the_second_person_may_say_no(cast, browsers, tried):
    ask(browsers["gil"])
    emergency = EmergencyAccess.objects.get()
    assert end(browsers["gil"], emergency).status_code == 404, "whoever asked does not learn that the ask is there"
    end(browsers["hana"], emergency)
    assert agree(browsers["mia"], emergency).status_code == 404
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}


@pytest.mark.parametrize("name", ["gil", "hana"])
def test_either_ends_it_early(cast, browsers, tried, name):
    emergency = opened(browsers)
    assert codes(browsers["gil"], pages(emergency, tried)) == {200}
    end(browsers[name], emergency)
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}
    assert AuditEvent.objects.filter(action="emergency-ended", by=getattr(cast, name)).count() == 1


def test_it_opens_for_nobody_else(cast, browsers, tried):
    emergency = opened(browsers)
    for name in ("ana", "fay", "ivo", "amir", "olga", "petra", "mia", "hana", "ben"):
        assert codes(browsers[name], pages(emergency, tried)) <= {403, 404}, name


# --- rights that end in between -------------------------------------------------------------------------------------


def test_a_right_that_ends_closes_the_record_on_the_next_request(cast, browsers, tried):
    emergency = opened(browsers)
    assert codes(browsers["gil"], pages(emergency, tried)) == {200}
    cast.gil.role_grants.update(ended_at=timezone.now())
    assert codes(browsers["gil"], pages(emergency, tried)) == {403}


def test_whoever_lost_the_right_meanwhile_cannot_be_agreed_to(cast, browsers):
    ask(browsers["gil"])
    cast.gil.role_grants.update(ended_at=timezone.now())
    answer = agree(browsers["hana"], EmergencyAccess.objects.get())
    assert "cannot be agreed to any more" in answer.content.decode()
    assert EmergencyAccess.objects.get().agreed_at is None


def test_a_second_person_who_lost_the_right_cannot_agree(cast, browsers):
    ask(browsers["gil"])
    cast.hana.role_grants.update(ended_at=timezone.now())
    assert agree(browsers["hana"], EmergencyAccess.objects.get()).status_code == 403


def test_a_closed_account_reads_nothing(cast, browsers, tried):
    emergency = opened(browsers)
    User.objects.filter(pk=cast.gil.pk).update(is_active=False)
    assert codes(browsers["gil"], pages(emergency, tried)) == {302}


def test_what_was_erased_meanwhile_is_closed(cast, browsers, tried):
    emergency = opened(browsers)
    User.objects.filter(pk=cast.ben.pk).update(erased_at=timezone.now())
    assert codes(browsers["gil"], pages(emergency, tried)) == {404}
    assert ask(browsers["gil"]).status_code == 200
    assert EmergencyAccess.objects.count() == 1
