"""Saying that one has seen a reason: it leaves the list until there are new facts, and a note stays sealed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from learners.models import Acknowledgement, AuditEvent, StaffNote
from learners.overview import acknowledging
from learners.overview.attention import Reason
from learners.safekeeping import notes
from tests.factories.people import make_cast
from tests.learners import clinic
from tests.learners.pages.test_attention_pages import LIST, browser, seen_path, text

pytestmark = pytest.mark.django_db
REASON = Reason("quiet", "2027-03-01", date(2027, 3, 8))
SECRET = "Asked her sister to drive."


@pytest.fixture
def cast(program_page):
    return make_cast(clinic.program_with_safety(program_page).program_key)


@pytest.fixture
def ned(cast, now):
    return clinic.join(cast.morning, "ned", now, 10)


@pytest.fixture
def gil(cast):
    return browser(cast.gil)


@pytest.fixture
def mia(cast):
    return browser(cast.mia)


def post(client, enrolment, **data):
    """All that the page offers, unless the test says otherwise."""
    form = client.get(seen_path(enrolment)).context["form"]
    usual = {"reasons": [one.value for one in form.told], "owner": client.get(LIST).context["owner"]}
    return client.post(seen_path(enrolment), {**usual, **data})


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


def test_new_facts_bring_the_person_back(gil, cast, ned, now):
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


def test_one_person_takes_a_fixed_number_of_queries(gil, ned):
    gil.get(seen_path(ned))
    with CaptureQueriesContext(connection) as captured:
        gil.get(seen_path(ned))
    assert len(captured) <= 18
