"""Nobody learns from a family account whether somebody is in the program: whatever happened on the other side, the same
pages come, byte for byte, after the same statements, and no mail.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from cms import site
from learners.families import consents, items, leaving, links
from learners.models import Disclosure, FamilyLink, FamilyShare, OutgoingMail, User
from learners.people import enrolments
from tests.learners.families.conftest import ALL, sign
from tests.learners.people.test_coming_in import statements

pytestmark = pytest.mark.django_db
PAGES = ("family_plan", "family_program", "family_search", "family_history", "family_calendar", "family_joined")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def finn(cast) -> Client:
    """Somebody who is connected with nobody, with a browser whose pages are warm."""
    client = Client()
    client.force_login(cast.finn)
    seen(client)
    return client


def answer_of(client: Client, url: str) -> tuple:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    return answer.status_code, headers, TOKEN.sub("", answer.content.decode()), statements(captured)


def seen(client: Client) -> dict[str, tuple]:
    return {name: answer_of(client, reverse(name)) for name in PAGES}


@pytest.fixture
def connected(cast, now, written) -> Callable[[], FamilyLink]:
    """Ana and Finn."""

    def connect() -> FamilyLink:
        when = {"made_at": now - timedelta(days=60), "taken_up_at": now - timedelta(days=60)}
        return FamilyLink.objects.create(
            participant=cast.ana_learns, family_member=cast.finn, relation="friend", **when
        )

    return connect


def signed_with_items(link: FamilyLink, now, **choices) -> FamilyShare:
    sign(link, ALL.__class__(**{**ALL.__dict__, **choices}) if choices else ALL, now=now)
    return items.share(link, now=now)


def states(cast, connected, module, now) -> Iterator[tuple[str, FamilyLink]]:
    """Each way in which nothing stands, one after the other."""
    link = connected()
    yield "connected, nothing signed", link
    signed_with_items(link, now)
    consents.revoke(link, by=cast.ana, now=now)
    yield "revoked", link
    before = now - timedelta(days=40)
    sign(link, expiring(before), now=before)
    yield "expired", link
    consents.expire_due(now)
    yield "expired and written down", link
    signed_with_items(link, now)
    links.end(link, by=cast.ana, now=now)
    yield "ended by the participant", link
    other = connected()
    signed_with_items(other, now)
    yesterday = cast.morning.today(now) - timedelta(days=1)
    type(cast.ana_learns).objects.filter(pk=cast.ana_learns.pk).update(starts_on=yesterday - timedelta(days=50))
    cast.ana_learns.refresh_from_db()
    enrolments.end(cast.ana_learns, on=yesterday, by=cast.gil, now=now)
    yield "discharged", other
    User.objects.filter(pk=cast.ana.pk).update(is_active=False)
    yield "the account closed", other


def expiring(before):
    from dataclasses import replace

    return replace(ALL, expires_on=(before + timedelta(days=10)).date())


def test_what_a_family_account_sees_is_the_same_whatever_happened(cast, finn, connected, module, now):
    unlinked = seen(finn)
    assert all(status == 200 for status, *_rest in unlinked.values())
    found = {name: seen(finn) for name, _link in states(cast, connected, module, now)}
    assert len(found) == 7
    for name, pages in found.items():
        for page in PAGES:
            assert pages[page] == unlinked[page], f"{page}, {name}"
    assert OutgoingMail.objects.count() == 0


def test_the_comparison_would_see_a_standing_consent(cast, finn, connected, now):
    unlinked = seen(finn)
    signed_with_items(connected(), now)
    assert seen(finn)["family_plan"] != unlinked["family_plan"]
    assert "What Ana shows you" in seen(finn)["family_plan"][2]


def test_the_list_of_connections_knows_only_what_the_person_said_yes_to(cast, finn, connected, module, now):
    """With a consent that stands and without one, running or ended: the same page."""
    link = connected()
    pages = [answer_of(finn, reverse("family_connections"))]
    signed_with_items(link, now)
    pages.append(answer_of(finn, reverse("family_connections")))
    links.end(link, by=cast.ana, now=now)
    pages.append(answer_of(finn, reverse("family_connections")))
    assert "You said yes on" in pages[0][2]
    assert pages[1:] == pages[:1] * 2
    assert "Ana" not in pages[0][2]


def test_of_two_connections_the_shown_one_is_known_by_its_day_and_time(cast, finn, connected, now):
    """The list names nobody; the first page names who shows something, with the same day and time."""
    first = connected()
    later = dict.fromkeys(("made_at", "taken_up_at"), now - timedelta(days=30))
    FamilyLink.objects.create(participant=cast.ben_learns, family_member=cast.finn, relation="friend", **later)
    signed_with_items(first, now)
    said = date_format(first.taken_up_at.astimezone(ZoneInfo(site.facts().time_zone)), "F j, Y, P")
    home, listed = (answer_of(finn, reverse(name))[2] for name in ("family_plan", "family_connections"))
    assert "Leave the connection with Ana" in home
    assert said in home
    assert said in listed
    assert "Connection 1 of 2" in listed
    assert not re.search("Ana|Ben", listed.split("<main")[1])


def test_whoever_left_sees_the_connection_no_more_whether_or_not_it_still_stood(cast, finn, connected, now):
    none = answer_of(finn, reverse("family_connections"))
    link = connected()
    links.end(link, by=cast.ana, now=now)
    assert leaving.leave(cast.finn, link.uid, now=now)
    assert answer_of(finn, reverse("family_connections")) == none
    assert not leaving.leave(cast.finn, link.uid, now=now), "once is enough"


def test_leaving_ends_what_was_signed_and_the_participant_reads_not_connected(cast, finn, connected, now):
    link = connected()
    signed_with_items(link, now)
    answer = finn.post(reverse("family_leave", args=[link.uid]))
    assert answer["Location"] == reverse("family_connections")
    link.refresh_from_db()
    assert links.state(link, None, now) == links.NOT_CONNECTED
    assert consents.standing(now=now, link=link) == []
    assert "What Ana shows you" not in finn.get(reverse("family_plan")).content.decode()


def test_a_thing_is_opened_by_itself_and_noted_each_time(cast, finn, connected, module, now):
    share = signed_with_items(connected(), now)
    home = finn.get(reverse("family_plan")).content.decode()
    assert reverse("family_shared", args=[share.uid]) in home
    assert noted() == ["taking-part", "week"]
    for times in (1, 2):
        page = finn.get(reverse("family_shared", args=[share.uid]))
        assert page.status_code == 200
        assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records" in page.content.decode()
        assert noted().count("plan") == times


def noted() -> list[str]:
    return sorted(Disclosure.objects.values_list("what", flat=True))


def test_a_worksheet_that_is_unshared_is_gone_on_the_next_request(cast, finn, connected, module, now):
    link = connected()
    sign(link, ALL, now=now)
    share = items.share(link, module_key=module.key, now=now)
    url = reverse("family_shared", args=[share.uid])
    page = finn.get(url)
    assert "A walk with Marta at dawn" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "A walk with Marta" not in finn.get(reverse("family_plan")).content.decode()
    items.stop(link, share.uid, now=now)
    gone = answer_of(finn, url)
    assert gone[0] == 404
    absent = answer_of(finn, reverse("family_shared", args=[link.uid]))
    assert gone[:3] == absent[:3]


def test_what_is_shown_to_somebody_else_looks_like_what_never_was(cast, finn, connected, link, now):
    share = signed_with_items(link, now)  # to Fay
    foreign = answer_of(finn, reverse("family_shared", args=[share.uid]))
    absent = answer_of(finn, reverse("family_shared", args=[link.uid]))
    assert foreign == absent
    assert foreign[0] == 404
    assert Disclosure.objects.count() == 0


def test_things_are_not_shown_by_a_consent_that_does_not_name_them(cast, finn, connected, now):
    link = connected()
    share = signed_with_items(link, now)
    sign(link, ALL.__class__(shows_week=True), now=now)
    assert finn.get(reverse("family_shared", args=[share.uid])).status_code == 404
