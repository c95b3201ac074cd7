"""The open code of a program, the family course behind it, and how many have it."""

import pytest

from learners.families import codes, joining
from learners.models import Audience, Enrolment, User
from learners.people import enrolments
from tests.learners.families.test_joining import NEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_code(cast, now) -> str:
    return codes.make(cast.morning.program, by=cast.mia, now=now).code


def test_each_program_has_a_code_of_its_own(cast, open_code, now):
    other = cast.elsewhere.program
    assert codes.running(other) is None
    assert not codes.end(other, by=cast.mia, now=now)
    of_other = codes.make(other, by=cast.mia, now=now)
    assert codes.running(cast.morning.program).code == open_code
    assert codes.usable(open_code)
    assert codes.usable(of_other.code) == of_other


def test_a_family_course_that_was_closed_is_not_joined_again(cast, now):
    first = codes.cohort_of(cast.morning.program, by=cast.mia, now=now)
    assert codes.cohort_of(cast.morning.program, by=cast.mia, now=now) == first
    first.is_open = False
    first.save()
    second = codes.cohort_of(cast.morning.program, by=cast.mia, now=now)
    assert second != first
    assert second.is_open


def test_accounts_are_counted_where_there_are_enough_and_only_those_that_are_here(cast, open_code, now):
    def come(number: int, code: str) -> User:
        way = joining.way_in(code, now=now)
        words = {"first_name": f"Nora {number}", "email": "", "password": NEW}
        return joining.open_account(way, **words, connect=False, now=now)

    def count() -> int | None:
        return codes.accounts(cast.morning.program)

    here = Enrolment.objects.filter(cohort__program=cast.morning.program, audience=Audience.FAMILY).count()
    new = [come(number, open_code) for number in range(codes.FEWEST - here - 1)]
    elsewhere = codes.make(cast.elsewhere.program, by=cast.mia, now=now).code
    for number in range(codes.FEWEST):
        come(number, elsewhere)
    assert count() is None
    new.append(come(9, open_code))
    assert count() == codes.FEWEST
    new.append(come(10, open_code))
    assert count() == codes.FEWEST + 1
    enrolments.end(enrolments.current(new[0], Audience.FAMILY), on=now.date(), by=cast.mia, now=now)
    assert count() == codes.FEWEST
    User.objects.filter(pk=new[1].pk).update(is_active=False)
    assert count() is None
