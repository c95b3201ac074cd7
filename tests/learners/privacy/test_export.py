"""An export holds everything of the person, in clear, and nothing of anybody else."""

import io
import json
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from learners.models import AuditEvent
from learners.privacy import belongings, export
from tests.learners.privacy import scene

pytestmark = pytest.mark.django_db


def archive(person, now, by=None) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(export.pieces(person, by=by, now=now))))


def texts(person, now) -> dict[str, str]:
    made = archive(person, now)
    assert made.testzip() is None
    return {name: made.read(name).decode() for name in made.namelist()}


@pytest.mark.parametrize("file", [export.PAGE, export.DATA])
def test_everything_that_was_written_of_a_person_is_in_it(full, now, file):
    found = texts(full.ana, now)[file]
    assert [one for one in scene.all_words("ana") if one not in found] == []
    assert full.ana.email in found
    assert full.ana.first_name in found


def test_every_table_that_can_hold_something_of_a_learner_has_rows_in_this_test(full, now):
    data = json.loads(texts(full.ana, now)[export.DATA])
    empty = {table["table"] for table in data["tables"] if not table["rows"]}
    filled = {table["table"] for table in data["tables"] if table["rows"]}
    of_staff = {"learners.RoleGrant", "learners.User_groups", "learners.User_user_permissions"}
    of_signing_in = {"learners.SignIn", "learners.Invitation", "mfa.Authenticator"}
    ours = {name for name in empty - filled if name.startswith("learners.")}
    assert ours - of_staff - of_signing_in == {"learners.ConsentEnd"}
    assert len(filled) > 25


def test_nothing_of_another_person_is_in_it(full, now):
    everything = "".join(texts(full.ana, now).values())
    of_ben = [*scene.all_words("ben"), full.ben.first_name, full.ben.email, str(full.ben.uid), str(full.ben_learns.uid)]
    assert [one for one in of_ben if one in everything] == []
    assert full.fay.last_name != full.gil.last_name or full.fay.first_name not in everything
    assert str(full.fay.uid) not in everything


def test_a_family_member_is_not_told_what_the_participant_wrote_or_who_it_is(full, now):
    everything = "".join(texts(full.fay, now).values())
    assert [one for one in scene.all_words("ana") if one in everything] == []
    assert full.ana.first_name not in everything
    assert str(full.ana_learns.uid) not in everything
    assert "What was shown to you" in everything


def test_a_member_of_staff_gets_the_own_account_and_no_record_of_others(full, now):
    everything = "".join(texts(full.gil, now).values())
    assert "Gil" in everything
    assert [one for one in scene.all_words("ana") if one in everything] == []
    assert str(full.ana_learns.uid) not in everything


def test_no_secret_that_opens_something_is_in_it(full, now):
    everything = "".join(texts(full.ana, now).values())
    assert full.ana.password not in everything
    assert full.ana.data_key.wrapped not in everything
    assert full.ana.calendar_feeds.get().token_hash not in everything


def test_who_wrote_a_note_is_told_by_role(full, now):
    data = json.loads(texts(full.ana, now)[export.DATA])
    (rows,) = [table["rows"] for table in data["tables"] if table["table"] == "learners.StaffNote"]
    assert [row["by"] for row in rows] == ["facilitator"]


def test_answers_come_with_their_questions(full, now, questions):
    found = texts(full.ana, now)
    rows = next(t["rows"] for t in json.loads(found[export.DATA])["tables"] if t["table"] == "learners.Response")
    assert {row["question"] for row in rows} == {one["prompt"] for one in questions}
    assert all(row["answer_in_words"] for row in rows)


def test_it_asks_nobody_for_anything(full, now):
    page = texts(full.ana, now)[export.PAGE]
    assert "<h1>Your data</h1>" in page
    assert "http" not in page
    assert "<script" not in page
    assert "src=" not in page


def test_what_was_typed_is_no_markup(full, module, fields, now):
    full.ana.first_name = "<b>Ana</b>"
    full.ana.save()
    assert "<b>Ana" not in texts(full.ana, now)[export.PAGE]


def test_that_it_was_made_is_noted_first(full, now):
    pieces = export.pieces(full.ana, by=full.ana, now=now)
    noted = AuditEvent.objects.get(action="data-exported")
    assert (noted.by, noted.about) == (full.ana, full.ana)
    assert b"".join(pieces)[:2] == b"PK"


def test_it_does_not_ask_a_query_for_each_row(full, now, module, django_assert_max_num_queries):
    from tests.learners.record_scene import did

    texts(full.ana, now)
    for _each in range(300):
        did(full.ana_learns, module, "card-seen", at=now, card=module.cards[0].id)
    tables = len(list(belongings.told()))
    with django_assert_max_num_queries(2 * tables + 60):
        archive(full.ana, now)


def test_the_command_writes_a_file_that_only_its_owner_reads(full, tmp_path, capsys):
    out = tmp_path / "ana.zip"
    call_command("export_learner", "Ana", str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    assert export.DATA in ZipFile(out).namelist()
    with pytest.raises(CommandError, match="not there"):
        call_command("export_learner", "ana", str(out))
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_learner", "nobody", str(tmp_path / "x.zip"))
