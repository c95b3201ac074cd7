"""What the editor says of a module that people have answered: a yes or a no, and which right answers changed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import content_checks, notices, outline
from courses.models import ModulePage
from learners.learning import attempts
from tests.factories import cms as people
from tests.factories import courses as make
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db
WORDS = "People have answered this check-in."


@pytest.fixture
def program(program_page):
    return program_page


@pytest.fixture
def module_page(program):
    return ModulePage.objects.get(code="p01")


@pytest.fixture
def answered(program):
    cast = make_cast(program.translation_key)
    return attempts.start(cast.ana_learns, outline.get(program.translation_key).by_code["p01"], now=timezone.now())


def fresh(page) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk)


def draft(page, change) -> ModulePage:
    page = fresh(page)
    quiz = page.quiz.get_prep_value()
    change(quiz)
    page.quiz = quiz
    page.save_revision(clean=False)
    return fresh(page).get_latest_revision_as_object()


def edit(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_nothing_is_said_where_nobody_has_answered(client, module_page):
    client.force_login(people.operator())
    assert WORDS not in edit(client, module_page)
    assert not notices.has_answers(module_page)


def test_the_editor_says_that_people_have_answered_and_nothing_of_them(client, module_page, answered):
    client.force_login(people.operator("writer"))
    html = edit(client, module_page)
    assert html.count(WORDS) == 2  # above the cards and above the questions
    assert "do not turn a question into another one" in html
    for secret in ("Ana", "Morning group", str(answered.enrolment.uid)):
        assert secret not in html
    assert WORDS not in edit(client, ModulePage.objects.get(code="p04"))


def test_a_new_page_has_no_answers(client, program):
    client.force_login(people.operator())
    week = program.get_children().first()
    html = client.get(reverse("wagtailadmin_pages:add", args=["courses", "modulepage", week.pk])).content.decode()
    assert WORDS not in html


def test_a_question_that_counts_another_answer_is_named(client, module_page, answered):
    page = draft(module_page, lambda quiz: make.turned(quiz[2]))
    assert [(number, before, after) for number, before, after in notices.changed_keys(page)] == [(3, "False", "True")]
    client.force_login(people.operator("writer"))
    html = edit(client, module_page)
    assert "Question 3 counts another answer as right" in html
    found = content_checks.CurriculumCheckerItem(page).found
    assert [(one.rule, one.loc) for one in found if one.rule == "key-changed"] == [("key-changed", ("questions", 2))]


def test_every_kind_of_question_is_watched(module_page, answered):
    page = draft(module_page, lambda quiz: [make.turned(child) for child in quiz])
    assert [number for number, _, _ in notices.changed_keys(page)] == [1, 2, 3, 4, 5]


def test_rewording_is_no_other_answer(module_page, answered):
    def reword(quiz):
        quiz[0]["value"]["options"][0]["value"]["text"] = "Look at it"
        quiz[0]["value"]["prompt"] = "Dana feels the urge. What could help?"

    assert notices.changed_keys(draft(module_page, reword)) == []


def test_an_unfinished_question_stops_nothing(module_page, answered):
    def spoil(quiz):
        for option in quiz[0]["value"]["options"]:
            option["value"]["correct"] = False
        quiz[1]["value"]["options"] = []
        quiz[3]["value"]["items"] = quiz[3]["value"]["items"][:1]
        make.turned(quiz[2])

    assert [number for number, _, _ in notices.changed_keys(draft(module_page, spoil))] == [3]


def test_a_module_that_was_never_published_has_no_key_to_compare(program):
    page = make.module(program.get_children().first().specific, "p77", live=False)
    assert notices.changed_keys(page) == []
