"""For whoever watches the server: `live` says that the process answers, `ready` that it can work."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False  # once true it stays true for the code of this process


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain")


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """No database."""
    return _plain("ok")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """One query, and once in the life of a process a look at the migrations."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _plain("ok") if _is_migrated() else _plain("migrations are missing: run manage.py migrate", 503)
    except (DatabaseError, OSError):
        return _plain("the database does not answer", 503)


def _is_migrated() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
