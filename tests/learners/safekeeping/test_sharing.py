"""Showing a sheet to the team: private unless the person says so, and over with the next request."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.learning import progress, worksheets
from learners.models import AuditEvent, SharedSheet, WorksheetEntry
from learners.people import enrolments
from learners.safekeeping import encryption, sharing
from tests.learners.pages.test_queries import queries

pytestmark = pytest.mark.django_db
SECRET = "A walk with Marta at dawn"


@pytest.fixture
def written(cast, module, fields, now):
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    field = next(one for one in fields if one["kind"] == "short_text")
    return worksheets.save(cast.ana_learns, module, {field["id"]: SECRET}, version=0, now=now)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sheet_url(cast, module):
    return reverse("person_sheet", args=[cast.ana_learns.uid, module.key])


def test_nothing_is_shown_unless_the_person_says_so(cast, module, written):
    assert signed_in(cast.gil).get(sheet_url(cast, module)).status_code == 404
    assert not SharedSheet.objects.exists()


def test_the_facilitator_reads_a_shared_sheet_until_it_is_stopped(cast, ana, module, written):
    gil = signed_in(cast.gil)
    answer = ana.post(reverse("worksheet_share", args=[module.key]), {"owner": cast.ana.uid}, follow=True)
    assert "Your team can read this sheet now" in answer.content.decode()
    shown = gil.get(sheet_url(cast, module))
    assert SECRET in shown.content.decode()
    assert "<textarea" not in shown.content.decode()
    ana.post(reverse("worksheet_unshare", args=[module.key]))
    assert gil.get(sheet_url(cast, module)).status_code == 404


def test_nobody_but_those_who_lead_the_group_reads_it(cast, module, written, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    for other in (cast.hana, cast.mia, cast.ivo, cast.olga, cast.amir, cast.ben, cast.fay):
        answer = signed_in(other).get(sheet_url(cast, module))
        assert answer.status_code in (403, 404), other.sign_in_name
        assert SECRET not in answer.content.decode()


def test_a_facilitator_who_was_removed_is_out_at_once(cast, module, written, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    gil = signed_in(cast.gil)
    assert gil.get(sheet_url(cast, module)).status_code == 200
    cast.gil.role_grants.update(ended_at=now)
    assert gil.get(sheet_url(cast, module)).status_code == 403


def test_each_reading_is_audited(cast, module, written, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    signed_in(cast.gil).get(sheet_url(cast, module))
    event = AuditEvent.objects.get(action="sheet-read")
    assert (event.by, event.enrolment, event.detail) == (cast.gil, cast.ana_learns, {"module": str(module.key)})


def test_sharing_and_stopping_twice_leave_one_event_each(cast, module, now):
    for _ in range(2):
        sharing.share(cast.ana_learns, module.key, now=now)
    assert [sharing.stop(cast.ana, module.key, now=now) for _ in range(2)] == [1, 0]
    events = AuditEvent.objects.filter(action__startswith="sheet-").order_by("pk")
    assert list(events.values_list("action", "by")) == [
        ("sheet-shared", cast.ana.pk),
        ("sheet-unshared", cast.ana.pk),
    ]


def test_a_sheet_can_be_shown_again_and_history_stays(cast, module, now):
    for _ in range(2):
        sharing.share(cast.ana_learns, module.key, now=now)
        sharing.stop(cast.ana, module.key, now=now)
    assert SharedSheet.objects.filter(ended_at=now).count() == 2


def test_another_person_cannot_stop_it(cast, module, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    assert signed_in(cast.ben).post(reverse("worksheet_unshare", args=[module.key])).status_code == 404
    assert sharing.running(cast.ana_learns, module.key)


def test_what_an_earlier_episode_shows_is_stopped_too(cast, ana, module, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    enrolments.repeat(cast.ana_learns, by=cast.mia, now=now)
    assert b"What you show to your team" in ana.get(reverse("history")).content
    ana.post(reverse("worksheet_unshare", args=[module.key]), {"from": "history"})
    assert sharing.of_person(cast.ana) == []


def test_a_family_has_nothing_to_share_with_the_team(cast, program):
    fay, sheet = signed_in(cast.fay), program.by_code["f01"]
    assert fay.post(reverse("worksheet_share", args=[sheet.key])).status_code == 403
    assert b"my team" not in fay.get(reverse("worksheet", args=[sheet.key])).content
    assert not SharedSheet.objects.exists()


def test_the_persons_pages_say_who_can_read_the_sheet(cast, ana, module, written, now):
    page = reverse("worksheet", args=[module.key])
    assert "Only you can read this sheet" in ana.get(page).content.decode()
    sharing.share(cast.ana_learns, module.key, now=now)
    assert "You show this sheet to the people who lead your group" in ana.get(page).content.decode()
    assert "Your team can read it" in ana.get(reverse("module", args=[module.key])).content.decode()
    assert module.worksheet_title in ana.get(reverse("history")).content.decode()


def test_a_sheet_without_a_word_says_so(cast, module, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    assert "Nothing is written on it yet" in signed_in(cast.gil).get(sheet_url(cast, module)).content.decode()


def test_a_sheet_that_cannot_be_opened_says_so_and_shows_no_ciphertext(cast, module, written, now):
    sharing.share(cast.ana_learns, module.key, now=now)
    foreign = encryption.seal("{}", bound_to="another row")
    WorksheetEntry.objects.update(sealed=foreign)
    page = signed_in(cast.gil).get(sheet_url(cast, module)).content.decode()
    assert "cannot be opened right now" in page
    assert foreign not in page


def test_one_query_more_on_a_worksheet_and_none_on_plan_and_card(cast, ana, module, written):
    urls = [reverse("plan"), reverse("card", args=[module.key, module.cards[0].id])]
    before = [queries(ana, "get", url) for url in urls]
    sharing.share(cast.ana_learns, module.key, now=timezone.now())
    assert [queries(ana, "get", url) for url in urls] == before
    worksheet = reverse("worksheet", args=[module.key])
    assert queries(ana, "get", worksheet) <= 9  # with the key, and whether it is shown at home
