"""Mail that has lost its reason while it waited does not go out: nobody gets a key to what has ended."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from learners.entrance import invitations, mail_reasons
from learners.families import links
from learners.models import FamilyLink, Invitation, OutgoingMail, User
from learners.people import grants
from learners.post import jobs, outbox

pytestmark = pytest.mark.django_db
MAIL = Invitation.Way.MAIL


@pytest.fixture
def person(world) -> User:
    ana = world.people["ana"]
    ana.email = "ana@example.org"
    ana.save(update_fields=["email"])
    return ana


@pytest.fixture
def invited(world, person) -> str:
    """Waits to be sent."""
    return invitations.make(person, way=MAIL, by=world.people["mia"], now=timezone.now())


def tick() -> list[str]:
    """What goes out, as the minute command sends it."""
    next(job for job in jobs.JOBS if job.name == "mails sent").run(timezone.now() + timedelta(seconds=1))
    return [message.body for message in mail.outbox]


def test_an_invitation_that_stands_goes_out(invited):
    assert len(tick()) == 1
    assert invited in mail.outbox[0].body


def test_one_that_was_ended_does_not(person, invited):
    invitations.end_open(person, now=timezone.now())
    assert tick() == []
    row = OutgoingMail.objects.get()
    assert row.sealed == "", "what it said is forgotten"
    assert row.gave_up_at is not None


def test_of_two_only_the_newer_goes_out(world, person, invited):
    newer = invitations.make(person, way=MAIL, by=world.people["mia"], now=timezone.now())
    (sent,) = tick()
    assert newer in sent
    assert invited not in sent


def test_one_for_a_closed_account_does_not(person, invited):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert tick() == []


def test_one_to_an_address_that_was_changed_does_not(person, invited):
    User.objects.filter(pk=person.pk).update(email="other@example.org")
    assert tick() == []


def test_one_that_ran_out_while_it_waited_does_not(invited):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert tick() == []


def test_one_for_somebody_who_was_given_rights_in_the_meantime_does_not(world, person, invited):
    """The code was made for less than it would open now."""
    grants.grant(world.cast.evening, person, by=world.people["mia"], now=timezone.now())
    assert tick() == []


def test_a_new_password_is_not_mailed_to_a_closed_account_or_an_old_address(world, person):
    for change in ({"is_active": False}, {"email": "other@example.org"}):
        User.objects.filter(pk=person.pk).update(is_active=True, email="ana@example.org")
        world.clients["anonymous"].post(reverse("account_reset_password"), {"email": "ana@example.org"})
        assert OutgoingMail.objects.filter(sent_at=None, gave_up_at=None).exists()
        User.objects.filter(pk=person.pk).update(**change)
        assert tick() == []
    User.objects.filter(pk=person.pk).update(is_active=True, email="ana@example.org")
    world.clients["anonymous"].post(reverse("account_reset_password"), {"email": "ana@example.org"})
    assert len(tick()) == 1


def test_a_reason_that_nobody_knows_holds_no_longer(person):
    assert not mail_reasons.still(f"party:{person.uid}", "ana@example.org", timezone.now())
    assert mail_reasons.still(f"account:{person.uid}", "ANA@example.org", timezone.now())


def test_mail_from_before_there_were_reasons_goes_out(person):
    outbox.write("ana@example.org", "You have a new message", "Hello", now=timezone.now())
    assert tick() == ["Hello"]


# --- codes for families ---------------------------------------------------------------------------------------------


@pytest.fixture
def named(world) -> tuple[FamilyLink, str]:
    """Ana named somebody, who gets the code by mail."""
    return links.name(world.learns["ana"], "Rosa", "friend", now=timezone.now(), mail_to="rosa@example.org")


def test_a_reason_is_asked_of_the_one_account_or_invitation_that_it_names(world, person, invited):
    """Not of the first that is found, and never of one that is gone."""
    ben, now = world.people["ben"], timezone.now()
    ben.email = "ben@example.org"
    ben.save(update_fields=["email"])
    invitations.make(ben, way=MAIL, by=world.people["mia"], now=now)
    for somebody in (person, ben):
        uid = Invitation.objects.get(person=somebody).uid
        for other in (person, ben):
            expected = somebody == other
            assert mail_reasons.still(f"account:{somebody.uid}", other.email, now) is expected
            assert mail_reasons.still(f"invitation:{uid}", other.email, now) is expected
    for kind in ("account", "invitation", "something"):
        assert not mail_reasons.still(f"{kind}:{uuid4()}", person.email, now)


def test_a_code_that_opens_something_goes_out(named):
    (sent,) = tick()
    assert named[1] in sent


def test_of_two_codes_only_the_newer_goes_out(named):
    newer = links.renew_code(named[0], now=timezone.now(), mail_to="rosa@example.org")
    (sent,) = tick()
    assert newer in sent


def test_a_code_for_somebody_who_came_or_was_taken_off_does_not(world, named):
    links.end(named[0], by=world.people["ana"], now=timezone.now())
    assert tick() == []


@pytest.mark.parametrize("what", ["taken_up_at", "ended_at", "declined_at"])
def test_none_of_these_stands_beside_a_code_that_would_go_out(named, what):
    link = FamilyLink.objects.filter(pk=named[0].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        link.update(**{what: timezone.now()})
    link.update(code_hash=None)
    assert tick() == []


def test_a_code_that_is_over_or_whose_participant_is_gone_does_not(world, named):
    FamilyLink.objects.filter(pk=named[0].pk).update(code_expires_at=timezone.now())
    assert tick() == []
    FamilyLink.objects.filter(pk=named[0].pk).update(code_expires_at=timezone.now() + timedelta(days=1))
    assert mail_reasons.still(f"family:{named[0].code_hash}", "rosa@example.org", timezone.now())
    User.objects.filter(pk=world.people["ana"].pk).update(is_active=False)
    assert not mail_reasons.still(f"family:{named[0].code_hash}", "rosa@example.org", timezone.now())
