"""Health: live without a database, ready only with one that is migrated."""

import pytest
from django.db import OperationalError

from cms.views import health


def test_live_needs_no_database(client):
    response = client.get("/healthz/live")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_costs_one_query_when_warm(client, django_assert_num_queries):
    assert client.get("/healthz/ready").content == b"ok\n"
    with django_assert_num_queries(1):
        client.get("/healthz/ready")


@pytest.mark.django_db
def test_missing_migrations_are_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: [("cms.0009", False)])
    response = client.get("/healthz/ready")
    assert response.status_code == 503
    assert b"manage.py migrate" in response.content


@pytest.mark.django_db
def test_a_dead_database_is_not_ready_and_says_nothing_else(client, monkeypatch):
    def broken():
        raise OperationalError("host db.internal password")

    monkeypatch.setattr(health.connection, "cursor", broken)
    response = client.get("/healthz/ready")
    assert (response.status_code, response.content) == (503, b"the database does not answer\n")
