"""What a real site asks of its own lines to other machines: encrypted, and to whom it thinks. See cms/checks.py."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

HERE = ("", "localhost", "127.0.0.1", "::1")
EXAMPLE = "password"  # of DATABASE_URL in .env.example
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def database_is_open() -> bool:
    """PostgreSQL on another machine, by a line that is not encrypted or whose other end nobody checks."""
    if not _is_elsewhere(_database().get("HOST", "")) or "postgresql" not in _database()["ENGINE"]:
        return False
    return _database().get("OPTIONS", {}).get("sslmode") not in ("verify-full", "verify-ca")


def database_has_the_example_password() -> bool:
    return _database().get("PASSWORD") == EXAMPLE


def cache_is_open() -> bool:
    url = urlsplit(settings.REDIS_URL)
    return url.scheme == "redis" and _is_elsewhere(url.hostname or "")


def mail_is_open() -> bool:
    used = settings.EMAIL_BACKEND == SMTP and _is_elsewhere(settings.EMAIL_HOST)
    return used and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)


def _database() -> dict[str, Any]:
    return settings.DATABASES["default"]


def _is_elsewhere(host: str) -> bool:
    """A path is a socket of this machine."""
    return host not in HERE and not host.startswith("/")
