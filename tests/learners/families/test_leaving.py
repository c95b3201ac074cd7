"""A family member's own list of connections, and leaving one of them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from learners.families import leaving, links
from learners.models import AuditEvent, FamilyLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_ben(cast, now) -> FamilyLink:
    """Ben and Fay are connected, too."""
    _link, code = links.name(cast.ben_learns, "Fay", "friend", now=now)
    return links.take_up(code, cast.fay, now=now + timedelta(seconds=1))


@pytest.fixture
def of_finn(cast, now) -> FamilyLink:
    _link, code = links.name(cast.ben_learns, "Finn", "friend", now=now)
    return links.take_up(code, cast.finn, now=now)


def test_the_list_has_what_one_said_yes_to_and_nobody_elses(cast, link, of_ben, of_finn):
    assert leaving.connections(cast.fay) == [link, of_ben]
    assert leaving.connections(cast.finn) == [of_finn]
    assert leaving.connections(cast.hana) == []


def test_the_list_does_not_tell_what_the_other_person_did(cast, link, now):
    links.end(link, by=cast.ana, now=now)
    assert leaving.connections(cast.fay) == [link]


def test_one_is_left_and_the_others_stay(cast, link, of_ben, of_finn, now):
    assert leaving.leave(cast.fay, link.uid, now=now)
    assert leaving.connections(cast.fay) == [of_ben]
    assert leaving.connections(cast.finn) == [of_finn]
    link.refresh_from_db()
    assert (link.ended_at, link.ended_by, link.left_at) == (now, cast.fay, now)
    assert links.named(link, now=now).state == links.NOT_CONNECTED
    of_ben.refresh_from_db()
    assert (of_ben.ended_at, of_ben.left_at) == (None, None)


def test_leaving_what_was_ended_by_the_other_looks_the_same_and_moves_no_day(cast, link, now):
    links.end(link, by=cast.ana, now=now)
    later = now + timedelta(days=1)
    assert leaving.leave(cast.fay, link.uid, now=later)
    link.refresh_from_db()
    assert (link.ended_at, link.ended_by, link.left_at) == (now, cast.ana, later)
    assert leaving.connections(cast.fay) == []


def test_nobody_leaves_for_somebody_else_or_twice(cast, link, of_finn, now):
    assert not leaving.leave(cast.fay, of_finn.uid, now=now)
    assert not leaving.leave(cast.fay, uuid4(), now=now)
    assert leaving.leave(cast.fay, link.uid, now=now)
    assert not leaving.leave(cast.fay, link.uid, now=now)
    of_finn.refresh_from_db()
    assert of_finn.left_at is None
    assert AuditEvent.objects.filter(action="connection-left").count() == 1
