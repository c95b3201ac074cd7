"""What people do on the pages of their own account."""

import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms import site
from learners.models import AuditEvent, Consent, ConsentEnd, FamilyLink, PrivacyRequest, SharedSheet, User
from learners.people import accounts
from learners.privacy import closing, requests
from tests.factories.people import PASSWORD
from tests.learners.papers import just_signed_in
from tests.learners.privacy import scene

pytestmark = pytest.mark.django_db
PAGES = ("account_home", "my_data", "my_data_export", "who_looked", "my_requests", "close_account")


@pytest.fixture
def here(full) -> Client:
    """Ana, who has just said who she is."""
    return signed_in(full.ana)


def signed_in(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.sign_in_name, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("name", ["ana", "fay", "finn", "cara"])
def test_participants_and_family_members_have_every_page(full, route, name):
    answer = signed_in(getattr(full, name)).get(reverse(route))
    assert answer.status_code == 200
    others = {"ana", "ben"} - {name}
    assert [word for other in others for word in scene.all_words(other) if word in answer.content.decode()] == []


WAYS = {"ana": ("/learn/program/", "Your plan"), "fay": ("/family/program/", "Your plan"), "gil": ("", "Start page")}


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("name", WAYS)
def test_the_ways_are_those_of_the_own_course_and_staff_have_none(full, route, name):
    client = Client()
    client.force_login(getattr(full, name))
    just_signed_in(client, getattr(full, name))
    page, (program, words) = client.get(reverse(route)).content.decode(), WAYS[name]
    linked = re.findall(r'href="(/(?:learn|family)/program/)"', page)
    assert set(linked) == {program} - {""}
    assert f">{words}</a>" in page
    assert ("Your plan" in page) == (words == "Your plan")


@pytest.mark.parametrize("route", ["my_data_export", "close_account"])
def test_what_matters_asks_once_more_who_it_is(full, route, client):
    """Signed in without a proof that is recent."""
    client.force_login(full.ana)
    answer = client.get(reverse(route))
    assert answer.status_code == 302
    assert reverse("account_reauthenticate") in answer["Location"]
    assert client.post(reverse(route), {"sure": "on"}).status_code == 302
    full.ana.refresh_from_db()
    assert full.ana.is_active


# --- my data --------------------------------------------------------------------------------------------------------


def test_my_data_says_what_there_is_in_words_and_without_codes(here):
    said = here.get(reverse("my_data")).content.decode()
    assert "Your worksheets" in said
    assert "Notes of your team about you" in said
    assert "learners." not in said
    assert "0 entries" not in said


def test_the_file_comes_whole_and_for_this_person_alone(here, full):
    answer = here.post(reverse("my_data_export"), {"owner": full.ana.uid})
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert scene.word("ana", "WRITTEN") in archive.read("your-data.json").decode()
    assert "ana" not in answer["Content-Disposition"]
    assert AuditEvent.objects.get(action="data-exported").by == full.ana
    refused = here.post(reverse("my_data_export"), {"owner": full.ben.uid})
    assert refused.status_code == 409


def test_the_pages_ask_as_many_queries_with_much_as_with_little(full, django_assert_max_num_queries):
    for name in ("ana", "cara"):
        client = signed_in(getattr(full, name))
        for route in ("my_data", "who_looked", "my_requests"):
            client.get(reverse(route))
            with django_assert_max_num_queries(14):
                client.get(reverse(route))


# --- requests -------------------------------------------------------------------------------------------------------


def test_a_request_is_made_sealed_shown_and_taken_back(here, full):
    words = "My last name is written wrong"
    answer = here.post(reverse("my_requests"), {"kind": "restrict", "words": words, "owner": full.ana.uid})
    assert answer.status_code == 302
    made = PrivacyRequest.objects.get(person=full.ana, kind="restrict")
    assert words not in made.sealed_words
    assert made.due_on == site.today(made.made_at) + timedelta(days=30)
    assert words in here.get(reverse("my_requests")).content.decode()
    here.post(reverse("my_request_take_back", args=[made.uid]))
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert here.post(reverse("my_request_take_back", args=[made.uid])).status_code == 404


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"kind": "", "words": "Kept words"}, "Choose what you ask for."),
        ({"kind": "nonsense", "words": "Kept words"}, "Choose what you ask for."),
        ({"kind": "correct", "words": "  "}, "Say what is wrong"),
        ({"kind": "correct", "words": "Kept words" * 300}, "at most 2000"),
        ({"kind": "correct", "words": "Kept words"}, "asked for this already"),  # it is open since the scene
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(here, posted, said):
    before = PrivacyRequest.objects.count()
    answer = here.post(reverse("my_requests"), posted)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ("Kept words" in answer.content.decode()) == ("Kept words" in posted["words"])
    assert PrivacyRequest.objects.count() == before


def test_nobody_asks_for_somebody_else(full, now):
    with pytest.raises(ValidationError):
        requests.make(full.ana, "export", "", by=full.gil, now=now)


def test_the_page_says_what_stays_after_an_erasure(here):
    said = here.get(reverse("my_requests")).content.decode()
    assert "45 CFR 164.316" in said
    assert "what happened in modules" in said


# --- closing --------------------------------------------------------------------------------------------------------


def test_closing_wants_a_tick(here, full):
    answer = here.post(reverse("close_account"), {})
    assert answer.status_code == 422
    full.ana.refresh_from_db()
    assert full.ana.is_active


def test_after_closing_nobody_gets_in_and_nothing_is_shown(here, full):
    elsewhere = signed_in(full.ana)
    answer = here.post(reverse("close_account"), {"sure": "on", "owner": full.ana.uid})
    assert "Your account is closed" in answer.content.decode()
    assert elsewhere.get(reverse("plan")).status_code == 302
    assert here.get(reverse("plan")).status_code == 302
    full.ana.refresh_from_db()
    assert not full.ana.is_active
    assert not SharedSheet.objects.filter(enrolment=full.ana_learns, ended_at=None).exists()
    assert not FamilyLink.objects.filter(participant=full.ana_learns, ended_at=None).exists()
    assert ConsentEnd.objects.filter(consent__link__participant=full.ana_learns).get().how == "link-ended"
    assert full.ana.data_key.wrapped  # what was written is not lost


def test_a_family_member_closes_too_and_others_keep_theirs(full):
    client = signed_in(full.fay)
    client.post(reverse("close_account"), {"sure": "on", "owner": full.fay.uid})
    full.fay.refresh_from_db()
    full.ana.refresh_from_db()
    assert (full.fay.is_active, full.ana.is_active) == (False, True)
    assert not Consent.objects.filter(link__family_member=full.fay, end=None).exists()
    assert Consent.objects.filter(link__family_member=full.finn, end=None).exists()


def test_the_last_operator_stays(cast, now):
    with pytest.raises(ValidationError, match="last account of an operator"):
        closing.close(cast.olga, by=cast.olga, now=now)
    User.objects.create_superuser("otto", PASSWORD)
    closing.close(cast.olga, by=cast.olga, now=now)
    cast.olga.refresh_from_db()
    assert not cast.olga.is_active


def test_the_last_operator_reads_why(cast):
    answer = signed_in(cast.olga).post(reverse("close_account"), {"sure": "on"}, follow=True)
    cast.olga.refresh_from_db()
    assert cast.olga.is_active
    assert answer.status_code in (200, 422)


def test_nobody_closes_the_account_of_somebody_else_here(full, now):
    with pytest.raises(ValidationError):
        closing.close(full.ana, by=full.gil, now=now)


def test_an_erased_account_is_not_opened_again(full, now):
    from learners.privacy import erasure

    erasure.erase_by_hand(full.ana, by=None, now=timezone.now())
    full.ana.refresh_from_db()
    with pytest.raises(ValidationError, match="erased"):
        accounts.reopen(full.ana, enrolment=full.ana_learns, by=full.gil, now=now)
    full.ana.refresh_from_db()
    assert not full.ana.is_active
