"""Ids: the same everywhere and for ever, because records of learners hang on them."""

from uuid import UUID

from courses.files import ids


def test_ids_never_change():
    """These values are in clinics' databases: whoever changes them cuts people off from what they did."""
    assert str(ids.NAMESPACE) == "5a1f6b6e-9a0b-5d3c-8f0e-6c1d7f2b4e90"
    assert str(ids.page_key("twelve-week-program", "p02")) == "4adb9993-c2b3-5bf0-bad1-b38ed6bbb6f2"
    assert ids.block_id("p02", "question", "night-message") == "d821fbde-ac1c-5338-a959-d9d677b0e263"


def test_things_of_the_same_name_have_ids_of_their_own():
    names = [
        ("p01", "card", "call"),
        ("p01", "question", "call"),
        ("p02", "card", "call"),
        ("p01", "question", "q", "call"),
    ]
    assert len({ids.block_id(*name) for name in names}) == len(names)


def test_a_uuid_stands_for_itself():
    key = "0b5a63fb-0e3d-4a06-9d5c-0c1a0dbf9a0e"
    assert ids.block_id("p01", "card", key) == key
    assert ids.page_key("program", "p01", key) == UUID(key)
    assert ids.program_key("program", key) == UUID(key)
