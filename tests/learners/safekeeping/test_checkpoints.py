"""Signed checkpoints show what a chain that agrees with itself does not: a cut end, or all of it made anew."""

# ruff: noqa: S608 — raw SQL is what these tests are about

import json
import stat
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import connection

from learners.models import AuditLink
from learners.safekeeping import audit, chain, checkpoints, verifying
from tests.learners.safekeeping.past_the_house import KEY, NOW, OTHER_KEY, guards_lifted, run, settle, verify

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_a_cut_end_is_named(ten, signed):
    assert checkpoints.write_due(NOW) == 1
    run(f"DELETE FROM {chain.LINKS} WHERE number > 7")
    run(f"DELETE FROM {chain.EVENTS} WHERE id > %s", ten[6].pk)
    assert verifying.walk().bad is None, "nothing but the checkpoint knows"
    with pytest.raises(CommandError, match=r"Number 8: the end was cut off: .* goes to number 10"):
        verify()


def test_an_emptied_log_is_named(ten, signed):
    checkpoints.write_due(NOW)
    run(f"DELETE FROM {chain.LINKS}")
    run(f"DELETE FROM {chain.EVENTS}")
    with pytest.raises(CommandError, match=r"Number 1: the end was cut off"):
        verify()


def write_anew(number):
    """Another truth from this number on, every hash computed again."""
    with guards_lifted(), connection.cursor() as cursor:
        before = AuditLink.objects.filter(number=number - 1).values_list("hash", flat=True).first() or ""
        for link in AuditLink.objects.filter(number__gte=number).select_related("event").order_by("number"):
            link.event.reason = "Nothing happened."
            digest = audit.digest_of(link.event)
            after = chain.link_hash(link.number, before, digest)
            change = f"UPDATE {chain.EVENTS} SET reason = %s, digest = %s WHERE id = %s"
            cursor.execute(change, [link.event.reason, digest, link.event_id])
            cursor.execute(
                f"UPDATE {chain.LINKS} SET before = %s, hash = %s WHERE number = %s", [before, after, link.number]
            )
            before = after


def test_a_chain_that_was_computed_anew_is_named(ten, olga, signed):
    run(f"DELETE FROM {chain.LINKS} WHERE number > 4")
    run(f"DELETE FROM {chain.EVENTS} WHERE id > %s", ten[3].pk)
    checkpoints.write_due(NOW)
    for n in range(6):
        audit.note("person-read", by=olga, now=NOW, n=n)
    settle()
    checkpoints.write_due(NOW + timedelta(hours=1))
    assert verify().endswith("10 events are as they were written; 2 checkpoints agree.\n")
    write_anew(6)
    assert verifying.walk().bad is None, "nothing but the checkpoints knows"
    with pytest.raises(CommandError, match=r"Number 10 .*written anew, somewhere after number 4"):
        verify()


def test_a_replaced_table_is_named(ten, olga, signed):
    """Another log altogether, with its guards."""
    checkpoints.write_due(NOW)
    run(f"DELETE FROM {chain.LINKS}")
    run(f"DELETE FROM {chain.EVENTS}")
    for n in range(12):
        audit.note("person-read", by=olga, now=NOW, n=n)
    settle()
    assert verifying.walk().bad is None
    with pytest.raises(CommandError, match=r"Number 10 .*written anew, somewhere after number 0"):
        verify()


# --- the file -------------------------------------------------------------------------------------------------------


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines() if line]


def test_one_line_an_hour_is_appended(ten, olga, signed):
    assert [checkpoints.write_due(NOW + n * MINUTE) for n in (0, 1, 59, 60, 61)] == [1, 0, 0, 1, 0]
    assert [line["number"] for line in lines(signed)] == [10, 10]
    newest = AuditLink.objects.order_by("-number").first()
    assert lines(signed)[1]["hash"] == newest.hash
    assert lines(signed)[1]["events"] == 10
    assert stat.S_IMODE(signed.stat().st_mode) == 0o640


def test_many_events_do_not_wait_for_the_hour(ten, olga, signed, monkeypatch):
    monkeypatch.setattr(checkpoints, "MANY", 3)
    checkpoints.write_due(NOW)
    audit.note_many([audit.event("person-read", by=olga, now=NOW) for _ in range(3)])
    settle()
    assert [checkpoints.write_due(NOW + n * MINUTE) for n in (9, 10, 11)] == [0, 1, 0]


def test_a_clock_that_was_ahead_does_not_stop_them(ten, signed):
    checkpoints.write_due(NOW + 24 * HOUR)
    assert checkpoints.write_due(NOW) == 1


def test_without_a_key_or_an_event_nothing_is_written(olga, signed, settings):
    assert checkpoints.write_due(NOW) == 0
    audit.note("person-read", by=olga, now=NOW)
    settle()
    settings.AUDIT_SIGNING_KEY = ""
    assert checkpoints.write_due(NOW) == 0
    assert not signed.exists()
    settings.AUDIT_SIGNING_KEY = KEY
    assert checkpoints.write_due(NOW) == 1


def test_a_log_that_does_not_go_on_from_the_newest_line_is_not_signed(ten, signed, caplog):
    checkpoints.write_due(NOW)
    before = signed.read_bytes()
    run(f"DELETE FROM {chain.LINKS} WHERE number > 7")
    run(f"DELETE FROM {chain.EVENTS} WHERE id > %s", ten[6].pk)
    with pytest.raises(checkpoints.Unusable):
        checkpoints.write_due(NOW + HOUR)
    assert signed.read_bytes() == before
    assert "audit_verify" in caplog.text


def test_a_half_line_of_a_power_cut_spoils_no_other(ten, signed):
    checkpoints.write_due(NOW)
    whole = signed.read_bytes()
    signed.write_bytes(whole + b'{"number": 1')
    checkpoints.write_due(NOW)
    with pytest.raises(CommandError, match="line 2: this is no checkpoint"):
        verify()
    signed.write_bytes(signed.read_bytes().replace(b'{"number": 1\n', b""))
    assert verify().endswith("1 checkpoints agree.\n")
    assert len(lines(signed)) == 2


# --- signatures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "value"), [("number", 9), ("hash", "0" * 64), ("events", 1), ("at", "2026-01-01")])
def test_a_changed_line_is_named(ten, signed, name, value):
    for hours in range(3):
        checkpoints.write_due(NOW + hours * HOUR)
    changed = lines(signed)
    changed[1][name] = value
    signed.write_text("".join(json.dumps(line) + "\n" for line in changed))
    with pytest.raises(CommandError, match="line 2: the signature is wrong"):
        verify()


def test_another_machine_verifies_with_the_public_key_alone(ten, signed, settings, tmp_path):
    checkpoints.write_due(NOW)
    public, copy = verify("--public-key").strip(), tmp_path / "copy.jsonl"
    signed.rename(copy)
    settings.AUDIT_SIGNING_KEY = ""
    assert KEY not in public
    assert verify("--checkpoints", str(copy), "--public-key", public).endswith("1 checkpoints agree.\n")
    with pytest.raises(CommandError, match="AUDIT_SIGNING_KEY is not set"):
        verify("--checkpoints", str(copy))


def test_lines_of_an_older_key_want_its_public_key(ten, signed, settings):
    checkpoints.write_due(NOW)
    old = verify("--public-key").strip()
    settings.AUDIT_SIGNING_KEY = OTHER_KEY
    checkpoints.write_due(NOW)
    new = verify("--public-key").strip()
    with pytest.raises(CommandError, match="line 1: signed with another key"):
        verify()
    assert verify("--public-key", old, "--public-key", new).endswith("1 checkpoints agree.\n")


def test_a_file_that_was_named_must_be_there_and_an_own_one_is_missed_aloud(ten, signed, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        verify("--checkpoints", str(tmp_path / "nowhere"))
    assert "There is no file of checkpoints" in verify()
    with pytest.raises(CommandError, match="32 bytes in base64"):
        verify("--checkpoints", str(tmp_path / "nowhere"), "--public-key", "abc")


def test_the_tick_signs_them(ten, signed):
    from learners.post.jobs import JOBS

    assert checkpoints.write_due in [job.run for job in JOBS]
