"""Single things: which are offered, under what name, and that each is read by its own connection and consent."""

from dataclasses import replace
from datetime import UTC, timedelta
from uuid import uuid4

import pytest

from courses import vocabulary
from learners.families import consents, items, links, shown
from learners.families.wording import Choices
from learners.learning import progress, worksheets
from learners.models import FamilyLink, FamilyShare, WorksheetEntry
from learners.planning import assigned, my_plan
from learners.planning.my_plan import Part
from tests.learners.families.conftest import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_ben(cast, now) -> FamilyLink:
    """Ben shows things to Fay, too."""
    _link, code = links.name(cast.ben_learns, "Fay", "friend", now=now)
    link = links.take_up(code, cast.fay, now=now)
    sign(link, now=now, signature="Ben Example")
    return link


# --- what is offered ------------------------------------------------------------------------------------------------


def test_only_the_own_sheets_are_offered(link, written, module, fields, cast, now):
    progress.see_card(cast.ben_learns, module, module.cards[0].id, now=now)
    field = next(one for one in fields if one["kind"] == "short_text")
    worksheets.save(cast.ben_learns, module, {field["id"]: "Of Ben"}, version=0, now=now)
    offered = items.offers(link, assigned.for_enrolment(cast.ana_learns, now=now))
    assert [one.module_key for one in offered if one.module_key] == [module.key]
    assert WorksheetEntry.objects.count() == 2


def test_an_offer_has_the_title_of_its_sheet_and_says_whether_the_title_tells_something(curriculum, now):
    entry = WorksheetEntry(module_key=uuid4(), saved_at=now)
    everybody = set(vocabulary.PATHWAYS)
    with_sheet = [one for one in curriculum.by_key.values() if one.worksheet_title]
    for_all = next(one for one in with_sheet if one.required_for >= everybody)
    for_some = next(one for one in with_sheet if one.required_for < everybody)
    assert _said(items._offer(for_all, None, entry, UTC)) == (for_all.worksheet_title, False)
    assert _said(items._offer(for_some, None, entry, UTC)) == (for_some.worksheet_title, True)
    assert items._offer(replace(for_all, worksheet_title=""), None, entry, UTC).title == "A worksheet"
    assert _said(items._offer(None, None, entry, UTC)) == ("A worksheet", True), "a module that is gone"


def _said(offer: items.Offer) -> tuple[str, bool]:
    return offer.title, offer.tells


# --- what is read ---------------------------------------------------------------------------------------------------


def test_of_two_participants_each_thing_is_read_by_its_own_connection(link, signed, of_ben, written, module, cast, now):
    signed()
    anas = items.share(link, module_key=module.key, now=now)
    bens = FamilyShare.objects.create(link=of_ben, kind=FamilyShare.Kind.PLAN, shared_at=now)
    assert shown.read_item(anas.uid, by=cast.fay, now=now).name == "Ana"
    found = shown.read_item(bens.uid, by=cast.fay, now=now)
    (plan,) = found.items
    assert (found.name, plan.kind, plan.sheets) == ("Ben", FamilyShare.Kind.PLAN, ()), "nothing is written yet"


def test_a_thing_that_was_chosen_is_not_read_by_a_consent_for_something_else(link, signed, cast, now):
    signed(Choices(shows_week=True))
    left_over = FamilyShare.objects.create(link=link, kind=FamilyShare.Kind.PLAN, shared_at=now)
    with pytest.raises(shown.NotStanding):
        shown.read_item(left_over.uid, by=cast.fay, now=now)


def test_what_was_stopped_before_keeps_its_day(link, signed, cast, now):
    signed()
    share = items.share(link, now=now)
    items.stop(link, share.uid, now=now)
    consents.revoke(link, by=cast.ana, now=now + timedelta(days=1))
    share.refresh_from_db()
    assert share.ended_at == now


def test_of_the_plan_only_what_everybody_is_asked_and_what_is_written_is_shown(curriculum, world_of_parts, monkeypatch):
    mine, parts, expected = world_of_parts
    monkeypatch.setattr(my_plan, "gather", lambda _mine: tuple(parts))
    assert [sheet.title for sheet in shown._plan(mine)] == expected


@pytest.fixture
def world_of_parts(curriculum, now):
    """One part of each kind that a plan may have."""
    from tests.factories.people import make_cast

    mine = assigned.for_enrolment(make_cast(curriculum.program_key).ana_learns, now=now)
    required = next(one.key for one in curriculum.by_key.values() if not one.elective_for)
    elective = next(one.key for one in curriculum.by_key.values() if one.elective_for)
    answer = (object(),)
    parts = [
        Part(required, 1, "", "written", answers=answer),
        Part(required, 1, "", "sealed for good", is_sealed=True),
        Part(required, 1, "", "empty"),
        Part(elective, 1, "", "of an elective", answers=answer),
        Part(uuid4(), 1, "", "of a module that is gone", answers=answer),
    ]
    return mine, parts, ["written", "sealed for good"]


def test_without_that_scope_no_week_is_said():
    found = shown.Shown(consent=uuid4(), name="Ana", notice="", scopes=())
    assert (found.done, found.not_yet) == ("", "")
