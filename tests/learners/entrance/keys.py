"""What people hold in their hands in these tests: an app that shows codes, and how it is set up and used."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from learners.entrance import factors
from learners.models import User
from tests.factories.people import PASSWORD


class App:
    """Each code is shown once: the next one is the one of half a minute later, which is good already."""

    def __init__(self, person: User) -> None:
        self.secret = generate_totp_secret()
        self.factor = factors.set_up_app(person, self.secret)

    def code(self, ahead: int = 0) -> str:
        return code(self.secret, ahead)


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + ahead))


def give_password(client: Client, name: str, **more):
    return client.post(reverse("account_login"), {"login": name, "password": PASSWORD, **more})


def give_code(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
