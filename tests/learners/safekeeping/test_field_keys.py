"""Field keys can be changed while the site runs, a start with the wrong ones is refused."""

import os
import subprocess
import sys
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from cms import checks
from learners.models import OutgoingMail, PersonKey, User
from learners.post import outbox
from learners.safekeeping import encryption, field_keys, notes, person_keys
from tests.learners.safekeeping.copies import NEW, OLD, OTHER, as_file, manage, rows, started

pytestmark = pytest.mark.django_db

PLACE, TEXT = "here:1", "Between us."


@pytest.fixture
def written(settings, now) -> dict[int, str]:
    """Texts of a few people, and mail that waits, under the old key: person -> sealed text."""
    settings.FIELD_KEYS = [OLD]
    people = [User.objects.create_user(name).pk for name in ("one", "two", "three")]
    outbox.write("ana@example.org", "A message", "Hello", now=now)
    return {one: person_keys.of(one).seal(TEXT, bound_to=PLACE) for one in people}


def all_open(written: dict[int, str]) -> bool:
    found = person_keys.opened_many(written.keys())
    mail = OutgoingMail.objects.get()
    assert outbox._opened(mail)[2] == "Hello"
    return all(found[one].unseal(sealed, bound_to=PLACE) == TEXT for one, sealed in written.items())


def rotate() -> field_keys.Outcome:
    return list(field_keys.rotate())[-1]


# --- changing keys --------------------------------------------------------------------------------------------------


def test_after_the_rotation_the_old_key_is_not_needed_any_more(settings, written):
    settings.FIELD_KEYS = [NEW, OLD]
    assert field_keys.needing_old_keys() == 4
    with pytest.raises(CommandError, match="4 rows still need"):
        call_command("rotate_keys", "--check")
    assert field_keys.needing_old_keys() == 4
    call_command("rotate_keys")
    call_command("rotate_keys", "--check")
    settings.FIELD_KEYS = [NEW]
    assert all_open(written)
    assert set(PersonKey.objects.values_list("wrapped_by", flat=True)) == {"new"}


def test_what_people_wrote_is_not_touched_by_it(settings, cast, now):
    settings.FIELD_KEYS = [OLD]
    note = notes.write(cast.ana_learns, TEXT, by=cast.gil, now=now)
    settings.FIELD_KEYS = [NEW, OLD]
    rotate()
    assert type(note).objects.get(pk=note.pk).sealed == note.sealed
    assert notes.of(cast.ana_learns) == [(note, TEXT)]


def test_a_second_rotation_changes_nothing(settings, written):
    settings.FIELD_KEYS = [NEW, OLD]
    rotate()
    before = list(PersonKey.objects.order_by("pk").values())
    assert list(field_keys.rotate()) == []
    assert list(PersonKey.objects.order_by("pk").values()) == before


def test_a_destroyed_key_stays_destroyed(settings, written, now):
    gone, *_others = written
    person_keys.destroy(gone, now=now)
    settings.FIELD_KEYS = [NEW, OLD]
    assert rotate().sealed_anew == 3
    assert PersonKey.objects.get(person=gone).wrapped == ""


def test_a_key_that_is_destroyed_meanwhile_does_not_come_back(settings, written, now, monkeypatch):
    settings.FIELD_KEYS = [NEW, OLD]
    real = encryption.seal

    def seal(text, *, bound_to):
        if "personkey" in bound_to:
            PersonKey.objects.filter(destroyed_at=None).update(wrapped="", destroyed_at=now)
        return real(text, bound_to=bound_to)

    monkeypatch.setattr(field_keys.encryption, "seal", seal)
    assert rotate().sealed_anew == 1  # the mail
    assert set(PersonKey.objects.values_list("wrapped", flat=True)) == {""}


def test_a_row_that_no_key_opens_is_left_and_told(settings, written):
    gone, *_others = written
    PersonKey.objects.filter(person=gone).update(wrapped="1.lost.AAAA", wrapped_by="lost")
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="1 rows open under no key"):
        call_command("rotate_keys")
    assert PersonKey.objects.get(person=gone).wrapped == "1.lost.AAAA"
    with pytest.raises(CommandError, match="1 rows still need"):
        call_command("rotate_keys", "--check")


def test_a_key_whose_name_differs_only_in_case_is_another_key(settings, written):
    settings.FIELD_KEYS = [NEW.replace("new:", "OLD:"), OLD]
    assert field_keys.needing_old_keys() == 4
    assert rotate().sealed_anew == 4


def test_killed_again_and_again_it_ends_complete(settings, tmp_path, written, now):
    settings.FIELD_KEYS = [OLD]
    people = User.objects.bulk_create(User(sign_in_name=f"person{number}", password="!") for number in range(600))
    person_keys.of_many([one.pk for one in people])
    total = PersonKey.objects.count()
    path, keys = as_file(tmp_path / "site.sqlite3"), f"{NEW},{OLD}"
    left = [total]
    for _ in range(3):
        process = started(path, "rotate_keys", keys=keys)
        assert "sealed anew" in process.stdout.readline()
        process.kill()
        process.communicate()
        left.append(rows(path, "SELECT count(*) FROM learners_personkey WHERE wrapped_by = 'old'")[0][0])
    assert left == sorted(left, reverse=True)
    assert 0 < left[1] < total
    assert manage(path, "rotate_keys", keys=keys)[0] == 0
    assert manage(path, "rotate_keys", "--check", keys=NEW)[0] == 0
    settings.FIELD_KEYS = [NEW]
    kept = rows(path, "SELECT id, person_id, wrapped FROM learners_personkey")
    assert len(kept) == total
    opened = {person: person_keys.cipher_of(PersonKey(id=UUID(key_id), wrapped=text)) for key_id, person, text in kept}
    assert all(opened[one].unseal(sealed, bound_to=PLACE) == TEXT for one, sealed in written.items())


# --- starting -------------------------------------------------------------------------------------------------------


def found() -> set[str]:
    return {problem.id for problem in checks.unreadable_data()}


def test_the_right_keys_start(settings, written, django_assert_max_num_queries):
    assert found() == set()
    settings.FIELD_KEYS = [NEW, OLD]
    with django_assert_max_num_queries(7):
        assert found() == set()


def test_a_missing_key_is_named_with_what_to_do(settings, written):
    settings.FIELD_KEYS = [NEW]
    problem = checks.unreadable_data()[0]
    assert problem.id == "E021"
    assert "“old”" in problem.wrong
    assert "Put it back into FIELD_KEYS" in problem.remedy


def test_a_wrong_key_of_the_right_name_is_found(settings, written):
    settings.FIELD_KEYS = [OTHER]
    assert found() == {"E022"}


def test_a_wrong_key_is_found_behind_a_newer_one(settings, written):
    settings.FIELD_KEYS = [NEW]
    person_keys.of(User.objects.create_user("four").pk)
    settings.FIELD_KEYS = [NEW, OTHER]
    assert found() == {"E022"}


def test_only_mail_that_waits_is_enough_to_need_a_key(settings, written):
    PersonKey.objects.all().delete()
    settings.FIELD_KEYS = [NEW]
    assert found() == {"E021"}
    OutgoingMail.objects.update(sealed="")
    assert found() == set()


def test_data_that_were_restored_without_the_keys_of_people_do_not_start(cast, now):
    notes.write(cast.ana_learns, TEXT, by=cast.gil, now=now)
    assert found() == set()
    PersonKey.objects.all().delete()
    assert found() == {"E023"}


def test_people_who_were_erased_need_no_key(settings, written, now):
    OutgoingMail.objects.all().delete()
    for one in written:
        person_keys.destroy(one, now=now)
    settings.FIELD_KEYS = [NEW]
    assert found() == set()


def test_all_reasons_not_to_start_hold_these(settings, written):
    settings.FIELD_KEYS = [OTHER]
    assert "E022" in {problem.id for problem in checks.problems()}


def test_a_local_copy_with_other_keys_does_not_start_and_says_so(written, tmp_path):
    path = as_file(tmp_path / "site.sqlite3")
    for keys, starts in ((OLD, True), (NEW, False)):
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "FIELD_KEYS": keys}
        command = [sys.executable, "-c", "import cms.wsgi"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is starts
        assert ("lacks the key “old”" in done.stderr) is not starts


def test_a_database_that_is_not_migrated_yet_may_start(monkeypatch):
    def no_table(self):
        raise OperationalError("no such table")

    monkeypatch.setattr(field_keys.Place, "rows", no_table)
    assert checks.unreadable_data() == []
