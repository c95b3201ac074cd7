"""Certificates: when one can be issued, what is frozen in it, and that a new one takes the old one's place."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from learners.learning import progress
from learners.models import AuditEvent, Certificate, GroupSession
from learners.people import enrolments
from learners.planning import assigned
from learners.records import certificate_codes, certificates, records
from learners.records.certificates import ALL_DONE, DISCHARGED, NOT_YET, NOTHING_DONE
from learners.safekeeping import person_keys
from learners.safekeeping.encryption import CannotOpen
from tests.factories.people import make_cast
from tests.factories.sessions import mark, session

BEGAN = date(2026, 9, 7)
NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)


def complete(enrolment, *modules, at=NOW):
    for module in modules:
        with progress.recording(enrolment, module.key, now=at) as recorder:
            recorder.add(progress.Kind.COMPLETED, edition=module.edition_id, rule=1)


def wanted(enrolment):
    return [row.module for row in assigned.for_enrolment(enrolment, now=NOW).wanted]


def preview(enrolment, now=NOW):
    return certificates.facts_of(assigned.for_enrolment(enrolment, now=now), now=now)


def issue(enrolment, by, *, reason="", now=NOW):
    standing = certificates.standing(enrolment)
    seen, replaces = preview(enrolment, now).fingerprint, str(standing.pk) if standing else ""
    return certificates.issue(enrolment, seen=seen, replaces=replaces, by=by, now=now, reason=reason)


# --- the rule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "completed", "discharged", "expected"),
    [
        (False, 0, False, NOTHING_DONE),
        (False, 0, True, NOTHING_DONE),
        (True, 0, False, NOTHING_DONE),  # all excused: nothing was completed
        (False, 5, False, NOT_YET),
        (False, 1, True, DISCHARGED),
        (True, 30, False, ALL_DONE),
        (True, 30, True, ALL_DONE),
    ],
)
def test_the_rule(whole, completed, discharged, expected):
    found = certificates.ground(whole=whole, completed=completed, discharged=discharged)
    assert found == expected
    assert certificates.can_be_issued(found) == (expected in (ALL_DONE, DISCHARGED))


def test_hours_are_told_to_the_quarter_downwards():
    facts = certificates.Facts("A", "S", "P", "2026-09-07", "2026-12-01", True, 1, 1, 0)
    told = {m: dataclasses.replace(facts, group_minutes=m).group_hours for m in (0, 59, 60, 164, 165, 1620)}
    assert told == {0: "0", 59: "0.75", 60: "1", 164: "2.5", 165: "2.75", 1620: "27"}


# --- codes ----------------------------------------------------------------------------------------------------------


def test_a_code_has_16_characters_in_four_groups_that_nobody_mixes_up():
    for _ in range(200):
        code = certificate_codes.draw()
        assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
        assert not set(code) & set("ILO01")
        assert certificate_codes.is_well_formed(code)


def test_the_check_character_notices_each_wrong_character_and_each_swap():
    plain = certificate_codes.draw().replace("-", "")
    for place, right in enumerate(plain):
        for wrong in set(certificate_codes.ALPHABET) - {right}:
            assert not certificate_codes.is_well_formed(plain[:place] + wrong + plain[place + 1 :])
        for other in range(place + 1, len(plain)):
            swapped = list(plain)
            swapped[place], swapped[other] = swapped[other], swapped[place]
            if swapped != list(plain):
                assert not certificate_codes.is_well_formed("".join(swapped))


@pytest.mark.parametrize(
    "typed", ["abcd-efgh-jkmn-pqrs", "ABCD EFGH JKMN PQRS", "abcdefghjkmnpqrs", "ABCD–EFGH–JKMN–PQRS"]
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert certificate_codes.read(typed) == "ABCD-EFGH-JKMN-PQRS"


# --- issuing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(program):
    return make_cast(program.program_key, starts_on=BEGAN)


@pytest.fixture
def done(cast):
    """Ana has completed all that her plan asks for, and was in two of three sessions."""
    complete(cast.ana_learns, *wanted(cast.ana_learns))
    for number, status in enumerate(("present", "late", "absent")):
        held = session(cast.morning, BEGAN + timedelta(days=number), by=cast.gil)
        mark(held, cast.ana_learns, status, arrived_at=time(10) if status == "late" else None)
    return cast.ana_learns


def test_what_stands_on_it_is_what_was_true_and_nothing_else(done, cast):
    shown = certificates.shown(issue(done, cast.gil))
    assert dataclasses.asdict(shown.facts) == {
        "name": "Ana Example",
        "site": "Groundwork",
        "program": "Day program",
        "first_day": "2026-09-07",
        "last_day": "2026-12-01",
        "whole": True,
        "modules": len(wanted(done)),
        "sessions": 2,
        "group_minutes": 180 + 120,
    }
    assert shown.certificate.issued_on == date(2026, 12, 1)
    assert certificate_codes.is_well_formed(shown.certificate.code)


def test_hours_are_those_of_the_record(done, cast):
    """Not of what was called off, nor of a session that is still under way."""
    mark(session(cast.morning, date(2026, 10, 5), by=cast.gil, state=GroupSession.State.CALLED_OFF), done)
    mark(session(cast.morning, date(2026, 12, 1), by=cast.gil, state=GroupSession.State.RUNNING), done)
    record = records.of_person(done, first=BEGAN, last=date(2026, 12, 1), now=NOW)
    facts = preview(done)
    assert (facts.sessions, facts.group_minutes) == (record.by_person[0].there, record.by_person[0].minutes) == (2, 300)


def test_what_is_stored_is_sealed_and_bound_to_its_row(done, cast):
    one = issue(done, cast.gil)
    assert "Ana" not in one.sealed
    assert person_keys.opened(cast.ana.pk).unseal(one.sealed, bound_to=f"learners.certificate.sealed:{one.pk}")
    with pytest.raises(CannotOpen):
        certificates.shown(Certificate(enrolment=done, sealed=one.sealed))


def test_it_stays_as_it_was_issued(done, cast):
    one = issue(done, cast.gil)
    before = certificates.shown(one).facts
    type(cast.ana).objects.filter(pk=cast.ana.pk).update(first_name="Anna")
    mark(session(cast.morning, date(2026, 9, 30), by=cast.gil), done)
    assert certificates.shown(Certificate.objects.get()).facts == before
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(code="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).delete()


def test_nothing_is_issued_while_modules_are_left(cast):
    complete(cast.ana_learns, wanted(cast.ana_learns)[0])
    with pytest.raises(ValidationError, match="when all modules are done"):
        issue(cast.ana_learns, cast.gil)


def test_after_discharge_it_says_how_many_modules_were_completed(cast):
    complete(cast.ana_learns, wanted(cast.ana_learns)[0])
    enrolments.end(cast.ana_learns, on=date(2026, 11, 20), by=cast.gil, now=NOW)
    facts = certificates.shown(issue(cast.ana_learns, cast.gil)).facts
    assert (facts.whole, facts.modules, facts.last_day) == (False, 1, "2026-11-20")


def test_never_a_certificate_of_nothing(cast):
    enrolments.end(cast.ana_learns, on=date(2026, 11, 20), by=cast.gil, now=NOW)
    with pytest.raises(ValidationError):
        issue(cast.ana_learns, cast.gil)
    assert not Certificate.objects.exists()


def test_family_members_get_none(cast):
    complete(cast.fay_learns, *wanted(cast.fay_learns))
    with pytest.raises(ValidationError):
        issue(cast.fay_learns, cast.gil)


def test_issuing_again_needs_a_reason_and_takes_the_old_ones_place(done, cast):
    first = issue(done, cast.gil)
    with pytest.raises(ValidationError, match="why it is issued again"):
        issue(done, cast.gil)
    second = issue(done, cast.mia, reason="Spelling of the name")
    assert second.supersedes == first
    assert certificates.standing(done) == second
    assert certificates.history(done) == [second, first]
    assert certificates.issued_on(first.code) is None
    assert certificates.issued_on(second.code) == date(2026, 12, 1)
    assert [one.certificate for one in certificates.of_person(cast.ana)] == [second]


def test_two_clicks_issue_one(done, cast):
    seen = preview(done).fingerprint
    certificates.issue(done, seen=seen, replaces="", by=cast.gil, now=NOW)
    with pytest.raises(ValidationError, match="in the meantime"):
        certificates.issue(done, seen=seen, replaces="", by=cast.gil, now=NOW)
    assert Certificate.objects.count() == 1


def test_what_changed_since_the_preview_is_not_issued_unseen(done, cast):
    seen = preview(done).fingerprint
    mark(session(cast.morning, date(2026, 9, 30), by=cast.gil), done)
    with pytest.raises(ValidationError, match="changed since you looked"):
        certificates.issue(done, seen=seen, replaces="", by=cast.gil, now=NOW)


def test_the_audit_holds_numbers_and_ids_only(done, cast):
    one = issue(done, cast.gil)
    event = AuditEvent.objects.get(action="certificate-issued")
    assert event.detail == {"certificate": str(one.pk), "modules": len(wanted(done)), "sessions": 2}
    assert (event.by, event.enrolment) == (cast.gil, done)


def test_each_episode_has_a_certificate_of_its_own(done, cast):
    first = issue(done, cast.gil)
    again = enrolments.repeat(done, by=cast.gil, now=NOW)
    complete(again, *wanted(again), at=NOW + timedelta(days=1))
    second = issue(again, cast.gil, now=NOW + timedelta(days=2))
    assert [one.certificate for one in certificates.of_person(cast.ana)] == [second, first]
    assert timezone.is_aware(second.issued_at)
