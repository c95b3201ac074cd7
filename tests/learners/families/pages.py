"""Browsers of the cast, and how somebody fills in the page that is signed."""

import re

from django.test import Client
from django.urls import reverse

from tests.learners.papers import just_signed_in


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    just_signed_in(client, person)
    return client


def text(response) -> str:
    return response.content.decode()


def seen_on(response) -> str:
    return re.search(r'name="seen" value="(\w+)"', text(response))[1]


def signing(client, link, **given):
    """Open the page, and send it filled in."""
    page = reverse("consent_sign", args=[link.uid])
    filled = {"shows_week": "on", "purpose": "my-request", "ends": "end", "read": "on", "signature": "Ana Example"}
    filled |= {"seen": seen_on(client.get(page)), **given}
    return client.post(page, {name: value for name, value in filled.items() if value is not None})
