"""Each person has a key of their own: it opens what is theirs, in its place, and nothing else."""

import threading
import time
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from learners.models import PersonKey, User
from learners.safekeeping import encryption, person_keys
from learners.safekeeping.encryption import CannotOpen
from learners.safekeeping.person_keys import Destroyed, PersonCipher

PLACE = "learners.staffnote.sealed:1"
TEXT = "Only between us."


def cipher() -> PersonCipher:
    return person_keys.cipher_of(PersonKey(**person_keys.fresh(1)))


ANAS, BENS = cipher(), cipher()
SEALED = ANAS.seal(TEXT, bound_to=PLACE)


@given(st.text(), st.text())
def test_what_is_sealed_opens_again(text, place):
    assert ANAS.unseal(ANAS.seal(text, bound_to=place), bound_to=place) == text


@given(st.text())
def test_no_other_row_or_field_opens_it(place):
    assume(place != PLACE)
    with pytest.raises(CannotOpen):
        ANAS.unseal(SEALED, bound_to=place)


def test_no_other_person_opens_it_even_under_the_name_of_the_key():
    for other in (BENS, replace(BENS, key_id=ANAS.key_id)):
        with pytest.raises(CannotOpen):
            other.unseal(SEALED, bound_to=PLACE)


@given(st.integers(0, len(SEALED) - 1))
def test_a_text_that_was_cut_is_refused(length):
    with pytest.raises(CannotOpen):
        ANAS.unseal(SEALED[:length], bound_to=PLACE)


@given(st.integers(0, len(SEALED) - 1), st.integers(0, 6))
def test_one_flipped_bit_is_refused(at, bit):
    changed = SEALED[:at] + chr(ord(SEALED[at]) ^ 1 << bit) + SEALED[at + 1 :]
    assert changed != SEALED
    with pytest.raises(CannotOpen):
        ANAS.unseal(changed, bound_to=PLACE)


@given(st.integers(0, len(SEALED)), st.text(min_size=1, max_size=5))
def test_something_put_in_is_refused(at, more):
    with pytest.raises(CannotOpen):
        ANAS.unseal(SEALED[:at] + more + SEALED[at:], bound_to=PLACE)


@given(st.text())
def test_what_was_never_sealed_is_refused_not_returned(anything):
    with pytest.raises(CannotOpen):
        ANAS.unseal(anything, bound_to=PLACE)


@pytest.mark.parametrize("form", ["", "0", "1", "3", "22", " 2"])
def test_another_format_is_refused(form):
    with pytest.raises(CannotOpen):
        ANAS.unseal(form + SEALED[1:], bound_to=PLACE)


def test_the_older_format_under_the_field_key_is_not_read_any_more():
    with pytest.raises(CannotOpen):
        ANAS.unseal(encryption.seal(TEXT, bound_to=PLACE), bound_to=PLACE)


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_text_makes_the_key_and_later_ones_use_it(django_assert_num_queries):
    ana = User.objects.create_user("ana")
    first = person_keys.of(ana.pk)
    with django_assert_num_queries(1):
        again = person_keys.of(ana.pk)
    assert again.unseal(first.seal(TEXT, bound_to=PLACE), bound_to=PLACE) == TEXT
    assert PersonKey.objects.count() == 1


@pytest.mark.django_db
def test_reading_makes_no_key():
    ana = User.objects.create_user("ana")
    with pytest.raises(CannotOpen):
        person_keys.opened(ana.pk)
    assert not PersonKey.objects.exists()


@pytest.mark.django_db
def test_many_people_cost_one_query_and_nobody_none(django_assert_num_queries):
    people = [User.objects.create_user(f"person{number}").pk for number in range(30)]
    with django_assert_num_queries(3):
        made = person_keys.of_many(people)
    with django_assert_num_queries(1):
        found = person_keys.opened_many([*people, 0])
    assert {key: one.key_id for key, one in found.items()} == {key: one.key_id for key, one in made.items()}
    with django_assert_num_queries(0):
        assert (person_keys.opened_many([]), person_keys.of_many([])) == ({}, {})


@pytest.mark.django_db
def test_a_destroyed_key_opens_nothing_and_seals_nothing(now):
    ana, ben = (User.objects.create_user(name) for name in ("ana", "ben"))
    sealed = {one.pk: person_keys.of(one.pk).seal(TEXT, bound_to=PLACE) for one in (ana, ben)}
    assert person_keys.destroy(ana.pk, now=now)
    assert not person_keys.destroy(ana.pk, now=now)
    for deed in (person_keys.of, person_keys.opened, lambda pk: person_keys.of_many([pk])):
        with pytest.raises(Destroyed):
            deed(ana.pk)
    found = person_keys.opened_many([ana.pk, ben.pk])
    assert found[ben.pk].unseal(sealed[ben.pk], bound_to=PLACE) == TEXT
    assert ana.pk not in found
    with pytest.raises(CannotOpen):
        found[ben.pk].unseal(sealed[ana.pk], bound_to=PLACE)


@pytest.mark.django_db
def test_a_key_copied_to_another_person_does_not_open():
    ana, ben = (User.objects.create_user(name) for name in ("ana", "ben"))
    person_keys.of(ana.pk), person_keys.of(ben.pk)
    stolen = PersonKey.objects.get(person=ana).wrapped
    PersonKey.objects.filter(person=ben).update(wrapped=stolen)
    with pytest.raises(CannotOpen):
        person_keys.opened(ben.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [person_keys.of, lambda pk: person_keys.of_many([pk])[pk]], ids=["one", "many"])
def test_of_many_who_make_the_key_at_once_all_end_with_the_same(make):
    ana = User.objects.create_user("ana").pk
    start, sealed, errors = threading.Barrier(8), [], []

    def write() -> None:
        start.wait()
        for _ in range(100):
            try:
                with transaction.atomic():
                    key = make(ana)
                break
            except OperationalError:  # threads share a database in memory, which does not queue readers
                time.sleep(0.02)
            except Exception as error:
                errors.append(error)
                break
        connection.close()
        sealed.append(key.seal(TEXT, bound_to=PLACE))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert PersonKey.objects.count() == 1
    assert [person_keys.opened(ana).unseal(one, bound_to=PLACE) for one in sealed] == [TEXT] * 8
