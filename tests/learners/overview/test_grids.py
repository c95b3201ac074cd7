"""The grid of a group: everybody's own standing, counted, chosen and ordered; with few people and with many."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learners.learning import attempts, progress
from learners.models import AuditEvent, Enrolment, ModuleProgress, User
from learners.overview import grids
from learners.people import enrolments
from learners.planning import pauses
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def grid(cast, now, **wanted):
    return grids.of_cohort(cast.morning, now=now, **wanted)


def states(grid, enrolment):
    """Code of the module -> state."""
    line = next(line for line in grid.lines if line.plan.enrolment == enrolment)
    return {module.code: state for module, (state, _now) in zip(grid.modules, line.cells, strict=True)}


def counts(grid):
    return {key: count for key, _words, count in grid.choices}


def another(cast, name, now, **more) -> Enrolment:
    return enrolments.enrol(person(name), cast.morning, by=cast.gil, now=now, pathway="mental-health", **more)


def test_a_cell_says_what_the_persons_own_page_says(cast, module, now):
    assert states(grid(cast, now), cast.ana_learns)[module.code] == "open"
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    assert states(grid(cast, now), cast.ana_learns)[module.code] == "under-way"


def test_family_members_and_people_who_left_are_not_on_it(cast, now):
    left = another(cast, "lou", now)
    enrolments.end(left, on=now.date() + timedelta(days=1), by=cast.gil, now=now)
    shown = {line.plan.enrolment for line in grid(cast, now).lines}
    assert cast.ana_learns in shown
    assert not shown & {cast.fay_learns, cast.finn_learns, left}


def test_the_persons_own_week_is_marked_whatever_the_others_are_at(cast, now):
    old = another(cast, "lou", now, starts_on=cast.morning.today(now) - timedelta(days=8))
    shown = grid(cast, now)
    for enrolment, week in ((cast.ana_learns, 1), (old, 2)):
        line = next(line for line in shown.lines if line.plan.enrolment == enrolment)
        marked = [one for one, (_state, here) in zip(shown.modules, line.cells, strict=True) if here]
        assert {line.plan.by_key[one.key].assignment.own_week for one in marked} <= {week}


def test_a_check_in_tried_twice_without_passing_asks_for_a_word(cast, module, now):
    for _ in range(2):
        attempt = attempts.start(cast.ana_learns, module, now=now)
        attempts.submit(attempt, module, now=now)
    shown = grid(cast, now)
    assert states(shown, cast.ana_learns)[module.code] == "help"
    assert counts(shown)["help"] == 1


def test_a_completed_module_never_asks_for_help(cast, module, now):
    ModuleProgress.objects.create(
        enrolment=cast.ana_learns, module_key=module.key, opened_at=now, last_at=now, attempts=5, completed_at=now
    )
    assert states(grid(cast, now), cast.ana_learns)[module.code] == "done"


def test_everybody_is_counted_and_any_count_can_be_shown(cast, module, now):
    late = another(cast, "lou", now, starts_on=cast.morning.today(now) - timedelta(days=30))
    away = another(cast, "kim", now)
    pauses.pause(away, first=cast.morning.today(now), by=cast.gil, now=now)
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    shown = grid(cast, now)
    assert shown.people == counts(shown)["everybody"] == len(shown.lines)
    for key, who in (("make-up", late), ("paused", away)):
        chosen = grid(cast, now, show=key)
        assert who in {line.plan.enrolment for line in chosen.lines}
        assert len(chosen.lines) == counts(chosen)[key] < shown.people
        assert counts(chosen) == counts(shown)
    assert cast.ana_learns not in {line.plan.enrolment for line in grid(cast, now, show="not-begun").lines}


def test_it_can_be_ordered(cast, module, now):
    another(cast, "zoe", now, starts_on=cast.morning.today(now) - timedelta(days=30))
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)

    def order(key):
        return [line.plan.enrolment.person.first_name for line in grid(cast, now, order=key).lines]

    assert order("name") == sorted(order("name"))
    assert order("week")[-1] == "Zoe"
    assert order("seen")[-1] == "Ana"


def test_words_that_nobody_offers_show_everybody_by_name(cast, ana, now):
    strange = grid(cast, now, show="'; drop", order="salary", page="x")
    assert [line.plan.enrolment for line in strange.lines] == [line.plan.enrolment for line in grid(cast, now).lines]


def test_the_page_draws_each_person_with_words_for_each_mark(cast, module, now):
    gil = Client()
    gil.force_login(cast.gil)
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    html = gil.get(reverse("cohort", args=[cast.morning.uid])).content.decode()
    assert "Ana E." in html
    assert "Ben E." not in html
    assert 'aria-label="under way, this week"' in html
    assert html.count('scope="col" class="up') == len(grid(cast, now).modules)
    assert AuditEvent.objects.filter(action="cohort-read", by=cast.gil, cohort=cast.morning).count() == 1


def test_a_name_is_escaped(cast, now):
    User.objects.filter(pk=cast.ana.pk).update(first_name="<b>Ana", last_name="")
    gil = Client()
    gil.force_login(cast.gil)
    html = gil.get(reverse("cohort", args=[cast.morning.uid])).content.decode()
    assert "&lt;b&gt;Ana" in html
    assert "<b>Ana" not in html


# --- the whole program ----------------------------------------------------------------------------------------------


def test_a_manager_pages_through_everybody_of_the_program_only(cast, now):
    mia = Client()
    mia.force_login(cast.mia)
    made = crowd(cast, 120)
    url = reverse("program_people", args=[cast.morning.program.uid])
    first, last = mia.get(url).context["grid"], mia.get(f"{url}?page=3").context["grid"]
    assert (first.people, first.page.paginator.num_pages, len(first.lines)) == (122 + 1, 3, 50)
    assert first.lines[0].plan.enrolment == made[-1]
    assert cast.ana_learns in {line.plan.enrolment for line in last.lines}
    pages = [grids.of_program(cast.morning.program, page=str(number), now=now) for number in (1, 2, 3)]
    everybody = {line.plan.enrolment for page in pages for line in page.lines}
    assert cast.cara_learns not in everybody
    assert AuditEvent.objects.filter(action="program-read", by=cast.mia).count() == 2


def crowd(cast, people) -> list[Enrolment]:
    users = User.objects.bulk_create(User(sign_in_name=f"crowd{n}", password="!") for n in range(people))
    common = {"cohort": cast.evening, "pathway": "mental-health", "starts_on": date(2026, 11, 1)}
    made = [Enrolment(person=user, **common) for user in users]
    return Enrolment.objects.bulk_create(made)


@pytest.mark.parametrize("people", [1, 200])
@pytest.mark.parametrize(("name", "most"), [("cohort", 11), ("program_people", 14)])
def test_it_takes_as_many_queries_for_any_number_of_people(cast, module, people, name, most, django_assert_num_queries):
    now = timezone.now()
    for enrolment in crowd(cast, people):
        ModuleProgress.objects.create(enrolment=enrolment, module_key=module.key, opened_at=now, last_at=now)
    who = Client()
    who.force_login(cast.hana if name == "cohort" else cast.mia)
    uid = cast.evening.uid if name == "cohort" else cast.evening.program.uid
    who.get(reverse(name, args=[uid]))
    with django_assert_num_queries(most):
        assert who.get(reverse(name, args=[uid])).status_code == 200
