"""Authors and clinical reviewers meet no learner anywhere in the admin: not by following links, not by guessing."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from courses import author_groups, clinical_reviews, outline
from courses.models import ModulePage, ProgramPage
from learners.learning import attempts
from learners.models import User
from tests.factories.people import let
from tests.learners.matrix import routes

pytestmark = pytest.mark.django_db
LEARNERS = ("ana", "ben", "cara", "fay", "finn", "dan")
# Nothing shorter: a page holds random tokens, in which three letters may stand by chance.
CANARY = re.compile(r"zqx(?:(?:first|last|sign|group)\w*|\w+@)", re.IGNORECASE)
NOT_GUESSED = ("logout", "failwhale")  # the second is Wagtail's own test of the error page
EACH = 4  # pages of one address pattern that the crawl looks at
FILLED = {"int": None, "str": "courses", "slug": "courses", "path": "x", "uuid": "5a1f6b6e-9a0b-5d3c-8f0e-6c1d7f2b4e90"}


@pytest.fixture
def marked(cast, program):
    """Everything that names a learner carries a word that is found nowhere else."""
    for name in LEARNERS:
        person = getattr(cast, name)
        person.first_name, person.last_name = f"Zqxfirst{name}", f"Zqxlast{name}"
        person.sign_in_name, person.email = f"zqxsign{name}", f"zqx{name}@example.org"
        person.save()
    for group in ("morning", "evening", "elsewhere"):
        row = getattr(cast, group)
        row.name = f"Zqxgroup {group}"
        row.save()
    attempts.start(cast.ana_learns, outline.get(program.program_key).by_code["p01"], now=timezone.now())
    return cast


@pytest.fixture(params=["author", "clinical reviewer"])
def client_of_staff(request, marked, program) -> Client:
    page = ProgramPage.objects.get(translation_key=program.program_key)
    clinical_reviews.ensure(page)
    amir = marked.amir
    amir.groups.clear()
    amir.role_grants.all().delete()
    let(amir, request.param.replace(" ", "-"))
    module = ModulePage.objects.get(code="p04")
    module.save_revision(user=amir, log_action=True)
    module.get_workflow().start(module, amir)
    client = Client()
    client.force_login(User.objects.get(pk=amir.pk))
    return client


def words(answer) -> str:
    if answer.streaming or answer.status_code >= 300:
        return ""
    return answer.content.decode(errors="replace")


def links(html: str) -> set[str]:
    found = re.findall(r'(?:href|src|action|data-[\w-]*url[\w-]*|data-url)="(/admin/[^"#]*)', html)
    return {address.replace("&amp;", "&") for address in found}


def test_no_learner_is_found_by_following_links(client_of_staff):
    waiting, seen, visits = ["/admin/"], set(), Counter()
    while waiting:
        address = waiting.pop(0)
        kind = resolve(address.partition("?")[0]).route
        if address in seen or visits[kind] >= EACH or "logout" in address:
            continue
        seen.add(address)
        visits[kind] += 1
        answer = client_of_staff.get(address)
        assert answer.status_code < 500, address
        assert CANARY.findall(words(answer)) == [], address
        waiting += sorted(links(words(answer)) - seen)
    assert len(visits) > 20


def guesses(*numbers: int) -> Iterator[str]:
    """Each address of the admin, with each of the numbers in it."""
    for route, _, _ in routes():
        if route.startswith("admin/") and not any(part in route for part in NOT_GUESSED):
            yield from (f"/{filled(route, number)}" for number in numbers)


def filled(route: str, number: int) -> str:
    plain = re.sub(r"<(\w+):\w+>|<\w+>", lambda found: str(FILLED.get(found[1]) or number), route)
    plain = re.sub(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)|\([^()?][^()]*\)", str(number), plain)
    return re.sub(r"[\^$\\]|\(\?:.*", "", plain)


def test_no_learner_is_found_by_guessing(client_of_staff, marked):
    module, came = ModulePage.objects.get(code="p04"), 0
    client_of_staff.raise_request_exception = False  # a wild guess, such as moving the root page, may break Wagtail
    for address in dict.fromkeys(guesses(marked.ana.pk, module.pk)):
        answer = client_of_staff.get(address)
        assert CANARY.findall(words(answer)) == [], address
        came += answer.status_code == 200
    assert came > 20


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/users/{}/",
        "/admin/users/new/",
        "/admin/groups/",
        "/admin/bulk/learners/user/delete/?id={}",
        "/admin/bulk/learners/user/assign_role/?id={}",
        "/admin/pages/?q=zqx",
        "/admin/pages/search/?q=zqxfirstana",
        "/admin/images/?q=zqx",
        "/admin/reports/site-history/?user={}",
        "/admin/reports/site-history/results/?user={}",
        "/admin/snippets/learners/user/",
        "/admin/reference-index/learners/user/{}/",
        "/admin/choose-page/search/?q=zqx",
        "/admin/api/main/pages/?search=zqx",
    ],
)
def test_no_learner_is_found_by_asking_for_one(client_of_staff, marked, address):
    answer = client_of_staff.get(address.format(marked.ana.pk), follow=True)
    assert answer.status_code < 500
    asked = set(CANARY.findall(address))
    assert set(CANARY.findall(words(answer))) <= asked


def test_searches_give_back_the_question_and_nothing_else(client_of_staff, marked):
    for address in (
        "/admin/pages/search/?q=zqxfirst",
        "/admin/choose-page/search/?q=zqxfirst",
        "/admin/images/?q=zqxfirst",
    ):
        found = {word.lower() for word in CANARY.findall(words(client_of_staff.get(address)))}
        assert found <= {"zqxfirst"}


def test_the_groups_of_the_demo_hold_no_right_over_people(marked, program):
    page = ProgramPage.objects.get(translation_key=program.program_key)
    for group in (author_groups.authors(program.program_key), clinical_reviews.ensure(page)):
        labels = {permission.content_type.app_label for permission in Group.objects.get(pk=group.pk).permissions.all()}
        assert not labels & {"learners", "auth", "sessions", "account"}
