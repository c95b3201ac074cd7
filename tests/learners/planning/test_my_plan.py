"""My plan: all that the person wrote for it, worded as it was when they wrote it, for nobody else."""

import pytest
from django.urls import reverse

from learners.learning import worksheets
from learners.models import WorksheetEntry
from tests.factories import courses as curriculum
from tests.factories import streams

pytestmark = pytest.mark.django_db
PAGE = reverse("my_plan")
CANARY = "canary-51c2-my-own-words"


@pytest.fixture
def gatherer(cast, program, now):
    """Week 2's module gathers the plan, and Ana may open it."""
    page = curriculum.page_of(program.by_code["p04"].key)
    page.worksheet = [streams.block("short_text", {"label": "My one step", "help": ""})]
    page.worksheet_title, page.worksheet_intro, page.gathers_plan = "My plan", "Yours alone.", True
    type(cast.ana_learns).objects.filter(pk=cast.ana_learns.pk).update(open_through_week=2)
    return curriculum.publish(page)


@pytest.fixture
def written(cast, module, fields, now):
    """Ana wrote in every field but one."""
    values = {
        "short_text": CANARY,
        "list": ["My first sign", "My second sign"],
        "scale": 0,
        "table": [["Monday", "A walk"], ["", ""]],
        "checklist": [fields[5]["options"][1]["id"]],
        "date": "2027-03-14",
        "contact": {"name": "Renee", "phone": "555-0148", "how": ""},
    }
    kept = {field["id"]: values[field["kind"]] for field in fields if field["kind"] in values}
    return worksheets.save(cast.ana_learns, module, kept, version=0, now=now)


def later_sheet(program):
    """Week 2's module feeds the plan, too."""
    page = curriculum.page_of(program.by_code["p04"].key)
    page.worksheet, page.worksheet_title, page.worksheet_intro = streams.fields(), "My later sheet", "Yours alone."
    page.feeds_plan = True
    return curriculum.publish(page)


def text(answer) -> str:
    return answer.content.decode()


def test_everything_that_was_written_is_there_in_words(ana, written):
    page = text(ana.get(PAGE))
    for said in (
        "My urge log",
        "Week 1: Riding the wave",
        "My short_text",
        CANARY,
        "<li>My first sign</li><li>My second sign</li>",
        "0 (0: Not at all, 10: Very)",
        "When: Monday; What helped: A walk",
        "Medical visit",
        "March 14, 2027",
        "<p>Renee</p><p>555-0148</p>",
    ):
        assert said in page
    assert "My long_text" not in page


def test_what_is_empty_says_so_and_leads_there_when_it_is_open(ana, module):
    page = text(ana.get(PAGE))
    assert "Nothing yet." in page
    assert reverse("worksheet", args=[module.key]) in page


def test_what_is_not_open_yet_has_no_link(ana, program):
    page = later_sheet(program)
    assert "My later sheet" in text(ana.get(PAGE))
    assert reverse("worksheet", args=[page.translation_key]) not in text(ana.get(PAGE))


def test_it_comes_in_the_order_of_the_program(ana, program, written):
    later_sheet(program)
    assert [part.sheet_title for part in ana.get(PAGE).context["parts"]] == ["My urge log", "My later sheet"]


def test_it_keeps_the_words_of_the_edition_with_which_it_was_saved(ana, module, written):
    page = curriculum.page_of(module.key)
    page.worksheet_title = "Another title"
    page.worksheet = [streams.block("short_text", {"label": "Another question", "help": ""})]
    curriculum.publish(page)
    shown = text(ana.get(PAGE))
    assert "My urge log" in shown
    assert CANARY in shown
    assert "Another" not in shown


def test_nothing_that_an_editor_does_takes_it_away(ana, module, written):
    page = curriculum.page_of(module.key)
    page.feeds_plan = False
    curriculum.publish(page)
    assert CANARY in text(ana.get(PAGE))
    curriculum.page_of(module.key).unpublish()
    shown = text(ana.get(PAGE))
    assert CANARY in shown
    assert reverse("worksheet", args=[module.key]) not in shown


def test_a_worksheet_that_does_not_feed_the_plan_is_not_gathered(ana, cast, module, fields, now):
    page = curriculum.page_of(module.key)
    page.feeds_plan = False
    curriculum.publish(page)
    answer = ana.post(reverse("worksheet", args=[module.key]), {"version": "0", fields[0]["id"]: CANARY, "go": "stop"})
    assert answer.status_code == 302
    assert CANARY not in text(ana.get(PAGE))
    assert "Nothing is gathered here" in text(ana.get(PAGE))
    assert PAGE not in text(ana.get(reverse("plan")))


def test_what_was_done_on_paper_says_so(ana, cast, module, now):
    worksheets.finish(cast.ana_learns, module, how="on-paper", now=now)
    page = text(ana.get(PAGE))
    assert "You did this on paper, or talked it through." in page
    assert "Nothing yet." not in page


def test_a_sealed_text_without_its_key_keeps_nothing_else_away(ana, written):
    WorksheetEntry.objects.update(sealed="1.gone.AAAA")
    answer = ana.get(PAGE)
    assert answer.status_code == 200
    assert "It is not lost" in text(answer)


def test_nobody_else_sees_it(cast, client, written):
    for other in (cast.ben, cast.cara, cast.fay, cast.gil, cast.mia, cast.amir, cast.olga):
        client.force_login(other)
        assert CANARY not in text(client.get(PAGE)), other.sign_in_name


def test_a_family_member_is_led_to_the_own_course(cast, client, written):
    """A plan is gathered from the participants' modules only."""
    client.force_login(cast.fay)
    answer = client.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, reverse("family_plan"))


def test_the_plan_leads_to_it(ana):
    assert PAGE in text(ana.get(reverse("plan")))


# --- on worksheets --------------------------------------------------------------------------------------------------


def test_a_worksheet_that_feeds_the_plan_says_so(ana, module, gatherer):
    assert f'This goes into <a href="{PAGE}">your plan</a>.' in text(ana.get(reverse("worksheet", args=[module.key])))
    assert "This goes into" not in text(ana.get(reverse("worksheet", args=[gatherer.translation_key])))


def test_beside_the_worksheet_that_gathers_stands_what_was_written(ana, module, gatherer, written):
    page = text(ana.get(reverse("worksheet", args=[gatherer.translation_key])))
    before = page[page.index("What you wrote before") : page.index("</details>", page.index("What you wrote before"))]
    assert CANARY in before
    assert "What you wrote before" not in text(ana.get(reverse("worksheet", args=[module.key])))


def test_it_does_not_repeat_itself(ana, cast, gatherer):
    """A worksheet that also feeds the plan stands in it, not beside itself."""
    gatherer.feeds_plan = True
    curriculum.publish(gatherer)
    answer = ana.get(reverse("worksheet", args=[gatherer.translation_key]))
    assert gatherer.translation_key not in {part.key for part in answer.context["parts"]}
    assert gatherer.translation_key in {part.key for part in ana.get(PAGE).context["parts"]}
