"""The list as staff use it: what it says, who may say that they have seen it, and whose words stay whose."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners import acknowledging, notes
from learners.attention import Reason
from learners.models import Acknowledgement, AttentionRules, AuditEvent, StaffNote
from tests.factories.people import make_cast
from tests.learners import clinic
from tests.learners.clinic import DAY
from tests.learners.test_queries import crowd, queries

pytestmark = pytest.mark.django_db
LIST = "/facilitate/attention/"
REASON = Reason("quiet", "2027-03-01", date(2027, 3, 8))
SECRET = "Asked her sister to drive."


@pytest.fixture
def program(db):
    return clinic.program_with_safety()


@pytest.fixture
def cast(program):
    return make_cast(program.program_key)


@pytest.fixture
def ned(cast, now):
    return clinic.join(cast.morning, "ned", now, 10)


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def gil(cast):
    return browser(cast.gil)


@pytest.fixture
def mia(cast):
    return browser(cast.mia)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def seen_path(enrolment) -> str:
    return reverse("attention_seen", args=[enrolment.uid])


def post(client, enrolment, **data):
    """All that the page offers, unless the test says otherwise."""
    form = client.get(seen_path(enrolment)).context["form"]
    usual = {"reasons": [one.value for one in form.told], "owner": client.get(LIST).context["owner"]}
    return client.post(seen_path(enrolment), {**usual, **data})


# --- the list -------------------------------------------------------------------------------------------------------


def test_it_says_who_why_and_since_when(gil, ned):
    page = text(gil.get(LIST))
    assert "Ned E." in page
    assert "“Riding the wave” is not done yet." in page
    assert "Has opened nothing yet, since the start on" in page
    assert page.count(seen_path(ned)) == 2  # the button, and the way to a note


def test_the_rules_in_force_stand_on_it_in_words(gil, cast, ned):
    page = text(gil.get(LIST))
    for words in (
        "A person stands here when",
        "nothing was opened for 7 days",
        "2 sessions in a row were missed and not made up",
        "a check-in was tried 2 times and is not passed",
        "the day of a planned review has passed",
        "is not done 48 hours after the first day",
    ):
        assert words in page
    AttentionRules.objects.create(program=cast.morning.program, quiet_days=1, missed_sessions=0, reviews=False)
    page = text(gil.get(LIST))
    assert "nothing was opened for 1 day<" in page
    assert "sessions in a row" not in page


def test_with_all_rules_off_it_says_so(gil, cast, ned):
    off = {"quiet_days": 0, "missed_sessions": 0, "failed_attempts": 0, "safety_hours": 0, "reviews": False}
    AttentionRules.objects.create(program=cast.morning.program, **off)
    page = text(gil.get(LIST))
    assert "All rules are turned off" in page
    assert "Nobody." in page


def test_it_shows_own_groups_only_and_one_of_them_if_asked(gil, mia, cast, ned, now):
    clinic.join(cast.evening, "olaf", now, 10)
    clinic.join(cast.elsewhere, "far", now, 10)
    assert "Olaf" not in text(gil.get(LIST))
    assert {"Ned E.", "Olaf E."} <= {one.enrolment.person.listed_name for one, _ in mia.get(LIST).context["people"]}
    assert "Far E." not in text(mia.get(LIST))
    narrowed = text(mia.get(LIST, {"group": cast.evening.uid}))
    assert "Olaf E." in narrowed
    assert "Ned E." not in narrowed
    for foreign in (cast.elsewhere.uid, "nonsense"):
        assert mia.get(LIST, {"group": foreign}).status_code == 404


def test_each_read_is_audited_with_the_groups(gil, mia, cast, ned):
    gil.get(LIST)
    mia.get(LIST, {"group": cast.evening.uid})
    gil.get(seen_path(ned))
    first, second, third = AuditEvent.objects.filter(action="attention-read").order_by("pk")
    assert (first.by, first.cohort, first.detail) == (cast.gil, None, {"cohorts": [cast.morning.pk]})
    assert (second.by, second.cohort, second.detail) == (cast.mia, cast.evening, {"cohorts": [cast.evening.pk]})
    assert (third.by, third.enrolment, third.cohort) == (cast.gil, ned, cast.morning)


def test_a_long_list_goes_on_on_the_next_page(mia, cast, program, now):
    crowd(cast.evening, program.by_code["p04"], 53)
    cast.evening.enrolments.update(starts_on=cast.evening.today(now) - 9 * DAY)
    first, second = mia.get(LIST), mia.get(LIST, {"page": 2, "group": cast.evening.uid})
    assert len(first.context["people"]) == 50
    assert len(second.context["people"]) == 4
    assert f"?page=1&amp;group={cast.evening.uid}" in text(second)


@pytest.mark.parametrize("people", [1, 60])
def test_it_takes_as_many_queries_for_any_number_of_people(mia, cast, program, now, people):
    crowd(cast.evening, program.by_code["p04"], people)
    cast.evening.enrolments.update(starts_on=cast.evening.today(now) - 9 * DAY)
    assert queries(mia, "get", LIST) == 16


# --- seen -----------------------------------------------------------------------------------------------------------


def test_what_was_seen_leaves_the_list_and_stands_below_with_who_and_when(gil, cast, ned):
    answer = post(gil, ned, note=SECRET)
    assert answer.status_code == 302
    page = text(gil.get(answer.url))
    assert "Kept: Ned E. is seen." in page
    assert "Nobody. No rule has found anything" in page
    assert "Seen already: 1 person" in page
    assert "Seen by Gil Example" in page
    assert ", with a note" in page
    event = AuditEvent.objects.get(action="attention-acknowledged")
    assert (event.by, event.enrolment) == (cast.gil, ned)
    assert event.detail == {"acknowledgements": list(Acknowledgement.objects.values_list("pk", flat=True))}


def test_one_of_two_reasons_can_stay(gil, ned):
    value = gil.get(seen_path(ned)).context["form"].told[0].value
    post(gil, ned, reasons=[value])
    assert [row.rule for row in Acknowledgement.objects.all()] == ["safety"]
    assert "Has opened nothing yet" in text(gil.get(LIST))


def test_new_facts_bring_the_person_back(gil, cast, ned, now, program):
    for days in (4, 3):
        clinic.hold(cast.morning, days, {ned: "absent"}, by=cast.gil, now=now)
    post(gil, ned)
    assert "Nobody. No rule" in text(gil.get(LIST))
    clinic.hold(cast.morning, 1, {ned: "absent"}, by=cast.gil, now=now)
    assert "Missed 3 sessions in a row" in text(gil.get(LIST))


def test_it_goes_back_to_the_group_from_which_it_came(gil, cast, ned):
    assert post(gil, ned, group=str(cast.morning.uid)).url == f"{LIST}?group={cast.morning.uid}"


def test_a_note_is_sealed_and_read_by_who_leads_the_group_only_and_that_is_audited(gil, mia, cast, ned):
    post(gil, ned, note=SECRET)
    assert SECRET not in StaffNote.objects.get().sealed
    assert SECRET in text(gil.get(seen_path(ned)))
    assert AuditEvent.objects.filter(action="note-read", by=cast.gil, enrolment=ned).count() == 1
    for path in (seen_path(ned), LIST):
        assert SECRET not in text(mia.get(path))
    assert not AuditEvent.objects.filter(action="note-read", by=cast.mia).exists()


def test_a_manager_may_say_seen_but_keeps_no_note(mia, ned):
    assert "note" not in mia.get(seen_path(ned)).context["form"].fields
    answer = post(mia, ned, note=SECRET)
    assert answer.status_code == 422
    assert "Notes are for those who lead this group." in text(answer)
    assert not Acknowledgement.objects.exists()
    assert post(mia, ned).status_code == 302
    assert Acknowledgement.objects.filter(note=None).count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"reasons": []}, "Tick what you have seen."),
        ({"reasons": ["quiet|1999-01-01"]}, "Something has changed since this page was opened."),
        ({"note": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_to_do(gil, ned, data, words):
    answer = post(gil, ned, **data)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Acknowledgement.objects.exists()
    assert not StaffNote.objects.exists()


def test_a_second_time_says_that_nothing_is_left(gil, ned):
    post(gil, ned)
    answer = gil.post(seen_path(ned), {"reasons": ["quiet|x"]}, follow=True)
    assert "Nothing is left to see here" in text(answer)


def test_another_persons_page_is_refused(gil, cast, ned):
    assert gil.post(seen_path(ned), {"owner": str(cast.mia.uid), "reasons": ["x"]}).status_code == 409


def test_a_family_member_is_absent_here(gil, cast):
    assert gil.get(seen_path(cast.fay_learns)).status_code == 404


def test_a_facilitator_who_was_removed_is_out_on_the_next_request(gil, cast, ned, now):
    cast.gil.role_grants.update(ended_at=now)
    assert gil.get(LIST).status_code == 403
    assert gil.post(seen_path(ned)).status_code == 403


def test_the_deed_wants_a_reason_and_the_database_keeps_it_for_ever(cast, ned, now):
    with pytest.raises(ValidationError):
        acknowledging.acknowledge(ned, [], by=cast.gil, now=now)
    row = Acknowledgement.objects.create(enrolment=ned, rule="quiet", about="x", by=cast.gil, at=now)
    for change in (lambda: Acknowledgement.objects.update(rule="tries"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_note_that_cannot_be_kept_keeps_nothing(cast, ned, now, monkeypatch):
    monkeypatch.setattr(notes, "LONGEST", 3)
    with pytest.raises(ValidationError):
        acknowledging.acknowledge(ned, [REASON], by=cast.gil, now=now, note="four")
    assert not Acknowledgement.objects.exists()


# --- the rules ------------------------------------------------------------------------------------------------------

NUMBERS = {"quiet_days": 10, "missed_sessions": 3, "failed_attempts": 0, "safety_hours": 24, "reviews": "on"}


def test_a_manager_changes_the_rules_for_all_groups_and_that_is_kept(mia, cast):
    path = reverse("attention_rules", args=[cast.morning.program.uid])
    assert path in text(mia.get(LIST))
    assert mia.post(path, NUMBERS).status_code == 302
    assert mia.post(path, {**NUMBERS, "quiet_days": 12}).status_code == 302
    rules = AttentionRules.objects.get()
    assert (rules.program, rules.quiet_days, rules.failed_attempts) == (cast.morning.program, 12, 0)
    first, second = AuditEvent.objects.filter(action="attention-rules-set").order_by("pk")
    assert (first.by, first.detail["program"]) == (cast.mia, cast.morning.program.pk)
    assert first.detail["before"]["quiet_days"] == 7
    assert (second.detail["before"]["quiet_days"], second.detail["after"]["quiet_days"]) == (10, 12)
    assert "nothing was opened for 12 days" in text(mia.get(LIST))


@pytest.mark.parametrize(
    "wrong", [{"quiet_days": "-1"}, {"quiet_days": "61"}, {"missed_sessions": "many"}, {"safety_hours": ""}]
)
def test_a_number_that_makes_no_sense_comes_back_and_changes_nothing(mia, cast, wrong):
    answer = mia.post(reverse("attention_rules", args=[cast.morning.program.uid]), {**NUMBERS, **wrong})
    assert answer.status_code == 422
    assert "Something is left to fix" in text(answer)
    assert not AttentionRules.objects.exists()
    assert not AuditEvent.objects.filter(action="attention-rules-set").exists()


def test_a_facilitator_reads_the_rules_and_cannot_change_them(gil, cast, ned):
    path = reverse("attention_rules", args=[cast.morning.program.uid])
    assert path not in text(gil.get(LIST))
    assert "Your program manager can change them." in text(gil.get(LIST))
    assert gil.post(path, NUMBERS).status_code == 403


def test_one_person_takes_a_fixed_number_of_queries(gil, ned):
    gil.get(seen_path(ned))
    with CaptureQueriesContext(connection) as captured:
        gil.get(seen_path(ned))
    assert len(captured) <= 18
