"""The learner's pages, by plain forms: what works here works without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.learning import attempts, progress, worksheets
from learners.models import Response
from learners.planning import assigned, pauses
from tests.learners.answering import posted, right, wrong

pytestmark = pytest.mark.django_db
SAVE = {"X-Requested-With": "save"}


def text(answer) -> str:
    return answer.content.decode()


def test_the_plan_shows_what_is_next_first(cast, ana):
    page = text(ana.get(reverse("plan")))
    assert page.index("Next, about") < page.index("This week")


def test_nothing_stands_twice_on_the_plan_and_nothing_open_is_missing(cast, ana):
    answer = ana.get(reverse("plan"))
    lanes = [
        row.module.key for lane in ("this_week", "make_up", "also_open", "soon") for row, _ in answer.context[lane]
    ]
    assert len(lanes) == len(set(lanes))
    rows = answer.context["plan"].shown
    assert {row.module.key for row in rows if row.standing not in ("done", "upcoming")} <= set(lanes)
    everything = text(ana.get(reverse("program")))
    assert all(row.module.title in everything for row in rows)


def test_a_closed_module_says_when_and_never_shows_a_bare_lock(cast, ana, now):
    mine = assigned.for_enrolment(cast.ana_learns, now=now)
    closed = next(row for row in mine.rows if row.standing == "upcoming")
    answer = ana.get(reverse("module", args=[closed.module.key]))
    assert answer.status_code == 403
    assert "This opens on" in text(answer)
    assert "Opens" in text(ana.get(reverse("plan")))


def test_the_plan_takes_a_person_back_to_the_exact_card_on_another_device(cast, ana, client, module):
    ana.get(reverse("card", args=[module.key, module.cards[1].id]))
    client.force_login(cast.ana)
    assert reverse("card", args=[module.key, module.cards[1].id]) in text(client.get(reverse("plan")))


def test_cards_lead_to_the_worksheet(ana, module):
    for card in module.cards:
        page = text(ana.get(reverse("card", args=[module.key, card.id])))
    assert reverse("worksheet", args=[module.key]) in page


def test_a_card_that_an_author_took_out_leads_back_to_the_module(ana, module):
    answer = ana.get(reverse("card", args=[module.key, "00000000-0000-4000-8000-000000000000"]))
    assert answer["Location"] == reverse("module", args=[module.key])


def sheet_post(fields, **more):
    post = {"version": "0", **more}
    for field in fields:
        if field["kind"] in ("short_text", "long_text"):
            post[field["id"]] = f"My {field['kind']}"
    return post


def test_a_worksheet_is_kept_by_its_button_and_shown_again(cast, ana, module, fields):
    url = reverse("worksheet", args=[module.key])
    assert ana.post(url, sheet_post(fields, go="stop"))["Location"] == reverse("plan")
    assert "My short_text" in text(ana.get(url))


def test_a_worksheet_saves_as_one_types(cast, ana, module, fields):
    url = reverse("worksheet", args=[module.key])
    saved = ana.post(url, sheet_post(fields), headers=SAVE)
    assert (saved.status_code, saved.json()["version"]) == (200, 1)


def test_a_second_tab_hears_of_the_newer_version_and_keeps_its_text_on_the_page(cast, ana, module, fields):
    url = reverse("worksheet", args=[module.key])
    ana.post(url, sheet_post(fields), headers=SAVE)
    long = next(field["id"] for field in fields if field["kind"] == "long_text")
    other = ana.post(url, {**sheet_post(fields), long: "from the other tab"}, headers=SAVE)
    assert other.status_code == 409
    page = ana.post(url, {**sheet_post(fields), long: "from the other tab, again"})
    assert page.status_code == 409
    assert "from the other tab, again" in text(page)
    again = ana.post(
        url, {**sheet_post(fields), long: "from the other tab, again", "version": page.context["sheet"].version}
    )
    assert again.status_code == 302


def test_a_field_that_does_not_fit_says_so_and_keeps_what_was_typed(cast, ana, module, fields):
    short = next(field["id"] for field in fields if field["kind"] == "short_text")
    answer = ana.post(reverse("worksheet", args=[module.key]), {**sheet_post(fields), short: "y" * 201})
    assert answer.status_code == 422
    assert "y" * 201 in text(answer)
    kept = worksheets.values_of(worksheets.entry_of(cast.ana_learns, module.key))
    assert short not in kept
    assert len(kept) >= 1


def test_an_empty_sheet_asks_how_it_was_done(cast, ana, module):
    url = reverse("worksheet_finish", args=[module.key])
    assert "On paper" in text(ana.post(url))
    ana.post(url, {"how": "on-paper"})
    assert progress.row_of(cast.ana_learns, module.key).worksheet_finished_at


def test_the_person_before_on_this_tablet_loses_nothing_to_the_next(cast, ana, client, module, fields):
    """Ana's page is still open when Ben signs in: her text is neither stored under his name nor dropped in silence."""
    owner = str(cast.ana.uid)
    client.force_login(cast.ben)
    answer = client.post(reverse("worksheet", args=[module.key]), sheet_post(fields, owner=owner), headers=SAVE)
    assert answer.status_code == 409
    assert worksheets.entry_of(cast.ben_learns, module.key) is None
    assert client.post(reverse("worksheet", args=[module.key]), sheet_post(fields, owner=owner)).status_code == 409
    assert (
        ana.post(reverse("worksheet", args=[module.key]), sheet_post(fields, owner=owner), headers=SAVE).status_code
        == 200
    )


def test_signed_out_pages_hear_it_and_come_back(client, module, fields, cast):
    answer = client.post(reverse("worksheet", args=[module.key]), sheet_post(fields), headers=SAVE)
    assert (answer.status_code, answer.json()["sign_in"]) == (401, reverse("account_login"))


def start(client, module):
    client.post(reverse("check_in_start", args=[module.key]))
    return attempts.Attempt.objects.latest("started_at")


def test_a_check_in_one_question_a_page(cast, ana, module, questions):
    attempt = start(ana, module)
    url = ana.get(reverse("check_in", args=[attempt.pk]))["Location"]
    for place, question in enumerate(questions):
        assert url == reverse("check_in_question", args=[attempt.pk, question["id"]])
        answer = wrong(question) if place == 0 else right(question)
        url = ana.post(url, {**posted(question, answer), "go": "next"})["Location"]
    assert url == reverse("check_in_review", args=[attempt.pk])
    result = ana.post(reverse("check_in_hand_in", args=[attempt.pk]), follow=True)
    assert f"{len(questions) - 1} of {len(questions)} right" in text(result)
    assert "Not yet." in text(result)


def test_a_check_in_all_on_one_page(cast, ana, module, questions):
    attempt = start(ana, module)
    everything = {name: value for question in questions for name, value in posted(question, right(question)).items()}
    answer = ana.post(reverse("check_in_all", args=[attempt.pk]), {**everything, "go": "review"})
    assert answer["Location"] == reverse("check_in_review", args=[attempt.pk])
    assert Response.objects.filter(attempt=attempt).count() == len(questions)


def test_save_and_stop_goes_on_at_the_first_open_question(ana, module, questions):
    attempt = start(ana, module)
    ana.post(
        reverse("check_in_question", args=[attempt.pk, questions[0]["id"]]),
        {**posted(questions[0], right(questions[0])), "go": "stop"},
    )
    assert ana.get(reverse("check_in", args=[attempt.pk]))["Location"].endswith(f"{questions[1]['id']}/")


def test_half_an_order_says_what_is_missing(ana, module, questions):
    order = next(question for question in questions if question["kind"] == "put_in_order")
    attempt = start(ana, module)
    url = reverse("check_in_question", args=[attempt.pk, order["id"]])
    answer = ana.post(url, {f"place-{order['items'][0]['id']}": "1", "go": "next"})
    assert answer.status_code == 422
    assert "Give every line a place." in text(answer)


def test_the_review_names_what_is_open_and_lets_it_be_handed_in(ana, module, questions):
    attempt = start(ana, module)
    assert "no answer yet" in text(ana.get(reverse("check_in_review", args=[attempt.pk])))
    assert ana.post(reverse("check_in_hand_in", args=[attempt.pk]), follow=True).status_code == 200


def test_an_answer_after_handing_in_gets_409(ana, module, questions):
    attempt = start(ana, module)
    ana.post(reverse("check_in_hand_in", args=[attempt.pk]))
    url = reverse("check_in_question", args=[attempt.pk, questions[0]["id"]])
    assert ana.post(url, posted(questions[0], right(questions[0])), headers=SAVE).status_code == 409


def test_history_shows_what_was_asked_then(cast, ana, module, questions):
    attempt = start(ana, module)
    ana.post(reverse("check_in_hand_in", args=[attempt.pk]))
    page = text(ana.get(reverse("history")))
    assert reverse("check_in_result", args=[attempt.pk]) in page
    assert module.title in page


def test_signed_in_pages_are_never_kept_by_a_browser_or_a_proxy(ana, module):
    for url in (reverse("plan"), reverse("module", args=[module.key]), reverse("history")):
        assert "no-store" in ana.get(url)["Cache-Control"]


def test_titles_and_addresses_name_neither_module_nor_condition(ana, cast, module):
    for url in (
        reverse("plan"),
        reverse("module", args=[module.key]),
        reverse("card", args=[module.key, module.cards[0].id]),
    ):
        page = text(ana.get(url))
        title = page[page.index("<title>") : page.index("</title>")]
        assert module.title not in title
        assert module.code not in url


def test_somebody_without_a_plan_hears_what_to_do(client, cast):
    client.force_login(cast.amir)
    answer = client.get(reverse("plan"))
    assert answer.status_code == 403
    assert "Ask your program" in text(answer)


def test_a_paused_person_reads_that_the_plan_waits(cast, ana, now):
    pauses.pause(cast.ana_learns, first=cast.morning.today(now), by=cast.gil, now=timezone.now())
    assert "Your plan is paused" in text(ana.get(reverse("plan")))
