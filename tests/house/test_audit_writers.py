"""Audit events are made in one place, and no lock of ours can keep a commit waiting that the audit chain waits for."""

import re

import pytest
from django.apps import apps
from django.db import connection

from cms import append_only
from learners.safekeeping import chain
from tests.house import tree

HOME = "learners/safekeeping/audit.py"
MADE = re.compile(
    r"\b(AuditEvent|AuditLink)\(|\b(AuditEvent|AuditLink)\.objects\.(create|bulk_create|get_or_create|update_or_create)"
)
LOCKS = re.compile(r"select_for_update\((?!no_key=True)")


def test_audit_events_are_made_by_audit_note_only():
    makers = [tree.name(path) for path in tree.code() if MADE.search(tree.read(path))]
    known = {HOME, "learners/models/rights.py", "learners/safekeeping/verifying.py"}
    assert HOME in makers
    assert set(makers) <= known


def test_every_lock_lets_foreign_keys_be_checked():
    """Docs: adr/0021. A FOR UPDATE would keep them waiting, and its own commit may wait for theirs."""
    paths = [path for path in tree.code() if "select_for_update" in tree.read(path)]
    assert len(paths) > 10
    assert [tree.name(path) for path in paths if LOCKS.search(tree.read(path))] == []


@pytest.mark.django_db
def test_what_promises_to_be_append_only_is_guarded_after_all_migrations():
    models = [model for app in tree.APPS for model in apps.get_app_config(app).get_models()]
    promised = {model._meta.db_table for model in models if (model.__doc__ or "").startswith("Append-only")}
    assert {chain.EVENTS, chain.LINKS} <= promised
    assert promised - set(append_only.tables(connection)) == set()
    assert chain.is_installed(connection)
