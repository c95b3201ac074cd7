"""Signing on one page, and the copy: word for word what stood there."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.reading import grade, plain
from learners.families import consents, links, wording
from learners.forms.families import ConsentForm
from learners.models import Consent, PolicyVersion
from learners.privacy import policies, shipped
from learners.safekeeping.encryption import CannotOpen
from tests.learners.families.pages import seen_on, signing, text

pytestmark = pytest.mark.django_db


def test_nothing_is_ticked_by_itself_and_the_names_stand_in_the_words(ana, link):
    page = text(ana.get(reverse("consent_sign", args=[link.uid])))
    ticks = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(ticks) == 4
    assert not [tick for tick in ticks if "checked" in tick]
    assert "You: Ana Example." in page
    assert "You can say no. Your treatment does not depend on it." in page


def test_what_was_signed_is_word_for_word_what_stood_on_the_page(ana, link):
    page = plain(text(ana.get(reverse("consent_sign", args=[link.uid]))))
    signing(ana, link)
    frozen = wording.frozen(Consent.objects.get())
    for line in frozen.text.splitlines():
        words = re.sub(r"^(#+|\[.\]|\(.\))\s", "", line)
        assert words == "Ana Example" or " ".join(words.split()) in " ".join(page.split()), words


def test_the_page_signs_and_shows_the_copy(ana, link, cast, now):
    answer = signing(ana, link)
    consent = Consent.objects.get()
    assert answer["Location"] == reverse("consent_read", args=[consent.uid])
    assert (consent.shows_week, consent.shows_items) == (True, False)
    copy = text(ana.get(answer["Location"]))
    assert "Ana Example" in copy
    assert consent.sha256[:12] in copy
    assert "[ ] Single things that you choose" in copy


def test_a_day_that_was_not_to_be_chosen_is_no_mistake():
    """Its field is out of sight then."""
    given = {"shows_week": "on", "purpose": Consent.Purpose.MY_REQUEST, "read": "on", "signature": "Ana Example"}
    form = ConsentForm({**given, "ends": "end", "expires_on": "soon"})
    assert form.is_valid(), form.errors
    assert form.choices.expires_on is None
    assert not ConsentForm({**given, "ends": "day", "expires_on": "soon"}).is_valid()


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ({"shows_week": None}, "Tick what may be shown"),
        ({"signature": " "}, "Write your name to sign"),
        ({"read": None}, "Tick that you have read this page"),
        ({"ends": "day"}, "Choose a day"),
        ({"ends": "day", "expires_on": "2020-01-01"}, "Choose today or a later day"),
        ({"ends": "day", "expires_on": "soon"}, "Write the day as"),
        ({"purpose": "x"}, "Select a valid choice"),
        ({"seen": "0" * 64}, "changed since you opened it"),
        ({"seen": None}, "changed since you opened it"),
    ],
)
def test_what_is_missing_is_said_and_nothing_else_is_lost(ana, link, left_out, says):
    answer = signing(ana, link, **left_out)
    assert answer.status_code == 422
    assert says in text(answer)
    if "signature" not in left_out:
        assert 'value="Ana Example"' in text(answer)
    assert not Consent.objects.exists()


def test_words_that_were_published_in_between_are_read_before_they_are_signed(ana, link, cast, now):
    page = reverse("consent_sign", args=[link.uid])
    before = seen_on(ana.get(page))
    newer = policies.current(PolicyVersion.Kind.FAMILY_CONSENT).body.replace(
        "You can say no.", "You can always say no."
    )
    policies.publish(PolicyVersion.Kind.FAMILY_CONSENT, newer, by=cast.mia, now=now)
    answer = signing(ana, link, seen=before)
    assert answer.status_code == 422
    assert "You can always say no." in text(answer)
    assert seen_on(answer) != before
    assert signing(ana, link).status_code == 302
    assert Consent.objects.get().text.number == 2


def test_names_with_marks_of_their_own_stay_text(ana, cast, now):
    named, _code = links.name(cast.ana_learns, "{information} <b>## Ro", "friend", now=now)
    page = text(ana.get(reverse("consent_sign", args=[named.uid])))
    assert "{information} &lt;b&gt;## Ro" in page
    assert page.count("Tick what may be shown") == 1
    assert signing(ana, named).status_code == 302
    assert "{information} <b>## Ro, and nobody else." in wording.frozen(Consent.objects.get()).text


def test_who_signed_in_long_ago_says_once_more_who_they_are_to_sign_and_not_to_stop(link, signed, cast):
    consent = signed()
    client = Client()
    client.force_login(cast.ana)
    asked = client.get(reverse("consent_sign", args=[link.uid]))
    assert asked.status_code == 302
    assert "reauthenticate" in asked["Location"]
    assert signed().replaces == consent
    assert client.post(reverse("consent_revoke", args=[link.uid]))["Location"] == reverse("my_people")
    assert consents.of_link(link, now=timezone.now()) is None


@pytest.mark.parametrize("name", ["consent_pdf", "my_disclosures_pdf"])
def test_the_copies_are_made_as_pdf_or_lead_to_the_page_to_print(ana, signed, name):
    consent = signed()
    answer = ana.get(reverse(name, args=[consent.uid] if name == "consent_pdf" else []))
    assert answer.status_code in (200, 503)
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    else:
        assert "open the page" in text(answer)


def test_the_text_alone_can_be_taken_along(ana, signed):
    consent = signed()
    answer = ana.get(reverse("consent_text", args=[consent.uid]))
    assert b"".join(answer.streaming_content).decode() == wording.frozen(consent).text
    assert "Ana" not in answer["Content-Disposition"]


def test_a_consent_that_cannot_be_opened_says_so(ana, signed, monkeypatch):
    consent = signed()

    def sealed(_consent):
        raise CannotOpen("no")

    monkeypatch.setattr(wording, "frozen", sealed)
    page = text(ana.get(reverse("consent_read", args=[consent.uid])))
    assert "cannot be opened right now" in page


def test_the_words_to_sign_are_for_a_sixth_grader():
    words = shipped.body("family-consent")
    for name in policies.NINE:
        words = words.replace(f"{{{name}}}", "Rosa" if name == "recipient" else "this")
    assert grade(words) <= 6
    for words in (*wording.INFORMATION.values(), wording.REVOKING, wording.READ, *wording.FOR_OTHERS.values()):
        assert grade(str(words)) <= 6.5, words


def test_the_words_have_all_nine_elements():
    policies.check(PolicyVersion.Kind.FAMILY_CONSENT, shipped.body("family-consent"))
