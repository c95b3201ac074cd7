"""Keys are saved apart from the data: whoever was erased cannot be read in an old backup either."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command

from learners.models import PersonKey, User
from learners.safekeeping import key_files, notes, person_keys
from tests.learners.safekeeping.copies import as_file, manage, rows

pytestmark = pytest.mark.django_db

PLACE, TEXT = "here:1", "Between us."
KEYS = "t1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="  # those of the tests


@pytest.fixture
def people() -> dict[str, User]:
    made = {name: User.objects.create_user(name) for name in ("one", "two", "three")}
    person_keys.of_many([one.pk for one in made.values()])
    return made


def held() -> list[dict]:
    return list(PersonKey.objects.order_by("pk").values())


def restore(path) -> key_files.Restored:
    return key_files.restore(path)


def test_saved_keys_come_back_as_they_were(people, tmp_path, now):
    person_keys.destroy(people["two"].pk, now=now)
    before = held()
    assert key_files.save(tmp_path / "keys") == 3
    PersonKey.objects.all().delete()
    restored = restore(tmp_path / "keys")
    assert held() == before
    assert (restored.keys, restored.unknown, restored.destroyed) == (2, 0, [str(people["two"].uid)])


def test_only_the_owner_reads_the_file_and_it_takes_the_place_of_the_one_before(people, tmp_path):
    path = tmp_path / "keys"
    path.write_text("before")
    path.chmod(0o644)
    call_command("save_keys", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["keys"]
    assert "before" not in path.read_text()


def test_a_save_that_fails_leaves_the_file_before(people, tmp_path, monkeypatch):
    path = tmp_path / "keys"
    key_files.save(path)
    before = path.read_text()
    monkeypatch.setattr(key_files, "_rows", lambda: iter([{"id": object()}]))
    with pytest.raises(TypeError):
        key_files.save(path)
    assert path.read_text() == before
    assert [one.name for one in tmp_path.iterdir()] == ["keys"]


def test_the_file_holds_no_key_in_clear_and_no_name(people, tmp_path):
    key_files.save(tmp_path / "keys")
    text = (tmp_path / "keys").read_text()
    for row in PersonKey.objects.all():
        assert row.wrapped in text
        assert json.dumps(person_keys.unwrap(row).hex())[1:-1] not in text
    assert "three" not in text


def test_a_key_destroyed_here_does_not_come_back_from_an_older_file(people, tmp_path, now):
    key_files.save(tmp_path / "keys")
    person_keys.destroy(people["one"].pk, now=now)
    assert restore(tmp_path / "keys").keys == 0
    assert PersonKey.objects.get(person=people["one"]).wrapped == ""


def test_a_key_destroyed_in_the_file_is_destroyed_here(people, tmp_path, now):
    before = PersonKey.objects.get(person=people["one"])
    person_keys.destroy(people["one"].pk, now=now)
    key_files.save(tmp_path / "keys")
    PersonKey.objects.filter(pk=before.pk).update(wrapped=before.wrapped, destroyed_at=None)
    restore(tmp_path / "keys")
    assert PersonKey.objects.get(person=people["one"]).destroyed_at == now


def test_people_who_are_not_in_this_copy_are_counted(people, tmp_path):
    key_files.save(tmp_path / "keys")
    PersonKey.objects.all().delete()
    people["three"].delete()
    restored = restore(tmp_path / "keys")
    assert (restored.keys, restored.unknown) == (2, 1)


def test_who_wrote_under_another_key_meanwhile_is_told(people, tmp_path):
    key_files.save(tmp_path / "keys")
    PersonKey.objects.all().delete()
    person_keys.of(people["one"].pk)
    with pytest.raises(CommandError, match=str(people["one"].uid)):
        call_command("restore_keys", str(tmp_path / "keys"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: "", "not whole"),
        (lambda text: text[: text.rindex("\n", 0, -1) + 1], "not whole"),
        (lambda text: text[:-20], "cannot be read"),
        (lambda text: text.replace('"wrapped_by"', '"by"'), "Line 2"),
        (lambda text: text.replace("groundwork-keys", "something"), "not a key file"),
        (lambda text: "\n".join(text.splitlines()[1:]), "not a key file"),
        (lambda text: "[1]\n" + text, "cannot be read"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_and_changes_nothing(people, tmp_path, spoil, says):
    path = tmp_path / "keys"
    key_files.save(path)
    path.write_text(spoil(path.read_text()))
    PersonKey.objects.all().delete()
    with pytest.raises(CommandError, match=says):
        call_command("restore_keys", str(path))
    assert not PersonKey.objects.exists()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("restore_keys", str(tmp_path / "keys"))


# --- the whole way --------------------------------------------------------------------------------------------------


def test_a_copy_holds_no_keys_and_with_the_newest_file_opens_for_all_but_who_was_erased(cast, tmp_path, now, settings):
    """Copy; erase Ana; restore the copy from before with the keys of today."""
    for learns in (cast.ana_learns, cast.ben_learns):
        notes.write(learns, TEXT, by=cast.gil, now=now)
    wrapped = [one.wrapped for one in PersonKey.objects.all()]
    site, copy, keys = as_file(tmp_path / "site.sqlite3"), tmp_path / "copy.sqlite3", tmp_path / "keys"
    assert manage(site, "copy_without_keys", str(copy), keys=KEYS)[0] == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir() if "part" in one.name) == []
    assert len(wrapped) == 2
    assert not any(one.encode() in copy.read_bytes() for one in wrapped)
    assert rows(copy, "SELECT count(*) FROM learners_personkey") == [(0,)]
    assert rows(copy, "SELECT count(*) FROM learners_staffnote") == [(2,)]

    person_keys.destroy(cast.ana.pk, now=now)
    key_files.save(keys)
    code, said = manage(copy, "restore_keys", str(keys), keys=KEYS)
    assert (code, "1 keys restored" in said, f"Erased since: {cast.ana.uid}" in said) == (0, True, True)
    read = (
        "from learners.safekeeping import notes; from learners.models import Enrolment;"
        f"print([[text for _, text in notes.readable(Enrolment.objects.get(pk=pk))] "
        f"for pk in ({cast.ana_learns.pk}, {cast.ben_learns.pk})])"
    )
    assert "[[''], ['Between us.']]" in manage(copy, "shell", "-v0", "-c", read, keys=KEYS)[1]


def test_the_copy_is_for_sqlite(monkeypatch, tmp_path):
    from learners.management.commands import copy_without_keys

    class Server:
        vendor = "postgresql"

    monkeypatch.setattr(copy_without_keys, "connection", Server())
    with pytest.raises(CommandError, match="--exclude-table-data=learners_personkey"):
        call_command("copy_without_keys", str(tmp_path / "copy"))


def test_a_place_that_cannot_be_written_is_told(tmp_path, people):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("save_keys", str(tmp_path / "no" / "keys"))
