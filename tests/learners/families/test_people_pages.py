"""The participant's pages: naming, signing on one page, preview, single things, stopping, and the account."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.reading import grade, plain
from learners.families import consents, items, links, shown, wording
from learners.models import AuditEvent, Consent, ConsentCheck, Disclosure, FamilyLink, PolicyVersion
from learners.privacy import policies, shipped
from learners.safekeeping.encryption import CannotOpen
from tests.learners.families.conftest import SECRET
from tests.learners.pages.test_queries import queries
from tests.learners.papers import just_signed_in

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    just_signed_in(client, person)
    return client


@pytest.fixture
def ana(cast) -> Client:
    """Ana's browser, a moment after she signed in."""
    return browser(cast.ana)


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


def test_a_person_is_named_with_a_code_that_is_shown_once(ana, cast):
    page = reverse("person_new")
    key = re.search(r'name="key" value="([^"]+)"', text(ana.get(page)))[1]
    answer = ana.post(page, {"called": " Rosa ", "relation": "parent", "mail_to": "", "key": key})
    code = re.search(r"<b>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</b>", text(answer))[1]
    assert links.usable(code, now=FamilyLink.objects.latest("made_at").made_at)
    assert code not in text(ana.get(reverse("my_people")))
    assert "The code is not used" in text(ana.get(reverse("my_people")))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"called": " "}, "Write what you call this person"),
        ({"relation": ""}, "Choose who this person is to you"),
        ({"mail_to": "nobody"}, "valid email address"),
        ({"called": "x" * 61}, "at most 60"),
    ],
)
def test_a_name_that_cannot_be_kept_is_said(ana, given, says):
    filled = {"called": "Rosa", "relation": "parent", "mail_to": "", "key": "4f7a4d38-6b66-4a4b-9f5c-9d1f0a3f4a11"}
    answer = ana.post(reverse("person_new"), filled | given)
    assert answer.status_code == 422
    assert says in text(answer)
    assert FamilyLink.objects.count() == 1


def test_sharing_is_stopped_in_two_taps_from_the_list(ana, link, signed, cast, now):
    consent = signed()
    page = text(ana.get(reverse("my_people")))
    stop = reverse("consent_revoke", args=[link.uid])
    assert f'action="{stop}"' in page
    answer = ana.post(stop, {"owner": cast.ana.uid}, follow=True)
    assert "Stopped. parent sees nothing of yours here now." in text(answer)
    assert "You stopped it on" in text(answer)
    assert not consents.stands(consent, now=now)


@pytest.mark.parametrize("deed", [links.end, links.decline])
def test_the_list_does_not_say_why_somebody_is_not_connected(ana, link, signed, cast, now, deed):
    signed()
    deed(link, by=cast.fay, now=now)
    page = text(ana.get(reverse("my_people")))
    assert "Not connected. Nothing is shown." in page
    assert "It ended on" in page
    assert not re.search(r"declin|closed|Fay", page)


def test_a_sheet_is_shown_and_stopped_one_by_one(ana, link, signed, written, module, cast):
    page = reverse("person_items", args=[link.uid])
    assert "You have not signed" in text(ana.get(page))
    signed()
    assert module.worksheet_title in text(ana.get(page))
    ana.post(page, {"sheet": module.key})
    (share,) = items.running(link)
    fay, there = browser(cast.fay), reverse("family_shared", args=[share.uid])
    assert SECRET in text(fay.get(there))
    ana.post(page, {"stop": share.uid})
    assert fay.get(there).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"sheet": "x"}, {"sheet": ""}, {"plan": "", "stop": "y"}])
def test_a_button_that_does_not_exist_shows_nothing(ana, link, signed, sent):
    signed()
    assert ana.post(reverse("person_items", args=[link.uid]), sent).status_code == 302
    assert items.running(link) == []


def test_a_sheet_on_which_nothing_is_written_cannot_be_shown(ana, link, signed, module):
    signed()
    answer = ana.post(reverse("person_items", args=[link.uid]), {"sheet": module.key}, follow=True)
    assert "You have not written on this worksheet yet" in text(answer)
    assert items.running(link) == []


def test_a_title_that_may_tell_something_is_warned_of(ana, cast, link, signed, written, program, now):
    from learners.planning import assigned

    signed()
    page = reverse("person_items", args=[link.uid])
    offers = items.offers(link, assigned.for_enrolment(cast.ana_learns, now=now))
    assert any(one.module_key == written.module_key for one in offers)
    assert ("may tell what you get help for" in text(ana.get(page))) == any(one.tells for one in offers)


def test_the_preview_is_what_the_family_page_carries(ana, link, signed, written, module, cast, now):
    signed()
    share = items.share(link, module_key=module.key, now=now)
    fay = browser(cast.fay)
    at_home = fragment(ana.get(reverse("person_preview", args=[link.uid])))
    assert fragment(fay.get(reverse("family_plan"))) == at_home
    opened = fragment(ana.get(reverse("family_shared", args=[share.uid]), follow=True))
    assert fragment(fay.get(reverse("family_shared", args=[share.uid]))) == opened
    assert SECRET in opened
    assert SECRET not in at_home


def fragment(response) -> str:
    """The section that shows something, byte for byte."""
    found = re.search(r'<section class="flow">\s*<h2>What Ana shows you.*?</section>', text(response), re.DOTALL)
    return found[0]


def test_the_account_names_who_saw_what_and_when(ana, link, signed, cast, now):
    page = reverse("my_disclosures")
    assert "Nothing was shown to anybody" in text(ana.get(page))
    shown.glance(signed(), by=cast.fay, now=now)
    said = text(ana.get(page))
    assert "Which week of the program, and its theme" in said
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in said
    assert Disclosure.objects.count() == 2


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


def test_pages_take_as_many_queries_with_one_person_as_with_many(ana, cast, link, signed, now):
    signed()
    links.name(cast.ana_learns, "Person", "friend", now=now)
    page = reverse("my_people")
    before = queries(ana, "get", page)
    for number in range(4):
        links.name(cast.ana_learns, f"Person {number}", "friend", now=now)
        signed()
    assert queries(ana, "get", page) == before


def test_the_plan_and_the_worksheet_lead_to_it(ana, link, signed, written, module, now):
    assert reverse("my_people") in text(ana.get(reverse("plan")))
    sheet = reverse("worksheet", args=[module.key])
    assert "Only you can read this sheet" in text(ana.get(sheet))
    signed()
    items.share(link, module_key=module.key, now=now)
    assert "You also show it to somebody close to you" in text(ana.get(sheet))
    assert "Only you can read this sheet" not in text(ana.get(sheet))


# --- staff ----------------------------------------------------------------------------------------------------------


def test_staff_see_that_a_consent_stands_and_nothing_of_what_is_shown(
    link,
    signed,
    written,
    module,
    cast,
    now,
):
    signed()
    items.share(link, module_key=module.key, now=now)
    for person in (cast.gil, cast.mia):
        client = browser(person)
        assert "1 stands" in " ".join(text(client.get(reverse("person", args=[cast.ana_learns.uid]))).split())
        page = text(client.get(reverse("person_consents", args=[cast.ana_learns.uid])))
        assert "Stands" in page
        assert SECRET not in page
        assert module.worksheet_title not in page
    assert AuditEvent.objects.filter(action="consents-read").count() == 2


def test_staff_note_that_they_looked_at_it_together(signed, cast):
    consent = signed()
    client = browser(cast.gil)
    done = client.post(reverse("person_consent_checked", args=[cast.ana_learns.uid, consent.uid]), follow=True)
    assert "Gil Example looked at it together" in " ".join(text(done).split())
    assert ConsentCheck.objects.get().by == cast.gil


# --- the words ------------------------------------------------------------------------------------------------------


def test_the_words_to_sign_are_for_a_sixth_grader():
    words = shipped.body("family-consent")
    for name in policies.NINE:
        words = words.replace(f"{{{name}}}", "Rosa" if name == "recipient" else "this")
    assert grade(words) <= 6
    for words in (*wording.INFORMATION.values(), wording.REVOKING, wording.READ, *wording.FOR_OTHERS.values()):
        assert grade(str(words)) <= 6.5, words


def test_the_words_have_all_nine_elements():
    policies.check(PolicyVersion.Kind.FAMILY_CONSENT, shipped.body("family-consent"))
