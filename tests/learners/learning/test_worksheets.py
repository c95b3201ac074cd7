"""Worksheets: sealed, versioned, never lost and never mixed."""

import pytest
from django.db import connection

from learners.learning import worksheets
from learners.models import EntrySideNote, LearningEvent, WorksheetEntry

pytestmark = pytest.mark.django_db
CANARY = "canary-7d1f-my-own-words"


def test_what_is_written_can_be_read_again(cast, module, fields, now):
    worksheets.save(cast.ana_learns, module, {fields[0]["id"]: CANARY}, version=0, now=now)
    assert worksheets.values_of(worksheets.entry_of(cast.ana_learns, module.key)) == {fields[0]["id"]: CANARY}


def test_no_table_holds_what_was_written_in_clear(cast, module, fields, now):
    worksheets.save(cast.ana_learns, module, {fields[0]["id"]: CANARY}, version=0, now=now)
    with pytest.raises(worksheets.NewerElsewhere):
        worksheets.save(cast.ana_learns, module, {fields[0]["id"]: CANARY + " again"}, version=0, now=now)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert not any(CANARY in str(cell) for row in cursor.fetchall() for cell in row), table


def test_a_second_device_overwrites_nothing_and_loses_nothing(cast, module, now):
    entry = worksheets.save(cast.ana_learns, module, {"a": "phone"}, version=0, now=now)
    worksheets.save(cast.ana_learns, module, {"a": "phone, later"}, version=entry.version, now=now)
    with pytest.raises(worksheets.NewerElsewhere):
        worksheets.save(cast.ana_learns, module, {"a": "tablet"}, version=entry.version, now=now)
    assert worksheets.values_of(worksheets.entry_of(cast.ana_learns, module.key)) == {"a": "phone, later"}
    assert worksheets.side_note_values(EntrySideNote.objects.get()) == {"a": "tablet"}


def test_the_same_text_that_came_too_late_again_is_kept_once(cast, module, now):
    entry = worksheets.save(cast.ana_learns, module, {"a": "phone"}, version=0, now=now)
    worksheets.save(cast.ana_learns, module, {"a": "phone, later"}, version=entry.version, now=now)
    for text in ("tablet", "tablet", "tablet, later", "tablet"):
        with pytest.raises(worksheets.NewerElsewhere):
            worksheets.save(cast.ana_learns, module, {"a": text}, version=entry.version, now=now)
    kept = [worksheets.side_note_values(note)["a"] for note in EntrySideNote.objects.order_by("at", "pk")]
    assert sorted(kept) == ["tablet", "tablet, later"]


def test_the_same_text_again_is_no_conflict(cast, module, now):
    first = worksheets.save(cast.ana_learns, module, {"a": "text"}, version=0, now=now)
    again = worksheets.save(cast.ana_learns, module, {"a": "text"}, version=0, now=now)
    assert (again.version, WorksheetEntry.objects.count()) == (first.version, 1)


def test_typing_makes_many_saves_and_few_events(cast, module, now):
    version = 0
    for length in range(1, 30):
        version = worksheets.save(cast.ana_learns, module, {"a": "x" * length}, version=version, now=now).version
    assert version == 29
    assert LearningEvent.objects.filter(kind="worksheet-saved").count() == 1


def test_an_entry_of_one_person_cannot_be_read_in_the_row_of_another(cast, module, now):
    worksheets.save(cast.ana_learns, module, {"a": "mine"}, version=0, now=now)
    bens = worksheets.save(cast.ben_learns, module, {"a": "his"}, version=0, now=now)
    bens.sealed = worksheets.entry_of(cast.ana_learns, module.key).sealed
    with pytest.raises(Exception, match="could not be opened"):
        worksheets.values_of(bens)
