"""The participant's pages: naming, signing on one page, preview, single things, stopping, and the account."""

import re

import pytest
from django.urls import reverse

from learners.families import consents, items, links, shown
from learners.models import AuditEvent, ConsentCheck, Disclosure, FamilyLink
from tests.learners.families.conftest import SECRET
from tests.learners.families.pages import browser, text
from tests.learners.pages.test_queries import queries

pytestmark = pytest.mark.django_db


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


def test_after_twenty_codes_in_a_day_no_more_is_made_by_either_way(ana, cast, link, now):
    new, _code = links.name(cast.ana_learns, "Rosa", "friend", now=now)
    again = reverse("person_code", args=[new.uid])
    for number in range(20):
        assert ana.post(again, {"mail_to": "", "owner": cast.ana.uid}).status_code == 200, number
    new.refresh_from_db()
    kept = new.code_hash
    assert "many codes today" in text(ana.post(again, {"mail_to": "", "owner": cast.ana.uid}, follow=True))
    filled = {"called": "Luz", "relation": "parent", "mail_to": "", "key": "4f7a4d38-6b66-4a4b-9f5c-9d1f0a3f4a11"}
    answer = ana.post(reverse("person_new"), filled | {"owner": cast.ana.uid})
    assert answer.status_code == 422
    assert "many codes today" in text(answer)
    new.refresh_from_db()
    assert new.code_hash == kept
    assert cast.ana_learns.family_links.count() == 2


def test_signing_asks_once_more_who_it_is(client, cast, link):
    client.force_login(cast.ana)  # no proof that is recent
    page = reverse("consent_sign", args=[link.uid])
    for answer in (client.get(page), client.post(page, {"signature": "Ana Example", "shows_week": "on"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not link.consents.exists()
