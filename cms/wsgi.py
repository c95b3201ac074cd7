"""The web server's door. In production it refuses to open when `check --deploy` would find something wrong; a local
copy, when what people wrote could not be read with its keys.
"""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured with what to do about it. Leaves no database connection to a forked worker."""
    from django.conf import settings
    from django.db import connection, connections

    from cms import checks

    found = checks.problems() if settings.MODE == "production" else checks.unreadable_data()
    close_pool = getattr(connection, "close_pool", None)
    connections.close_all()
    if close_pool:
        close_pool()
    if found:
        lines = [f"  {problem.wrong}\n    {problem.remedy}" for problem in found]
        raise ImproperlyConfigured(f"Groundwork does not start in {settings.MODE} mode:\n" + "\n".join(lines))


application = get_wsgi_application()
refuse_unsafe_start()
# What is loaded stays. Looking through it again would hold up all threads of a process for 85 ms, again and again.
gc.collect()
gc.freeze()
