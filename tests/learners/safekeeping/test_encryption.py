"""What people write cannot be read, moved or changed in the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.safekeeping import encryption
from learners.safekeeping.encryption import CannotOpen, seal, unseal

OLD = "old:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
NEW = "new:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY="


@given(st.text())
def test_what_is_sealed_opens_again(text):
    assert unseal(seal(text, bound_to="entry:1"), bound_to="entry:1") == text


def test_the_text_is_not_in_the_sealed_form():
    assert "secret" not in seal("my secret", bound_to="entry:1")


def test_a_sealed_text_moved_to_another_row_is_refused():
    with pytest.raises(CannotOpen):
        unseal(seal("mine", bound_to="entry:1"), bound_to="entry:2")


@pytest.mark.parametrize("broken", ["", "1", "1.x.y", "plain text", "2.t1.AAAA", "1.t1.AAAA"])
def test_what_was_never_sealed_is_refused_not_returned(broken):
    with pytest.raises(CannotOpen):
        unseal(broken, bound_to="entry:1")


def test_a_changed_ciphertext_is_refused():
    sealed = seal("mine", bound_to="entry:1")
    changed = sealed[:-6] + ("AAAAA=" if not sealed.endswith("AAAAA=") else "BBBBB=")
    with pytest.raises(CannotOpen):
        unseal(changed, bound_to="entry:1")


def test_a_new_key_seals_and_the_old_one_still_opens(settings):
    settings.FIELD_KEYS = [OLD]
    before = seal("mine", bound_to="entry:1")
    settings.FIELD_KEYS = [NEW, OLD]
    assert unseal(before, bound_to="entry:1") == "mine"
    assert seal("mine", bound_to="entry:1").startswith("1.new.")


def test_without_its_key_a_text_is_refused(settings):
    settings.FIELD_KEYS = [OLD]
    before = seal("mine", bound_to="entry:1")
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CannotOpen):
        unseal(before, bound_to="entry:1")


@pytest.mark.parametrize("bad", ["nokey", "id:short", "id:!!!!", ":MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="])
def test_a_bad_key_is_refused_with_what_to_do(settings, bad):
    settings.FIELD_KEYS = [bad]
    with pytest.raises(Exception, match="FIELD_KEYS"):
        encryption.seal("x", bound_to="y")
