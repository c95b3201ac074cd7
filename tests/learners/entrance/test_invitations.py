"""One-time codes: kept as a hash, good once, ended by the next one, and never made for rights one does not have."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from learners.entrance import invitations
from learners.models import AuditEvent, Invitation, RoleGrant
from learners.post import outbox
from tests.factories import people

pytestmark = pytest.mark.django_db
SLIP, MAIL = Invitation.Way.SLIP, Invitation.Way.MAIL
NEW = "four calm words here"


def make(cast, now, **more):
    return invitations.make(cast.ana, by=cast.gil, now=now, **{"way": SLIP, **more})


def test_only_a_hash_is_kept(cast, now):
    code = make(cast, now)
    row = Invitation.objects.get()
    assert len(invitations.plain(code)) * 5 >= 60
    assert code not in str(vars(row)) + str(list(AuditEvent.objects.values()))
    assert invitations.plain(code) not in str(vars(row))


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} ",
                                    lambda code: code.replace("0", "o").replace("1", "l")])  # fmt: skip
def test_a_code_is_read_as_people_type_it(cast, now, change):
    code = make(cast, now)
    assert invitations.usable(change(code), now=now) is not None


def test_codes_differ_and_have_no_letter_that_looks_like_a_digit():
    codes = {invitations.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("ILOU")


def test_it_opens_the_account_once(cast, now):
    code = make(cast, now)
    invitation = invitations.usable(code, now=now)
    assert invitations.accept(invitation, NEW, now=now) == cast.ana
    cast.ana.refresh_from_db()
    assert cast.ana.check_password(NEW)
    assert invitations.usable(code, now=now) is None


def test_of_two_at_once_one_wins(cast, now):
    """Both have looked at the code before either uses it."""
    code = make(cast, now)
    first, second = invitations.usable(code, now=now), invitations.usable(code, now=now)
    assert invitations.accept(first, NEW, now=now) == cast.ana
    assert invitations.accept(second, "another four calm words", now=now) is None
    cast.ana.refresh_from_db()
    assert cast.ana.check_password(NEW)


def test_it_runs_out_after_three_days(cast, now):
    code = make(cast, now)
    assert invitations.usable(code, now=now + timedelta(hours=71))
    assert invitations.usable(code, now=now + timedelta(hours=72)) is None
    late = Invitation.objects.select_related("person").get()
    assert invitations.accept(late, NEW, now=now + timedelta(hours=72)) is None


def test_a_new_one_ends_those_before_it(cast, now):
    first = make(cast, now)
    second = make(cast, now)
    assert invitations.usable(first, now=now) is None
    assert invitations.usable(second, now=now)


def test_the_database_itself_allows_one_open_code_only(cast, now):
    make(cast, now)
    row = Invitation.objects.get()
    row.pk, row.uid, row.code_hash = None, cast.ben.uid, "x"
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


def test_a_closed_account_opens_to_no_code(cast, now):
    code = make(cast, now)
    type(cast.ana).objects.filter(pk=cast.ana.pk).update(is_active=False)
    assert invitations.usable(code, now=now) is None
    with pytest.raises(ValidationError):
        make(cast, now)


def test_the_mail_says_nothing_about_treatment(cast, now, mailoutbox):
    cast.ana.email = "home@example.org"
    cast.ana.save()
    code = make(cast, now, way=MAIL)
    assert mailoutbox == []
    outbox.send_waiting(now)
    letter = mailoutbox[0]
    assert letter.subject == "You have a new message"
    assert f"/welcome/#{code}" in letter.body
    for word in ("Groundwork", "program", "treatment", "recovery", "group", "Ana", "clinic", "Day"):
        assert word not in letter.subject + letter.body + letter.from_email


def test_mail_wants_an_address(cast, now):
    with pytest.raises(ValidationError):
        make(cast, now, way=MAIL)


@pytest.mark.parametrize("rights", ["manages", "another program", "writes", "operates", "oneself"])
def test_nobody_makes_a_code_for_rights_that_they_could_not_give(cast, now, rights):
    """Or a facilitator could print the way into a manager's account."""
    if rights == "manages":
        people.grant(cast.ana, now=now, program=cast.morning.program)
    elif rights == "another program":
        people.grant(cast.ana, now=now, cohort=cast.elsewhere)
    elif rights == "writes":
        people.author(cast.ana)
    elif rights == "operates":
        type(cast.ana).objects.filter(pk=cast.ana.pk).update(is_superuser=True)
    for by in (cast.ana,) if rights == "oneself" else (cast.gil, cast.mia):
        with pytest.raises(ValidationError):
            invitations.make(cast.ana, way=SLIP, by=by, now=now)
    assert not Invitation.objects.exists()


def test_a_manager_may_invite_facilitators_of_the_own_program_and_facilitators_may_not(cast, now):
    assert invitations.make(cast.hana, way=SLIP, by=cast.mia, now=now)
    with pytest.raises(ValidationError):
        invitations.make(cast.hana, way=SLIP, by=cast.gil, now=now)


def test_a_right_that_ended_counts_no_more(cast, now):
    assert RoleGrant.objects.get(person=cast.ivo).ended_at
    assert invitations.may_invite(cast.ivo, cast.gil)
