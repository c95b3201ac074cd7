"""How soon a lost right is gone: on the next request of a session that is open, and in a file that is being written."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.models import RoleGrant, User
from learners.people import accounts, admissions, enrolments, grants
from learners.records import progress_export, spreadsheets
from learners.safekeeping import sharing
from tests.factories.people import sign_in
from tests.learners.matrix import address
from tests.learners.objects import url_for
from tests.learners.rules import RULES

pytestmark = pytest.mark.django_db


def status(world, name: str, url: str) -> int:
    return world.clients[name].get(url).status_code


def test_a_facilitator_removed_from_a_cohort_is_out_on_the_next_request(world):
    cohort, gil = world.cast.morning, world.people["gil"]
    pages = [address("cohort", cohort_uid=cohort.uid), address("person", enrolment_uid=world.learns["ana"].uid)]
    assert [status(world, "gil", page) for page in pages] == [200, 200]
    grants.end(cohort, gil, by=world.people["mia"], now=timezone.now())
    assert [status(world, "gil", page) for page in pages] == [403, 403], "no grant is left: these are pages of staff"
    grants.grant(world.cast.evening, gil, by=world.people["mia"], now=timezone.now())
    assert [status(world, "gil", page) for page in pages] == [404, 404], "the evening is no morning"


def test_a_manager_whose_role_ended_is_out_on_the_next_request(world):
    pages = [reverse("programs"), address("program_settings", program_uid=world.cast.morning.program.uid)]
    assert [status(world, "mia", page) for page in pages] == [200, 200]
    RoleGrant.objects.filter(person=world.people["mia"]).update(ended_at=timezone.now())
    assert [status(world, "mia", page) for page in pages] == [403, 403]


def test_whoever_moves_to_another_group_takes_the_record_along(world):
    """Out of sight of the old group's facilitator, into that of the new one's, in open sessions."""
    page = address("person", enrolment_uid=world.learns["ana"].uid)
    sheet = address("person_sheet", enrolment_uid=world.learns["ana"].uid, module_key=world.module.key)
    assert [status(world, name, page) for name in ("gil", "hana")] == [200, 404]
    admissions.move(world.learns["ana"], world.cast.evening, reason="Days", by=world.people["mia"], now=timezone.now())
    assert [status(world, name, page) for name in ("gil", "hana")] == [404, 200]
    assert [status(world, name, sheet) for name in ("gil", "hana")] == [404, 200]


def test_a_group_that_goes_to_another_program_leaves_its_manager(world):
    page = address("cohort", cohort_uid=world.cast.evening.uid)
    assert status(world, "mia", page) == 200
    type(world.cast.evening).objects.filter(pk=world.cast.evening.pk).update(program=world.cast.elsewhere.program)
    assert status(world, "mia", page) == 404


def test_a_sheet_that_is_shared_no_longer_is_gone_on_the_next_request(world):
    sheet = address("person_sheet", enrolment_uid=world.learns["ana"].uid, module_key=world.module.key)
    assert status(world, "gil", sheet) == 200
    sharing.stop(world.people["ana"], world.module.key, now=timezone.now())
    assert status(world, "gil", sheet) == 404


@pytest.mark.parametrize(
    ("name", "page"), [("ana", "plan"), ("fay", "family_plan"), ("gil", "cohorts"), ("mia", "programs")]
)
def test_a_closed_account_is_out_on_the_next_request(world, name, page):
    assert status(world, name, reverse(page)) == 200
    User.objects.filter(pk=world.people[name].pk).update(is_active=False)
    assert status(world, name, reverse(page)) == 302


def test_an_account_closed_by_the_deed_is_out_too_and_in_again_when_it_is_opened(world):
    enrolment, gil, now = world.learns["ana"], world.people["gil"], timezone.now()
    accounts.close(world.people["ana"], enrolment=enrolment, by=gil, now=now)
    assert status(world, "ana", reverse("plan")) == 302
    accounts.reopen(world.people["ana"], enrolment=enrolment, by=gil, now=now)
    world.clients["ana"].force_login(User.objects.get(pk=world.people["ana"].pk))
    assert status(world, "ana", reverse("plan")) == 200


def test_a_discharged_person_keeps_what_is_open_and_still_belongs_to_the_group(world):
    today = world.cast.morning.today(timezone.now())
    enrolments.end(world.learns["ana"], on=today, by=world.people["gil"], now=timezone.now())
    assert status(world, "ana", reverse("plan")) == 200
    assert status(world, "hana", address("person", enrolment_uid=world.learns["ana"].uid)) == 404


def test_an_author_taken_out_of_the_group_is_out_of_the_admin_on_the_next_request(world):
    assert status(world, "amir", "/admin/") == 200
    world.people["amir"].groups.clear()
    assert status(world, "amir", "/admin/") == 403


def test_a_group_that_may_write_no_longer_lets_nobody_in(world):
    assert status(world, "rita", "/admin/") == 200
    for group in Group.objects.filter(user=world.people["rita"]):
        group.permissions.clear()
    assert status(world, "rita", "/admin/") == 403


def test_whoever_is_no_superuser_any_more_reaches_no_accounts(world):
    assert status(world, "olga", "/admin/users/") == 200
    User.objects.filter(pk=world.people["olga"].pk).update(is_superuser=False)
    assert status(world, "olga", "/admin/users/") == 403


@pytest.mark.parametrize("lost", ["role", "account", "program"])
def test_a_file_that_is_being_written_ends_where_the_right_ends(world, lost, monkeypatch):
    """Another piece is asked for after the right is gone: the file says that it is not whole."""
    monkeypatch.setattr(progress_export, "PEOPLE_AT_ONCE", 1)
    monkeypatch.setattr(spreadsheets, "ROWS_AT_ONCE", 1)
    pieces = world.clients["mia"].get(address("program_csv", program_uid=world.cast.morning.program.uid))
    written = iter(pieces.streaming_content)
    begun = next(written)
    if lost == "role":
        RoleGrant.objects.filter(person=world.people["mia"]).update(ended_at=timezone.now())
    elif lost == "account":
        User.objects.filter(pk=world.people["mia"].pk).update(is_active=False)
    else:
        RoleGrant.objects.filter(person=world.people["mia"]).update(program=world.cast.elsewhere.program)
    rest = b"".join(written)
    assert b"Person" in begun + rest
    assert b"not whole" in rest
    assert (begun + rest).count(b"Example") < 3


# --- two people, one device -----------------------------------------------------------------------------------------


def test_nothing_is_saved_under_the_name_of_whoever_signed_in_meanwhile(world):
    """Ana's page is still open; Ben has signed in since, in the same browser."""
    page, ben = reverse("search"), world.clients["ben"]
    of_ana, of_ben = ({"owner": str(world.people[name].uid), "words": "wave"} for name in ("ana", "ben"))
    assert ben.post(page, of_ana).status_code == 409
    assert ben.post(page, of_ana, headers={"X-Requested-With": "save"}).json()["message"]
    assert ben.post(page, of_ben).status_code == 200
    assert ben.get(page, of_ana).status_code == 200, "reading is nobody's deed"


def test_whoever_is_signed_out_is_told_so_in_the_way_that_was_asked(world):
    client, page = world.clients["anonymous"], reverse("search")
    assert client.post(page, headers={"X-Requested-With": "save"}).status_code == 401
    assert client.get(page).headers["Location"].endswith("next=%2Flearn%2Fsearch%2F")
    assert client.head(page).headers["Location"].endswith("next=%2Flearn%2Fsearch%2F")
    assert client.post(page).headers["Location"].endswith("next=%2Flearn%2F"), "a form cannot be sent again by itself"


def test_a_note_is_written_by_who_leads_and_other_deeds_by_who_follows(world):
    for deed, managers in (("note", 404), ("pause", 200), ("no-such-deed", 404)):
        page = address("person_change", enrolment_uid=world.learns["ana"].uid, deed=deed)
        assert world.clients["mia"].get(page).status_code == managers, deed
        assert world.clients["gil"].get(page).status_code == (404 if deed == "no-such-deed" else 200), deed


def test_what_was_typed_on_one_persons_page_is_refused_from_another_everywhere(world):
    """At each address that takes something, by everybody who may come in: the page says whose it was."""
    answers = {}
    for name, rule in RULES.items():
        if "POST" in rule.methods and not rule.is_open:
            who = (rule.has or rule.who)[0]
            page = url_for(world, name, who, "own")
            answers[name] = world.clients[who].post(page, {"owner": str(uuid4())}).status_code
    assert len(answers) > 60
    assert {name: code for name, code in answers.items() if code != 409} == {}


ASK_ONCE_MORE = (
    "close_account",
    "consent_sign",
    "emergency_agree",
    "facilitator_code",
    "invite",
    "my_data_export",
    "privacy_disclosures_csv",
    "privacy_disclosures_xlsx",
    "privacy_due_erasure",
    "privacy_erasure",
    "privacy_log_csv",
    "privacy_log_xlsx",
    "privacy_text_new",
    "slip",
    "slips",
)


@pytest.mark.parametrize("name", ASK_ONCE_MORE)
def test_what_matters_most_asks_once_more_who_it_is(world, name):
    """Somebody who may come in, whose last proof is from before the last quarter of an hour."""
    rule = RULES[name]
    who = (rule.has or rule.who)[0]
    client = sign_in(Client(), User.objects.get(pk=world.people[who].pk))
    for method in set(rule.methods.split()) & {"GET", "POST"}:
        answer = getattr(client, method.lower())(url_for(world, name, who, "own"))
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"], (method, answer["Location"])
