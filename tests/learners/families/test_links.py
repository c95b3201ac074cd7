"""Naming people, codes that work once, and what the participant may and may not learn of the other person."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.families import links, names
from learners.models import AuditEvent, FamilyLink, OutgoingMail, User
from learners.people import enrolments
from learners.safekeeping import person_keys
from tests.learners.families.conftest import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(cast, now):
    """The link to somebody who has not come yet, and the code."""
    return links.name(cast.ana_learns, "Rosa", "friend", now=now)


def state(link, now) -> str:
    link.refresh_from_db()
    return links.named(link, now=now).state


def test_a_name_is_sealed_and_read_again(rosa):
    link, code = rosa
    assert "Rosa" not in link.sealed_name
    assert names.of(link) == "Rosa"
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert code.replace("-", "") not in link.code_hash


def test_a_code_connects_once(rosa, cast, now):
    link, code = rosa
    assert links.take_up(code.lower().replace("-", " "), cast.finn, now=now) == link
    assert links.take_up(code, cast.fay, now=now) is None
    assert state(link, now) == links.NOT_SIGNED
    sign(link, now=now)
    assert state(link, now) == links.CONNECTED


def test_the_states_in_their_order(rosa, cast, now):
    link, code = rosa
    assert state(link, now) == links.WAITING
    later = now + links.LASTS + timedelta(seconds=1)
    assert state(link, later) == links.CODE_EXPIRED
    assert links.take_up(code, cast.finn, now=later) is None
    fresh = links.renew_code(link, now=later)
    assert links.take_up(code, cast.finn, now=later) is None
    assert links.take_up(fresh, cast.finn, now=later) == link


@pytest.mark.parametrize("what", ["unknown", "empty", "ended", "declined", "closed", "own"])
def test_every_code_that_opens_nothing_opens_nothing_alike(rosa, cast, now, what, django_assert_num_queries):
    link, code = rosa
    who = cast.finn
    if what in ("unknown", "empty"):
        code = {"unknown": "0000-0000-0000", "empty": ""}[what]
    elif what == "ended":
        links.end(link, by=cast.ana, now=now)
    elif what == "declined":
        links.decline(link, by=None, now=now)
    elif what == "closed":
        User.objects.filter(pk=cast.ana.pk).update(is_active=False)
    else:
        who = cast.ana
    with django_assert_num_queries(1):
        links.usable(code, now=now)
    assert links.take_up(code, who, now=now) is None
    assert not FamilyLink.objects.filter(pk=link.pk, family_member__isnull=False).exists()


def closed(link, cast, now):
    User.objects.filter(pk=cast.finn.pk).update(is_active=False)


@pytest.mark.parametrize(
    "ends",
    [
        lambda link, cast, now: links.end(link, by=cast.finn, now=now),
        lambda link, cast, now: links.end(link, by=cast.ana, now=now),
        lambda link, cast, now: links.decline(link, by=cast.finn, now=now),
        closed,
    ],
)
def test_not_connected_is_one_word_whoever_did_what(rosa, cast, now, ends):
    link, code = rosa
    links.take_up(code, cast.finn, now=now)
    ends(link, cast, now)
    assert state(link, now) == links.NOT_CONNECTED


def test_what_the_other_person_does_is_no_event_of_the_participants_record(rosa, cast, now):
    link, code = rosa
    links.take_up(code, cast.finn, now=now)
    sign(link, now=now)
    links.end(link, by=cast.finn, now=now)
    ended = AuditEvent.objects.filter(action__in=["connection-ended", "consent-ended"])
    assert {(event.about, event.enrolment) for event in ended} == {(cast.finn, None)}
    assert ended.count() == 2


def test_ten_people_and_no_more(cast, now):
    for number in range(links.MOST):
        links.name(cast.ana_learns, f"Person {number}", "friend", now=now)
        cast.ana_learns.family_links.filter(family_member=cast.fay).update(ended_at=now)
    with pytest.raises(ValidationError):
        links.name(cast.ana_learns, "One more", "friend", now=now)


def test_a_family_member_is_linked_with_several_participants_and_once_with_each(rosa, cast, now):
    _link, code = rosa
    assert links.take_up(code, cast.fay, now=now) is None, "Ana and Fay are connected already"
    ben, of_ben = links.name(cast.ben_learns, "Fay", "friend", now=now)
    assert links.take_up(of_ben, cast.fay, now=now) == ben
    assert len(links.running_for(cast.fay)) == 2


def test_the_mail_names_nobody_and_the_address_is_not_kept(cast, now, mailoutbox, settings):
    from learners.post import outbox

    settings.BASE_URL = "https://site.example"
    _link, code = links.name(cast.ana_learns, "Rosa", "friend", now=now, mail_to="rosa@example.org")
    outbox.send_waiting(now)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["rosa@example.org"], "You have a new message")
    assert code in mail.body
    for word in ("Ana", "Rosa", "program", "treatment", "Day program", "Groundwork"):
        assert word not in f"{mail.subject} {mail.body} {mail.from_email}"
    assert OutgoingMail.objects.get().sealed == ""
    assert "rosa@example.org" not in str(list(AuditEvent.objects.values()))
    assert "rosa@example.org" not in str(list(FamilyLink.objects.values()))


def test_a_page_sent_twice_names_one_person(cast, now):
    from uuid import uuid4

    key = uuid4()
    first, old = links.name(cast.ana_learns, "Rosa", "friend", now=now, key=key)
    again, new = links.name(cast.ana_learns, "Rosa", "friend", now=now, key=key)
    assert first == again
    assert links.usable(old, now=now) is None
    assert links.usable(new, now=now) == first


def test_where_the_key_is_destroyed_the_relation_stands_in_for_the_name(rosa, cast, now):
    link, _code = rosa
    person_keys.destroy(cast.ana.pk, now=now)
    assert names.of(link) == "friend"


def test_people_of_an_earlier_episode_can_still_be_stopped(rosa, cast, now):
    link, _code = rosa
    enrolments.repeat(cast.ana_learns, by=cast.mia, now=now)
    assert link in [one.link for one in links.all_named(cast.ana, now=now)]
    assert links.own(cast.ana, link.uid) == link


def test_a_list_takes_as_many_queries_for_one_as_for_ten(cast, now, django_assert_num_queries):
    for number in range(4):
        with django_assert_num_queries(3 if number else 2):  # the key is read once there is a sealed name
            assert len(links.all_named(cast.ana, now=now)) == number + 1
        links.name(cast.ana_learns, f"Person {number}", "friend", now=now)


def test_whoever_is_connected_needs_no_code(rosa, cast, now):
    link, code = rosa
    links.take_up(code, cast.finn, now=now)
    with pytest.raises(ValidationError, match="needs no code"):
        links.renew_code(link, now=now)


def test_a_closed_account_is_connected_with_nobody(rosa, cast, now):
    _link, code = rosa
    cast.finn.is_active = False
    assert links.take_up(code, cast.finn, now=now) is None


def test_nobody_is_named_without_a_name(cast, now):
    with pytest.raises(ValidationError, match="what you call"):
        links.name(cast.ana_learns, "  ", "friend", now=now)
    assert cast.ana_learns.family_links.count() == 1


def test_only_who_is_on_the_list_counts_against_ten(cast, now):
    for number in range(links.MOST):
        link, _code = links.name(cast.ben_learns, f"Person {number}", "friend", now=now)
        links.end(link, by=cast.ben, now=now)
    for number in range(links.MOST - 1):  # Fay is the tenth
        links.name(cast.ana_learns, f"Person {number}", "friend", now=now)
    with pytest.raises(ValidationError, match="named 10"):
        links.name(cast.ana_learns, "One more", "friend", now=now)
    links.name(cast.ben_learns, "First", "friend", now=now)
    links.decline(cast.ana_learns.family_links.last(), by=None, now=now)
    links.name(cast.ana_learns, "Room again", "friend", now=now)


def test_a_list_has_the_own_people_only(rosa, cast, now):
    links.name(cast.ben_learns, "Of Ben", "friend", now=now)
    assert {link.participant for link in links.of_person(cast.ana)} == {cast.ana_learns}
    assert links.own(cast.ben, rosa[0].uid) is None
    assert links.own(cast.ana, rosa[0].uid) == rosa[0]


def test_connections_that_ended_do_not_run(cast, now):
    (link,) = links.running_for(cast.fay)
    links.end(link, by=cast.ana, now=now)
    assert links.running_for(cast.fay) == []


def test_somebody_for_whom_no_code_was_ever_made_is_not_waited_for(cast, now):
    link = FamilyLink.objects.create(participant=cast.ben_learns, relation="friend", made_at=now)
    assert links.state(link, None, now) == links.CODE_EXPIRED
