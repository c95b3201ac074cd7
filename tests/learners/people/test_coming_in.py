"""The pages of coming in: who is shown, what they cost, what is read is noted, and no name stands in an address."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.entrance import invitations
from learners.models import AuditEvent, Cohort, Enrolment, Invitation, User
from learners.people import admissions, coming_in
from tests.factories import people
from tests.learners.papers import just_signed_in

pytestmark = pytest.mark.django_db
FACTS = re.compile(r'"(cms|wagtailcore)_')


@pytest.fixture
def gil(cast) -> Client:
    client = Client()
    client.force_login(cast.gil)
    just_signed_in(client, cast.gil)
    return client


def at(name: str, one) -> str:
    return reverse(name, args=[one.uid])


def crowd(cohort: Cohort, count: int) -> None:
    now = timezone.now()
    users = User.objects.bulk_create(User(sign_in_name=f"crowd-{count}-{n}", password="!") for n in range(count))
    usual = {"cohort": cohort, "pathway": "mental-health", "starts_on": now.date()}
    Enrolment.objects.bulk_create(Enrolment(person=one, **usual) for one in users)
    usual = {"way": "slip", "made_at": now, "expires_at": now}
    Invitation.objects.bulk_create(Invitation(person=one, by=one, code_hash=one.sign_in_name, **usual) for one in users)


def statements(captured: CaptureQueriesContext) -> list[str]:
    """The beginning of each, without savepoints and without the site's facts, which are read anew once a minute."""
    beginnings = [" ".join(one["sql"].split()[:3]) for one in captured.captured_queries]
    return [one for one in beginnings if not one.startswith(("SAVEPOINT", "RELEASE")) and not FACTS.search(one)]


def queries(client: Client, method: str, url: str, data=None) -> int:
    getattr(client, method)(url, data)
    with CaptureQueriesContext(connection) as captured:
        assert getattr(client, method)(url, data).status_code == 200
    return len(statements(captured))


@pytest.mark.parametrize(
    ("method", "name", "data"), [("get", "cohort_admissions", None), ("post", "find_people", {"words": "crowd"})]
)
def test_a_list_costs_the_same_with_1_and_with_200(cast, gil, method, name, data):
    url = reverse(name) if name == "find_people" else at(name, cast.morning)
    counts = []
    for count in (1, 200):
        crowd(cast.morning, count)
        counts.append(queries(gil, method, url, data))
    assert counts[0] == counts[1] <= 10


def test_the_state_of_each_is_a_shape_and_a_word(cast, now):
    def state_of(person: User) -> str:
        enrolment = Enrolment.objects.select_related("person", "cohort").filter(person=person).first()
        return coming_in.comers([enrolment], now=now)[0].words

    assert state_of(cast.ana) == "has a password"
    User.objects.filter(pk=cast.ana.pk).update(password="!")
    assert state_of(cast.ana) == "not invited yet"
    invitations.make(cast.ana, way="slip", by=cast.gil, now=now)
    assert state_of(cast.ana).startswith("invited on a printed slip, until")
    Invitation.objects.update(expires_at=now)
    assert "run out" in state_of(cast.ana)
    User.objects.filter(pk=cast.ana.pk).update(last_login=now)
    assert state_of(cast.ana) == "has signed in"
    assert state_of(cast.dan) == "account closed"


def test_every_read_is_noted_with_ids_only(cast, gil):
    gil.get(at("cohort_admissions", cast.morning))
    gil.get(at("admission", cast.ana_learns))
    gil.post(reverse("find_people"), {"words": "Ana"})
    noted = AuditEvent.objects.filter(by=cast.gil)
    assert {"admissions-read", "admission-read", "people-searched"} <= set(noted.values_list("action", flat=True))
    assert "Ana" not in str(list(noted.values("detail", "reason")))


def test_search_finds_own_people_also_those_who_left_and_nobody_else(cast, gil, now):
    admissions.discharge(cast.ana_learns, on=cast.morning.today(now), reason="", by=cast.gil, now=now)
    found = gil.post(reverse("find_people"), {"words": "exam an"}).content.decode()
    assert "Ana Example" in found
    assert "left" in found
    for foreign in ("ben", "cara"):
        answers = [gil.post(reverse("find_people"), {"words": words}) for words in (foreign, "nosuch")]
        bodies = [re.sub(r'(value="[^"]*")', "", answer.content.decode()) for answer in answers]
        assert bodies[0] == bodies[1]
    assert gil.post(reverse("find_people"), {"words": "a"}).status_code == 422


def test_who_left_is_listed_under_left(cast, gil, now):
    admissions.discharge(cast.ana_learns, on=cast.morning.today(now), reason="", by=cast.gil, now=now)
    here, left = (gil.get(at("cohort_admissions", cast.morning), {"left": n}).content.decode() for n in ("0", "1"))
    assert ("Ana Example" in here, "Ana Example" in left) == (False, True)


def form(now, **more) -> dict[str, str]:
    day = (now + timedelta(days=1)).date().isoformat()
    usual = {"sign_in_name": "quiet-lake-20", "way": "slip", "audience": "participant", "pathway": "mental-health"}
    return {**usual, "day": day, "start_week": "1", **more}


def test_one_person_comes_in_and_gets_a_slip(cast, gil, now):
    answer = gil.post(at("admit", cast.morning), form(now, first_name="Noor"))
    made = Enrolment.objects.get(person__sign_in_name="quiet-lake-20")
    assert answer["Location"] == at("admission", made)
    assert "Noor" not in answer["Location"]
    slip = gil.post(at("slip", made))
    code = slip.context["slips"][0].code
    assert code in slip.content.decode()
    assert "<svg" in slip.content.decode()
    assert "no-store" in slip["Cache-Control"]
    assert code not in str(dict(gil.session)) + str(list(AuditEvent.objects.values())) + str(
        Invitation.objects.values()
    )
    assert code not in gil.get(at("admission", made)).content.decode()
    assert invitations.usable(code, now=timezone.now()).person == made.person


def test_a_button_pressed_twice_brings_in_one(cast, gil, now):
    places = [gil.post(at("admit", cast.morning), form(now))["Location"] for _press in range(2)]
    assert places[0] == places[1]
    mia = Client()
    mia.force_login(cast.mia)
    assert mia.post(at("admit", cast.morning), form(now)).status_code == 422, "somebody else's is only a taken name"


def test_the_plan_is_shown_before_anything_is_stored(cast, gil, now):
    before = User.objects.count()
    page = gil.post(at("admit", cast.morning), form(now, preview="1", start_week="2"))
    assert page.status_code == 200
    assert "The plan that this makes" in page.content.decode()
    assert 'value="quiet-lake-20"' in page.content.decode()
    assert User.objects.count() == before


@pytest.mark.parametrize("wrong", [{"day": "2020-01-01"}, {"pathway": ""}, {"audience": "family"}, {"first_name": "=x"},
                                   {"way": "mail"}, {"sign_in_name": "No Way"}, {"start_week": "13"}])  # fmt: skip
def test_a_wrong_form_comes_back_with_what_was_typed(cast, gil, now, wrong):
    before = User.objects.count()
    page = gil.post(at("admit", cast.morning), form(now, last_name="Haddad", **wrong))
    assert page.status_code == 422
    assert 'value="Haddad"' in page.content.decode()
    assert User.objects.count() == before


def test_a_known_and_an_unknown_address_get_the_same_answer(cast, gil, now):
    """Cara is in another program; Gil does not follow her."""
    User.objects.filter(pk=cast.cara.pk).update(email="known@example.org")
    answers = []
    for number, address in enumerate(("warm@example.org", "known@example.org", "unknown@example.org")):
        done = form(now, way="mail", email=address, sign_in_name=f"quiet-lake-3{number}")
        with CaptureQueriesContext(connection) as captured:
            answer = gil.post(at("admit", cast.morning), done)
        answers.append((answer.status_code, statements(captured)))
        assert Invitation.objects.filter(person__sign_in_name=f"quiet-lake-3{number}").count() == 1
    assert answers[1] == answers[2]


def test_a_sheet_has_a_slip_for_each_that_was_ticked_and_no_other(cast, gil):
    ticked = [cast.ana_learns.uid, cast.fay_learns.uid, cast.ben_learns.uid, "nonsense"]
    sheet = gil.post(at("slips", cast.morning), {"person": ticked})
    assert {slip.person for slip in sheet.context["slips"]} == {cast.ana, cast.fay}
    for word in ("recovery", "treatment", "therapy", "Day program", "participant"):
        assert word not in re.search(r'<div class="slips">.*</main>', sheet.content.decode(), re.DOTALL)[0]
    assert gil.post(at("slips", cast.morning)).status_code == 302


def test_a_person_is_moved_and_out_of_sight_for_the_former_group(cast, gil):
    moved = gil.post(at("move_person", cast.ana_learns), {"cohort": cast.evening.uid, "reason": "New shift"})
    assert moved["Location"] == at("cohort_admissions", cast.morning)
    assert gil.get(at("admission", cast.ana_learns)).status_code == 404
    refused = gil.post(at("move_person", cast.finn_learns), {"cohort": cast.elsewhere.uid, "reason": "x"})
    assert refused.status_code == 422


def test_the_plan_after_a_move_is_shown_first(cast, gil):
    page = gil.post(at("move_person", cast.ana_learns), {"cohort": cast.evening.uid, "preview": "1"})
    assert "The plan that this makes" in page.content.decode()
    assert Enrolment.objects.get(pk=cast.ana_learns.pk).cohort == cast.morning


def test_discharge_and_back_in_by_the_pages(cast, gil, now):
    today = cast.morning.today(now)
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(starts_on=today - timedelta(days=9))
    gil.post(at("discharge", cast.ana_learns), {"on": (today - timedelta(days=2)).isoformat(), "reason": "Done"})
    assert "Bring back in" in gil.get(at("admission", cast.ana_learns)).content.decode()
    back = {"to": cast.morning.uid, "pathway": "mental-health", "day": today.isoformat(), "start_week": "1"}
    assert gil.post(at("readmit", cast.ana_learns), {**back, "preview": "1"}).status_code == 200
    gil.post(at("readmit", cast.ana_learns), back)
    again = Enrolment.objects.get(person=cast.ana, ended_on=None)
    assert (again.episode, again.pathway) == (2, "mental-health")


def test_an_account_closes_and_opens_by_the_pages(cast, gil):
    for name, active in (("account_close", False), ("account_reopen", True)):
        assert gil.post(at(name, cast.ana_learns)).status_code == 302
        assert User.objects.get(pk=cast.ana.pk).is_active is active


def test_a_corrected_address_gets_the_mail(cast, gil):
    data = {"first_name": "Ana", "last_name": "Example", "email": "ana@example.org", "mail": "1"}
    assert gil.post(at("invite", cast.ana_learns), data).status_code == 302
    assert Invitation.objects.get(person=cast.ana).way == "mail"
    data["email"] = ""
    assert gil.post(at("invite", cast.ana_learns), data).status_code == 422
    assert User.objects.get(pk=cast.ana.pk).email == "ana@example.org", "nothing of a refused form is kept"


def test_staff_enrolled_here_are_out_of_a_facilitators_hands(cast, gil, now):
    people.grant(cast.finn, now=now, program=cast.morning.program)
    page = gil.get(at("admission", cast.finn_learns)).content.decode()
    assert "rights of its own" in page
    assert gil.post(at("slip", cast.finn_learns)).status_code == 422
    sheet = gil.post(at("slips", cast.morning), {"person": [cast.finn_learns.uid]})
    assert sheet.status_code == 302
    assert not Invitation.objects.exists()


def test_whoever_left_the_page_open_says_once_more_who_they_are(cast, now, time_machine):
    """An address or a code that somebody else puts in would open the account."""
    late = Client()
    late.force_login(cast.gil)
    data = {"first_name": "Ana", "last_name": "Example", "email": "thief@example.org", "mail": "1"}
    person, sheet = {"person": cast.ana_learns.uid}, at("slips", cast.morning)
    for place, posted in ((at("invite", cast.ana_learns), data), (at("slip", cast.ana_learns), {}), (sheet, person)):
        assert late.post(place, posted)["Location"].startswith("/accounts/reauthenticate/?next=")
    assert not Invitation.objects.exists()
    assert User.objects.get(pk=cast.ana.pk).email != "thief@example.org"
    just_signed_in(late, cast.gil)
    assert late.post(at("slip", cast.ana_learns)).status_code == 200
