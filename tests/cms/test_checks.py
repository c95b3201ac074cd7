"""A real site refuses to start when something is unsafe, and says what to do about it."""

import base64
import sqlite3

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from cms import checks

KEY = base64.b64encode(bytes(range(32))).decode()
SAFE = {
    "MODE": "production",
    "DEBUG": False,
    "SECRET_KEY": "kJ8f-3nQx_Zr7Lw2Vb9Tt5Yp0Hc6Ms4Gd1Ae-Uo8Ri3Wk7Nz5Xq2",
    "FIELD_KEYS": [f"k1:{KEY}"],
    "AUDIT_SIGNING_KEY": base64.b64encode(bytes(range(32, 64))).decode(),
    "ALLOWED_HOSTS": ["learn.example.org"],
    "BASE_URL": "https://learn.example.org",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_SSL_REDIRECT": True,
}


@pytest.fixture
def production(settings, monkeypatch):
    """Settings as on a real site; the test database lives in memory, so its own answer is left out."""

    def set_up(**changes):
        for name, value in (SAFE | changes).items():
            setattr(settings, name, value)
        return {problem.id for problem in checks.problems()}

    monkeypatch.setattr(checks, "_database", lambda: ())
    monkeypatch.setattr(checks, "more", [])
    return set_up


def test_a_safe_site_has_no_problem(production):
    assert production() == set()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"DEBUG": True}, "E001"),
        ({"MODE": "local"}, "E002"),
        ({"ALLOWED_HOSTS": []}, "E003"),
        ({"ALLOWED_HOSTS": ["*"]}, "E003"),
        ({"SECRET_KEY": "short"}, "E004"),
        ({"SECRET_KEY": "a" * 60}, "E004"),
        ({"SECRET_KEY": "django-insecure-" + SAFE["SECRET_KEY"]}, "E004"),
        ({"FIELD_KEYS": []}, "E005"),
        ({"FIELD_KEYS": ["k1:not base64"]}, "E006"),
        ({"FIELD_KEYS": ["k1:" + base64.b64encode(b"short").decode()]}, "E006"),
        ({"FIELD_KEYS": ["k1:" + base64.b64encode(bytes(32)).decode()]}, "E006"),
        ({"FIELD_KEYS": [KEY]}, "E006"),
        ({"FIELD_KEYS": [f"k1:{KEY}", f"k1:{KEY}"]}, "E006"),
        ({"AUDIT_SIGNING_KEY": ""}, "E024"),
        ({"AUDIT_SIGNING_KEY": "short"}, "E025"),
        ({"AUDIT_SIGNING_KEY": base64.b64encode(bytes(32)).decode()}, "E025"),
        ({"AUDIT_SIGNING_KEY": KEY}, "E025"),
        ({"BASE_URL": "http://learn.example.org"}, "E008"),
        ({"SESSION_COOKIE_SECURE": False}, "E009"),
        ({"SECURE_HSTS_SECONDS": 0}, "E010"),
    ],
)
def test_each_danger_is_named(production, change, problem):
    assert production(**change) == {problem}


def postgresql(host: str, own: bool = True, **options: str) -> dict:
    password = "calm-river-9f" if own else "password"
    return {"ENGINE": "django.db.backends.postgresql", "HOST": host, "PASSWORD": password, "OPTIONS": options}


SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "mail.example.org"}
FAR = "db.example.org"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"host": FAR}, {"E026"}),
        ({"host": FAR, "sslmode": "require"}, {"E026"}),
        ({"host": FAR, "sslmode": "verify-full"}, set()),
        ({"host": FAR, "sslmode": "verify-ca"}, set()),
        ({"host": "127.0.0.1"}, set()),
        ({"host": "/run/postgresql"}, set()),
        ({"host": "localhost", "own": False}, {"E029"}),
        ({"REDIS_URL": "redis://cache.example.org/0"}, {"E027"}),
        ({"REDIS_URL": "rediss://cache.example.org/0"}, set()),
        ({"REDIS_URL": "redis://127.0.0.1:6379/0"}, set()),
        (SMTP, {"E028"}),
        ({**SMTP, "EMAIL_HOST": "localhost"}, set()),
        ({**SMTP, "EMAIL_USE_TLS": True}, set()),
        ({**SMTP, "EMAIL_USE_SSL": True}, set()),
    ],
)
def test_lines_to_other_machines_are_encrypted_and_the_example_password_is_not_used(
    production, settings, monkeypatch, change, found
):
    if "host" in change:
        monkeypatch.setitem(settings.DATABASES, "default", postgresql(**change))
        change = {}
    assert production(**change) == found


def test_the_password_of_the_example_is_the_one_that_is_refused():
    from cms import database, encrypted, env

    lines = (env.ROOT / ".env.example").read_text().splitlines()
    url = next(line.removeprefix("DATABASE_URL=") for line in lines if line.startswith("DATABASE_URL="))
    assert database.from_url(url)["PASSWORD"] == encrypted.EXAMPLE


def test_what_the_address_says_of_encryption_reaches_the_database():
    from cms import database

    found = database.from_url("postgres://u:p@db.example.org/g?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["sslrootcert"] == "/etc/ca.pem"
    assert "pool" in found["OPTIONS"]


def test_each_problem_says_what_to_do(production, settings):
    production(DEBUG=True, SECRET_KEY="x", FIELD_KEYS=[], BASE_URL="http://x", ALLOWED_HOSTS=[])
    found = checks.problems()
    assert len(found) == 5
    assert all(problem.wrong.endswith(".") and problem.remedy for problem in found)
    assert not any("k1:MD" in problem.remedy for problem in found)


@pytest.mark.django_db
def test_the_deployment_check_asks_too(production):
    production(DEBUG=True)
    found = [
        message.id for message in run_checks(include_deployment_checks=True) if str(message.id).startswith("groundwork")
    ]
    assert found == ["groundwork.E001"]


@pytest.mark.parametrize(
    ("opening", "problem"),
    [
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", set()),
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON", {"E013"}),
        ("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON", {"E012"}),
        ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF", {"E014"}),
    ],
)
def test_sqlite_is_asked_how_it_writes(tmp_path, opening, problem):
    cursor = sqlite3.connect(tmp_path / "x.sqlite3").cursor()
    cursor.executescript(opening)
    assert {found.id for found in checks._sqlite(cursor)} == problem


def test_postgresql_is_asked_how_it_writes():
    class Cursor:
        def execute(self, sql):
            self.answer = "off" if sql == "SHOW fsync" else "on"

        def fetchone(self):
            return [self.answer]

    assert [found.id for found in checks._postgresql(Cursor())] == ["E015"]


@pytest.mark.django_db
def test_the_server_does_not_start_with_a_problem(production, monkeypatch):
    from cms import wsgi

    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    production()
    wsgi.refuse_unsafe_start()
    production(DEBUG=True)
    with pytest.raises(ImproperlyConfigured, match=r"Set DEBUG=off\."):
        wsgi.refuse_unsafe_start()
