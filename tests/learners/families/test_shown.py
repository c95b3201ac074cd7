"""What a family member sees: exactly the scopes of a consent that stands at that moment, and not one thing more."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from courses import vocabulary
from learners.families import consents, items, links, shown
from learners.families.taking_part import week_and_theme, weeks_done
from learners.families.wording import Choices
from learners.learning import progress, worksheets
from learners.models import AuditEvent, Disclosure, Enrolment, ModuleProgress, WorksheetEntry
from learners.people import enrolments
from learners.planning import assigned
from tests.factories.people import make_cast
from tests.learners.families.conftest import ALL, SECRET, sign

pytestmark = pytest.mark.django_db
FRAGMENT = "learners/family/_shown.html"


def as_html(found: shown.Shown) -> str:
    return render_to_string(FRAGMENT, {"shown": found})


def done(enrolment, module, now) -> None:
    """All of a module."""
    ModuleProgress.objects.update_or_create(
        enrolment=enrolment, module_key=module.key, defaults={"opened_at": now, "last_at": now, "completed_at": now}
    )


@pytest.mark.parametrize("scope", ["shows_week", "shows_taking_part", "shows_items"])
def test_each_scope_shows_its_own_part_and_none_of_the_others(link, signed, written, module, now, scope):
    signed()
    items.share(link, module_key=module.key, now=now)
    consent = signed(Choices(**{scope: True}))
    if scope == "shows_items":
        items.share(link, module_key=module.key, now=now)
    found = shown.to(consent, now=now)
    parts = {"shows_week": found.week, "shows_taking_part": found.weeks, "shows_items": found.items}
    assert [name for name, part in parts.items() if part is not None] == [scope]
    assert bool(parts[scope])
    page = as_html(found)
    assert ("Single things</h3>" in page) == (scope == "shows_items")
    assert ("Week 1 of" in page) == (scope == "shows_week")
    assert ("Not yet" in page) == (scope == "shows_taking_part")


def test_taking_part_alone_does_not_tell_how_far_somebody_is(signed, cast, program, now):
    found = shown.to(signed(Choices(shows_taking_part=True)), now=now)
    assert [week.number for week in found.weeks] == [week.number for week in program.weeks]
    before = as_html(found)
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(starts_on=cast.ana_learns.starts_on - timedelta(days=30))
    assert as_html(shown.to(signed(Choices(shows_taking_part=True)), now=now)) == before


def test_a_sheet_is_shown_in_the_words_it_was_saved_with_until_it_is_stopped(link, signed, written, module, cast, now):
    consent = signed()
    share = items.share(link, module_key=module.key, now=now)
    assert SECRET not in as_html(shown.to(consent, now=now)), "only who opens it sees it"
    assert SECRET in as_html(shown.read_item(share.uid, by=cast.fay, now=now))
    items.stop(link, share.uid, now=now)
    assert shown.to(consent, now=now).items == ()
    with pytest.raises(shown.NotStanding):
        shown.read_item(share.uid, by=cast.fay, now=now)


def test_nothing_is_read_once_the_consent_does_not_stand(link, signed, cast, now):
    consent = signed()
    share = items.share(link, now=now)
    consents.revoke(link, by=cast.ana, now=now)
    for reading in (
        lambda: shown.to(consent, now=now),
        lambda: shown.glance(consent, by=cast.fay, now=now),
        lambda: shown.read_item(share.uid, by=cast.fay, now=now),
        lambda: shown.preview(consent, now=now),
        lambda: shown.preview_item(consent, share.uid, now=now),
    ):
        with pytest.raises(shown.NotStanding):
            reading()
    assert not Disclosure.objects.exists()


def test_nobody_reads_by_a_consent_for_somebody_else(link, signed, cast, now):
    consent, share = signed(), items.share(link, now=now)
    for other in (cast.finn, cast.gil, cast.ben, cast.ana):
        with pytest.raises(shown.NotStanding):
            shown.glance(consent, by=other, now=now)
        with pytest.raises(shown.NotStanding):
            shown.read_item(share.uid, by=other, now=now)
    assert not Disclosure.objects.exists()


def test_each_reading_is_noted_kind_by_kind_with_what_was_read(link, signed, written, module, cast, now):
    consent = signed()
    shares = [items.share(link, module_key=module.key, now=now), items.share(link, now=now)]
    shown.glance(consent, by=cast.fay, now=now)
    for share in shares:
        shown.read_item(share.uid, by=cast.fay, now=now)
    rows = Disclosure.objects.order_by("pk")
    assert [(row.what, row.module_key) for row in rows] == [
        ("week", None),
        ("taking-part", None),
        ("worksheet", module.key),
        ("plan", None),
    ]
    assert {(row.recipient, row.consent, row.enrolment) for row in rows} == {(cast.fay, consent, cast.ana_learns)}
    events = AuditEvent.objects.filter(action="shown-to-family")
    assert [(event.by, event.about) for event in events] == [(cast.fay, cast.ana)] * 3


def test_a_preview_is_the_same_byte_for_byte_and_no_disclosure(link, signed, written, module, cast, now):
    consent = signed()
    share = items.share(link, module_key=module.key, now=now)
    before = [shown.preview(consent, now=now), shown.preview_item(consent, share.uid, now=now)]
    assert not Disclosure.objects.exists()
    after = [shown.glance(consent, by=cast.fay, now=now), shown.read_item(share.uid, by=cast.fay, now=now)]
    assert [as_html(one) for one in after] == [as_html(one) for one in before]
    assert SECRET in as_html(before[1])


def test_a_file_stops_at_the_piece_after_the_revocation(link, signed, cast, now):
    pieces = shown.while_standing(signed(), ["one", "two", "three"])
    assert next(pieces) == "one"
    consents.revoke(link, by=cast.ana, now=timezone.now())
    assert list(pieces) == []


def test_the_notice_of_the_law_stands_beside_it(signed, now):
    page = as_html(shown.to(signed(), now=now))
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in page


def test_two_participants_show_to_one_person_each_by_their_own_consent(link, signed, cast, now):
    mine = signed()
    other, code = links.name(cast.ben_learns, "Fay", "friend", now=now)
    links.take_up(code, cast.fay, now=now)
    theirs = sign(other, Choices(shows_week=True), now=now)
    found = consents.standing(now=now, link__family_member=cast.fay)
    assert found == [mine, theirs]
    assert [shown.to(one, now=now).name for one in found] == ["Ana", "Ben"]


# --- electives and conditions cannot be inferred --------------------------------------------------------------------


@pytest.fixture
def learner(curriculum):
    """Ana in our own curriculum, which has electives."""
    return make_cast(curriculum.program_key).ana_learns


def seen(enrolment, now) -> tuple:
    mine = assigned.for_enrolment(enrolment, now=now)
    return week_and_theme(mine), weeks_done(mine)


def test_no_condition_changes_week_theme_or_taking_part(learner, curriculum, now):
    required = [one for one in curriculum.by_key.values() if learner.pathway in one.required_for]
    for module in required[:7]:
        done(learner, module, now)
    for days in (0, 24, 60):
        learner.starts_on = learner.cohort.today(now) - timedelta(days=days)
        answers = set()
        for size in (0, 1, 2, len(vocabulary.CONDITIONS)):
            for some in combinations(sorted(vocabulary.CONDITIONS), size):
                learner.conditions = list(some)
                answers.add(seen(learner, now))
        assert len(answers) == 1, days


def test_no_elective_that_is_done_changes_anything(learner, curriculum, now):
    learner.conditions = sorted(vocabulary.CONDITIONS)
    before = seen(learner, now)
    electives = [one for one in curriculum.by_key.values() if one.elective_for]
    assert electives
    for module in electives:
        done(learner, module, now)
    assert seen(learner, now) == before


def test_a_week_is_done_when_all_that_it_asks_of_everybody_is_done(learner, curriculum, now):
    learner.conditions = sorted(vocabulary.CONDITIONS)
    for week in range(1, 13):
        assert seen(learner, now)[1][week - 1].done is False
    for module in curriculum.by_key.values():
        if learner.pathway in module.required_for:
            done(learner, module, now)
    assert all(week.done for week in seen(learner, now)[1])


def test_the_plan_shows_nothing_that_comes_from_an_elective(learner, curriculum, now):
    from learners.families.shown import _plan

    electives = [one for one in curriculum.by_key.values() if one.elective_for and one.worksheet_title]
    required = next(one for one in curriculum.by_key.values() if one.feeds_plan and learner.pathway in one.required_for)
    for module in [*electives, required]:
        progress.see_card(learner, module, module.cards[0].id, now=now)
        write_something(learner, module, now)
    titles = {sheet.title for sheet in _plan(assigned.for_enrolment(learner, now=now))}
    assert required.worksheet_title in titles
    assert not titles & {one.worksheet_title for one in electives}


def write_something(enrolment, module, now) -> WorksheetEntry:
    from courses import editions

    fields = editions.content(editions.get(module.edition_id)).worksheet["fields"]
    field = next(one for one in fields if one["kind"] in ("short_text", "long_text", "list"))
    value = ["words"] if field["kind"] == "list" else "words"
    return worksheets.save(enrolment, module, {field["id"]: value}, version=0, now=now)


def test_it_takes_as_many_queries_with_one_sheet_as_with_many_scopes(
    link, signed, written, module, now, django_assert_max_num_queries
):
    consent = signed()
    items.share(link, module_key=module.key, now=now)
    with django_assert_max_num_queries(9):
        shown.to(consent, now=now)


def test_a_repeated_program_needs_a_new_consent(link, signed, cast, now):
    consent = signed()
    enrolments.repeat(cast.ana_learns, by=cast.mia, now=now)
    assert not consents.stands(consent, now=now + timedelta(days=1))


def test_changing_what_is_ticked_changes_what_is_seen_at_once(signed, now):
    signed()
    consent = signed(replace(ALL, shows_taking_part=False))
    assert shown.to(consent, now=now).weeks is None
