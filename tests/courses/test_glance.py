"""The program at a glance, and its public page: the same for everybody, and nothing about anybody."""

import pytest
from django.urls import reverse

from courses import glance, outline
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(program_page):
    return outline.get(program_page.translation_key)


def text(answer) -> str:
    return answer.content.decode()


def test_each_week_has_both_tracks_and_its_electives_apart(program):
    first, second = glance.weeks(program)
    assert [module.code for module in (*first.required, *first.family)] == ["p01", "f01"]
    assert ([m.code for m in second.required], [m.code for m in second.electives]) == (["p04"], ["p09"])


def test_a_strand_leaves_out_the_others(program):
    assert all(week.required or week.family for week in glance.weeks(program, "triggers")[:1])
    assert not any(week.required or week.family or week.electives for week in glance.weeks(program, "conditions"))


@pytest.mark.parametrize(("asked", "strand"), [("triggers", "triggers"), ("", ""), ("opioids", ""), ("<b>", "")])
def test_an_unknown_strand_is_all_strands(asked, strand):
    assert glance.strand_of(asked) == strand


def test_anybody_may_read_it(program, client):
    page = text(client.get("/program/"))
    for title in ("Theme 1", "What week 2 is about.", "Riding the wave", "Module p04", "Module p09", "The program"):
        assert title in page
    assert page.index("Module p04") < page.index("For people whom it concerns") < page.index("Module p09")


def test_it_names_no_condition(program, client):
    assert "alcohol" not in text(client.get("/program/")).lower()


def test_a_strand_can_be_chosen(program, client):
    page = text(client.get("/program/", {"strand": "conditions"}))
    assert "Riding the wave" not in page
    assert "No module is in this strand yet." in page
    assert text(client.get("/program/", {"strand": "zebra"})) == text(client.get("/program/"))


def test_a_browser_may_keep_it_but_not_for_whoever_is_signed_in(program, client, django_user_model):
    answer = client.get("/program/")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in answer["Vary"]
    assert not answer.cookies
    client.force_login(django_user_model.objects.create_user("ana"))
    assert client.get("/program/")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("modules", [1, 36])
def test_it_costs_as_many_queries_with_few_and_with_many(client, modules, django_assert_num_queries):
    make.large_program(modules)
    client.get("/program/")
    with django_assert_num_queries(2):
        client.get("/program/")


def test_without_a_program_it_says_so(client):
    assert "not published yet" in text(client.get(reverse("public_program")))


def test_it_can_only_be_read(client):
    assert client.post("/program/").status_code == 405


def test_the_public_pages_lead_to_it(curriculum, client):
    for place in ("/", "/what-to-expect/"):
        assert 'href="/program/"' in text(client.get(place))
