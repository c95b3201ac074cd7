"""The page on which anybody checks a certificate: valid and when, or not valid. Never more."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from learners.models import Certificate
from learners.records import certificate_codes
from learners.safekeeping import encryption

pytestmark = pytest.mark.django_db
PAGE = "/certificates/"
NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)


def certificate(cast, **fields) -> Certificate:
    made = Certificate(
        enrolment=cast.ana_learns, code=certificate_codes.draw(), issued_on=date(2026, 12, 1), issued_at=NOW,
        issued_by=cast.gil, **fields,
    )  # fmt: skip
    made.sealed = encryption.seal("{}", bound_to=f"learners.certificate.sealed:{made.pk}")
    made.save(force_insert=True)
    return made


def ask(code: str, client: Client | None = None):
    return (client or Client()).post(PAGE, {"code": code})


def shape(answer) -> tuple:
    """Status, headers and bytes, without what is drawn anew for each request."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, sorted(answer.headers.items()), text


def test_a_valid_code_says_the_day_and_nothing_about_anybody(cast):
    answer = ask(certificate(cast).code)
    text = answer.content.decode()
    assert "Valid. Issued on December 1, 2026." in text
    for secret in ("Ana", "Example", "Day program", "Morning", "Gil", str(cast.ana_learns.uid)):
        assert secret not in text, secret


def test_unknown_mistyped_and_replaced_codes_give_the_same_answer(cast):
    old = certificate(cast)
    certificate(cast, supersedes=old)
    unknown = certificate_codes.draw()
    mistyped = unknown[:-1] + ("A" if unknown[-1] != "A" else "B")
    answers = [ask(code) for code in (old.code, unknown, mistyped, "hello", "ILO01", "=1+1", "'; --")]
    assert "This code is not valid." in answers[0].content.decode()
    for one in answers:
        assert shape(one) == shape(answers[0])


@pytest.mark.parametrize("kind", ["valid", "replaced", "unknown", "mistyped", "short"])
def test_every_code_costs_the_same_query(cast, kind, django_assert_num_queries):
    old = certificate(cast)
    new = certificate(cast, supersedes=old)
    code = {"valid": new.code, "replaced": old.code, "unknown": certificate_codes.draw(), "mistyped": "A" * 16}
    ask(certificate_codes.draw())  # the site's own facts are read once
    with django_assert_num_queries(1 + 2 * 4):  # the code; and two limits, counted for all processes
        ask(code.get(kind, "A"))


def test_no_address_carries_a_code(cast):
    code = certificate(cast).code
    text = Client().get(PAGE, {"code": code}).content.decode()
    assert code not in text
    assert "Valid. Issued" not in text
    assert code not in ask(code).content.decode()


def test_an_empty_field_says_what_to_do():
    answer = ask("")
    assert answer.status_code == 422
    assert "Type the code first." in answer.content.decode()


def test_the_page_keeps_the_help_bar_and_is_not_stored():
    answer = Client().get(PAGE)
    assert 'href="tel:988"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_too_many_tries_from_one_address_have_to_wait(settings):
    cache.clear()
    client = Client(REMOTE_ADDR="203.0.113.9")
    statuses = [ask(certificate_codes.draw(), client).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    assert ask(certificate_codes.draw(), Client(REMOTE_ADDR="203.0.113.10")).status_code == 200


def test_behind_a_proxy_the_address_is_that_of_the_client(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()

    def through_proxy(address: str) -> int:
        client = Client(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=address)
        return ask(certificate_codes.draw(), client).status_code

    assert [through_proxy("203.0.113.9") for _ in range(21)][-1] == 429
    assert through_proxy("203.0.113.10") == 200
