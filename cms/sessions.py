"""Django's sessions in the database, read with SQL that is built once: every request of a signed-in person does. And
when each ends, however busy its person is.
"""

import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from cms.prepared import Prepared

_by_key: Prepared[Session] = Prepared(lambda key: Session.objects.filter(session_key=key), str)

BEGAN = "began"  # seconds since the epoch: signing in starts it, nothing moves it


def ends_at(data: Mapping[str, Any] | Any) -> int:
    """Of a session's data, in seconds since the epoch. One without a beginning begins now."""
    return data.get(BEGAN, int(time.time())) + settings.SESSION_COOKIE_AGE


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = _by_key.first(self.session_key) if self.session_key else None
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found
