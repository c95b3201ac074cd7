"""Who asks for files or searches faster than a person can is asked to wait, and told so."""

import time

import pytest
from django.urls import reverse

from learners.entrance import pace

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def narrow(settings):
    settings.PACES = {"files": (2, 60), "search": (2, 60)}


def test_the_third_search_of_a_minute_waits_and_the_next_minute_is_free(ana, time_machine):
    minute = time.time() // 60 * 60 + 61
    time_machine.move_to(minute, tick=False)
    seen = [ana.post(reverse("search"), {"words": "sleep"}).status_code for _ in range(3)]
    assert seen == [200, 200, 429]
    time_machine.move_to(minute + 60, tick=False)
    assert ana.post(reverse("search"), {"words": "sleep"}).status_code == 200


def test_the_answer_says_what_to_do_and_the_page_of_the_form_stays_open(ana):
    said = [ana.post(reverse("search"), {"words": "sleep"}) for _ in range(3)][2].content.decode()
    assert "Wait a minute, then go back and try again." in said
    assert "tel:988" in said
    assert f'href="{reverse("start")}">To your start page' in said, "and a way on, not to sign in again"
    assert ana.get(reverse("search")).status_code == 200


def test_files_are_counted_for_each_person(cast, client, ana):
    client.force_login(cast.gil)
    place = reverse("records_csv", args=[cast.morning.uid])
    assert [client.get(place).status_code for _ in range(3)][2] == 429
    assert ana.get(place).status_code == 403


def test_each_person_and_each_kind_is_counted_apart():
    assert [pace.is_within("files", 1, now=0.0) for _ in range(3)] == [True, True, False]
    assert pace.is_within("files", 2, now=0.0)
    assert pace.is_within("search", 1, now=0.0)
