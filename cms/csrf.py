"""The token of each page's forms, made with one read of the system's random source where Django's makes thirty-three.

A read lets go of the interpreter's lock: with eight clients those reads cost the plan a tenth of its time. The secret
and the check of what is posted are Django's own, and a mask is as hard to guess as Django's.
"""

import os
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.utils.functional import SimpleLazyObject

CHARS = CSRF_ALLOWED_CHARS.encode()
FAIR = 256 // len(CHARS) * len(CHARS)  # bytes from here on would make the first characters likelier than the last
UNFAIR = bytes(range(FAIR, 256))
TO_CHARS = bytes(CHARS[byte % len(CHARS)] for byte in range(256))
PLACE = {char: place for place, char in enumerate(CSRF_ALLOWED_CHARS)}
TWICE = CSRF_ALLOWED_CHARS * 2


def token(request: HttpRequest) -> str:
    """What `django.middleware.csrf.get_token` says: the secret under a new mask, and the cookie is sent again."""
    secret = request.META.get("CSRF_COOKIE")
    if secret is None:
        return get_token(request)
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    mask = random_text(CSRF_SECRET_LENGTH)
    return mask + "".join([TWICE[PLACE[one] + PLACE[other]] for one, other in zip(secret, mask, strict=True)])


def random_text(length: int) -> str:
    """So many characters that a token may have, each as likely as any other."""
    text = b""
    while len(text) < length:
        text += os.urandom(2 * length).translate(TO_CHARS, UNFAIR)
    return text[:length].decode()


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csrf_token`, made where a page asks for it, in the place of Django's."""
    return {"csrf_token": SimpleLazyObject(lambda: token(request))}
