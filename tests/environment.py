"""The environment in which tests run, set before Django reads its settings. No .env file is read."""

import os
import tempfile

from hypothesis import settings

os.environ["GROUNDWORK_ENV_FILE"] = "/nonexistent"
os.environ["GROUNDWORK_MODE"] = "local"
os.environ["SECRET_KEY"] = "tests-only-0123456789-0123456789-0123456789-0123456789"
os.environ["FIELD_KEYS"] = "t1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
os.environ["AUDIT_CHECKPOINTS"] = os.path.join(tempfile.mkdtemp(prefix="groundwork-audit-"), "checkpoints.jsonl")
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["STATICFILES_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="groundwork-media-")
os.environ["ERASURE_LEDGER"] = f"{tempfile.mkdtemp(prefix='groundwork-ledger-')}/erasures.jsonl"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop and Django's test server share a process

settings.register_profile("house", deadline=None)  # a busy machine is not a failure
settings.load_profile("house")
