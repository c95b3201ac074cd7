"""How the matrix asks: every route of the resolver, its address, and an answer that leaves no trace."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import quote, quote_plus
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.learners.world import next_monday


@functools.cache
def routes() -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """(route, name, parameters) of every address."""

    def walk(patterns, prefix: str, parameters: list[str]) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        for pattern in patterns:
            own = [*parameters, *pattern.pattern.converters, *pattern.pattern.regex.groupindex]
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route, own)
            elif isinstance(pattern, URLPattern):
                yield route, pattern.name, tuple(dict.fromkeys(own))

    return tuple(walk(get_resolver().url_patterns, "", []))


def address(name: str, **known: object) -> str:
    """The address of one of our routes; parameters that a test does not care about are made up."""
    parameters = next(found for _, route_name, found in routes() if route_name == name)
    made_up = {"day": next_monday(), "edition_id": 1, "deed": "pause"}
    return reverse(name, kwargs={one: known.get(one, made_up.get(one, uuid4())) for one in parameters})


@dataclass(frozen=True)
class Seen:
    """What came back, without the tokens that differ each time and without the address that was asked for."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(client: Client, method: str, url: str):
    return client.generic(method, url, "", content_type="application/x-www-form-urlencoded")


def asked(client: Client, method: str, url: str) -> Seen | str:
    """The answer; nothing that the request did stays. What was raised is returned in words."""
    kept = client.cookies.output()
    with transaction.atomic():
        try:
            got = _seen(answer(client, method, url), url)
        except Exception as error:
            got = f"{type(error).__name__}: {error}"
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(kept.replace("Set-Cookie: ", ""))
    return got


def _seen(response, url: str) -> Seen:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = tuple(sorted(_without(url, f"{name}: {value}") for name, value in response.headers.items()))
    return Seen(
        response.status_code,
        headers,
        _without(url, body.decode(errors="surrogateescape")).encode(errors="surrogateescape"),
    )


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|^Content-Length: .*')


def _without(url: str, text: str) -> str:
    for spelled in (url, quote(url), quote_plus(url)):
        text = text.replace(spelled, "[address]")
    return TOKEN.sub("", text)
