"""What somebody else does between asking and holding the row: codes, connections and joining."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from learners.families import codes, consents, joining, links
from learners.models import Audience, AuditEvent
from learners.people import enrolments

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(cast, now):
    """The link to somebody who has not come yet, and the code."""
    return links.name(cast.ana_learns, "Rosa", "friend", now=now)


@pytest.fixture
def open_code(cast, now) -> str:
    return codes.make(cast.morning.program, by=cast.mia, now=now).code


@pytest.fixture
def meanwhile(monkeypatch):
    """Somebody else's deed is committed just before the row is held."""
    hold = consents.locked

    def first(deed):
        def held(link):
            monkeypatch.setattr(consents, "locked", hold)
            deed()
            return hold(link)

        monkeypatch.setattr(consents, "locked", held)

    return first


def test_of_two_who_come_with_one_code_the_second_is_not_connected(rosa, cast, now, meanwhile):
    link, code = rosa
    meanwhile(lambda: links.take_up(code, cast.finn, now=now))
    assert links.take_up(code, cast.hana, now=now) is None
    link.refresh_from_db()
    assert link.family_member == cast.finn


def test_a_code_that_was_made_anew_meanwhile_opens_nothing(rosa, cast, now, meanwhile):
    link, code = rosa
    meanwhile(lambda: links.renew_code(link, now=now))
    assert links.take_up(code, cast.finn, now=now) is None
    link.refresh_from_db()
    assert link.family_member is None


def test_a_person_who_was_taken_off_meanwhile_gets_no_new_code(rosa, cast, now, meanwhile):
    meanwhile(lambda: links.end(rosa[0], by=cast.ana, now=now))
    with pytest.raises(ValidationError, match="needs no code"):
        links.renew_code(rosa[0], now=now)


@pytest.mark.parametrize("deed", [links.end, links.decline])
def test_what_ended_meanwhile_is_not_ended_once_more(rosa, cast, now, meanwhile, deed):
    link, _code = rosa
    meanwhile(lambda: links.end(link, by=cast.ana, now=now))
    assert not deed(link, by=cast.ana, now=now + timedelta(minutes=1))
    link.refresh_from_db()
    assert (link.ended_at, link.declined_at) == (now, None)
    assert AuditEvent.objects.filter(action="connection-ended").count() == 1


def test_a_code_that_opens_nothing_gives_no_course(cast, now):
    with pytest.raises(joining.OpensNothing):
        joining.join(joining.WayIn("0000-0000-0000", None, None), cast.hana, connect=True, now=now)


@pytest.mark.parametrize("connect", [True, False])
def test_an_answer_that_comes_too_late_gives_no_course(cast, rosa, now, connect):
    way = joining.way_in(rosa[1], now=now)
    links.end(way.link, by=cast.ana, now=now)
    with pytest.raises(joining.OpensNothing):
        joining.join(way, cast.hana, connect=connect, now=now)
    assert not cast.hana.enrolments.exists()


def test_an_open_code_that_ended_meanwhile_gives_no_course(cast, open_code, now):
    way = joining.way_in(open_code, now=now)
    codes.end(cast.morning.program, by=cast.mia, now=now)
    with pytest.raises(joining.OpensNothing):
        joining.join(way, cast.hana, connect=True, now=now)
    assert not cast.hana.enrolments.exists()


def test_whoever_had_the_course_before_begins_anew(cast, open_code, now):
    enrolments.end(cast.finn_learns, on=now.date(), by=cast.gil, now=now)
    way = joining.way_in(open_code, now=now)
    assert joining.join(way, cast.finn, connect=True, now=now)
    assert enrolments.current(cast.finn, Audience.FAMILY) != cast.finn_learns
    assert not joining.join(way, cast.finn, connect=True, now=now)
