"""Everybody goes through everything that the site offers them, and finds nobody's words but those they may read."""

import logging
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms import pdf
from cms.errors import PlainLog
from learners.entrance import invitations
from learners.families import links
from learners.models import Invitation
from learners.post import outbox
from tests.journeys.canaries import seeds
from tests.journeys.canaries.crawl import Crawl, words_of
from tests.journeys.canaries.words import IN_CLEAR, Word, mark_of, must_find
from tests.learners.matrix import address
from tests.learners.principals import LEARNERS, PRINCIPALS

pytestmark = pytest.mark.django_db
PARTS = 4  # so that two workers share them


@pytest.fixture
def sown(sown, monkeypatch):
    """PDFs come as the page that they are set from: the same words, without a second of typesetting each."""
    monkeypatch.setattr(pdf, "document", lambda html: SimpleNamespace(write_pdf=lambda **options: html.encode()))
    return sown


@pytest.fixture
def lines():
    """All that is logged at DEBUG, as the log would write it."""
    kept: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.setFormatter(PlainLog("%(levelname)s %(name)s %(message)s"))
    handler.emit = lambda record: kept.append(handler.format(record))
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "django.server", "allauth")]
    before = [(one, one.level, one.disabled) for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
        one.disabled = False
    for one in loggers[:2]:
        one.addHandler(handler)
    yield kept
    for one, level, disabled in before:
        one.setLevel(level)
        one.disabled = disabled
        one.removeHandler(handler)


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_finds_only_what_they_may(sown, lines, part):
    mark, sides = mark_of(sown.words), seeds.sides(sown)
    looked_for = mark_of((*sown.words, *sides))
    found = {name: Crawl(sown.clients[name], looked_for).go() for name in PRINCIPALS[part::PARTS]}
    outside = [
        f"{name} finds {word.text} at {crawl.found[word.text]}"
        for name, crawl in found.items()
        for word in (*sown.words, *sides)
        if word.text in crawl.found and name not in word.allowed
    ]
    assert outside == []
    blind = [
        f"{name} never finds {word.text}"
        for name, crawl in found.items()
        for word in (*sown.words, *sides)
        if name in must_find(word) and word.text not in crawl.found
    ]
    assert blind == []
    assert [one for crawl in found.values() for one in crawl.addresses if mark.search(one)] == []
    assert [line for line in lines if mark.search(line)] == []
    assert [row.session_key for row in Session.objects.all() if mark.search(str(row.get_decoded()))] == []


@pytest.mark.parametrize(
    ("who", "route", "kind"),
    [("hana", "person_record_csv", "last"), ("hana", "person_record_xlsx", "last"), ("bea", "my_data_export", "elect")],
)
def test_the_crawl_reads_what_files_are_packed_in(sown, who, route, kind):
    url = address(route, enrolment_uid=sown.learns["bea"].uid)
    answer = sown.clients[who].post(url) if route == "my_data_export" else sown.clients[who].get(url)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Word(kind, "bea").text in words_of(answer)


def test_a_page_that_breaks_tells_nothing(sown, lines, monkeypatch):
    """What was raised may hold what somebody wrote."""
    said = Word("named", "ana").text

    def broken(*args: object, **which: object) -> None:
        raise RuntimeError(said)

    monkeypatch.setattr(links, "all_named", broken)
    client = sown.clients["ana"]
    client.raise_request_exception = False
    answer = client.get(reverse("my_people"))
    assert answer.status_code == 500
    assert not mark_of(sown.words).search(answer.content.decode())
    assert [line for line in lines if "RuntimeError" in line]
    assert [line for line in lines if mark_of(sown.words).search(line)] == []


def test_each_word_stands_in_clear_only_where_it_must(sown):
    """Every column of every table: sealed things nowhere, names in their own columns, nothing in revisions, search
    words, sessions, logs of the editor or mail.
    """
    mark = mark_of(sown.words)
    kinds = {word.text: word.kind for word in sown.words}
    wrong = set()
    for model in apps.get_models():
        for row in model._default_manager.values():
            for column, value in row.items():
                for word in mark.findall(str(value)):
                    place = (model.__name__, column)
                    if place not in IN_CLEAR.get(kinds[word.lower()], set()):
                        wrong.add((kinds[word.lower()], *place))
    assert wrong == set()


def test_mail_names_nobody(sown):
    """An invitation and a new password for everybody, sent for real."""
    mark, now = mark_of(sown.words), timezone.now()
    for name in LEARNERS:
        person = sown.people[name]
        by = sown.people["mia" if name != "cara" else "olga"]
        invitations.make(person, way=Invitation.Way.MAIL, by=by, now=now, enrolment=sown.learns[name])
        sown.clients["anonymous"].post(reverse("account_reset_password"), {"email": person.email})
    outbox.send_waiting(timezone.now())
    assert len(mail.outbox) >= len(LEARNERS)
    for message in mail.outbox:
        assert not mark.search(f"{message.subject} {message.from_email} {message.extra_headers}")
        assert set(mark.findall(message.body.lower())) <= {f"zqxsign{message.to[0][7:].partition('@')[0]}"}
