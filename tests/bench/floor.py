"""The floor: a bare Django view with a database session and a user, on the site's database, user model and server."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def floor(request: HttpRequest) -> HttpResponse:
    """Two queries: the session and the user."""
    body = f"Hello {request.user.pk}".encode()
    return HttpResponse(body, headers={"Content-Length": str(len(body))})


urlpatterns = [path("floor/", floor)]


def bare() -> WSGIHandler:
    """The site's apps are loaded as they are, for the user model needs them; a request meets none of the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup(set_prefix=False)
    from django.contrib.auth.backends import ModelBackend

    from learners.entrance.sign_in import Backend

    settings.MIDDLEWARE, settings.ROOT_URLCONF = MIDDLEWARE, __name__
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    Backend.get_user = ModelBackend.get_user  # type: ignore[method-assign] # the floor is stock Django, as everybody has it
    return WSGIHandler()
