"""The bank in Wagtail: nothing is stored before somebody has looked, and only authors come in."""

import base64

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses import bank
from courses.exchange import formats
from courses.models import BankQuestion, ModulePage
from learners.models import User
from tests.factories.people import author, let, person

pytestmark = pytest.mark.django_db

FILE = b"Is help there at night? {TRUE}\n\nHow many? {#3}\n"
ROUTES = ("bank_bring_in", "bank_write_out", "bank_keep", "bank_put_into", "bank_write_out_module")


@pytest.fixture
def module_page(program_page):
    return ModulePage.objects.get(code="p01")


@pytest.fixture
def alex(module_page) -> Client:
    """An author with the permissions that the demo gives."""
    user = person("alex")
    let(user, "author")
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fill(module_page: ModulePage) -> None:
    """The bank holds the questions of the module."""
    alex = User.objects.get(sign_in_name="alex")
    bank.take_in(bank.questions_in(module_page).values(), by=alex, strand=module_page.strand)


def upload(file: bytes = FILE) -> SimpleUploadedFile:
    return SimpleUploadedFile("questions.txt", file)


def address(name: str, module_page: ModulePage) -> str:
    return reverse(name, args=[] if name in ROUTES[:2] else [module_page.pk])


def test_a_file_is_looked_at_first_and_taken_in_afterwards(alex):
    url = reverse("bank_bring_in")
    look = alex.post(url, {"file": upload(), "strand": "triggers"})
    html = look.content.decode()
    assert "Is help there at night?" in html
    assert "number or a text" in html
    assert not BankQuestion.objects.exists()
    again = {"step": "take", "held": look.context["again"], "strand": "triggers", "origin": "Moodle"}
    for _ in range(2):
        assert alex.post(url, again).status_code == 302
    row = BankQuestion.objects.get()
    assert (row.prompt, row.strand, row.origin) == ("Is help there at night?", "triggers", "Moodle")


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({}, "Choose a file first"),
        ({"file": upload(b"no question")}, "braces"),
        ({"file": upload(b"")}, "Choose a file first"),
        ({"file": upload(b"\xff\xfe")}, "UTF-8"),
        ({"file": upload(b"<quiz>")}, "well-formed"),
        ({"file": upload(b"x" * (formats.LARGEST + 1))}, "megabyte"),
        ({"held": "%%%", "step": "take"}, "Choose the file again"),
        ({"held": base64.b64encode(b"<html/>").decode(), "step": "take"}, "not Moodle"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(alex, posted, said):
    answer = alex.post(reverse("bank_bring_in"), posted)
    assert answer.status_code in (200, 422)
    assert said in answer.content.decode().replace("&#x27;", "'")
    assert not BankQuestion.objects.exists()


def test_a_modules_questions_go_into_the_bank_and_into_another_module(alex, module_page):
    known = bank.questions_in(module_page)
    assert alex.post(address("bank_keep", module_page), {"chosen": list(known)}).status_code == 302
    assert BankQuestion.objects.count() == len(known)
    other = ModulePage.objects.get(code="p04")
    url = f"{address('bank_put_into', other)}?strand="
    chosen = [str(row.pk) for row in BankQuestion.objects.all()[:2]]
    before = len(bank.questions_in(other))
    assert alex.post(url, {"chosen": chosen}).status_code == 302
    other.refresh_from_db()
    assert len(bank.questions_in(other)) == before + 2


@pytest.mark.parametrize("name", ["bank_keep", "bank_put_into", "bank_write_out_module"])
def test_nothing_ticked_asks_for_a_tick(alex, module_page, name):
    BankQuestion.objects.all().delete()
    bank.take_in(
        bank.questions_in(module_page).values(), by=User.objects.get(sign_in_name="alex"), strand=module_page.strand
    )
    answer = alex.post(address(name, module_page), {"format": "gift"})
    assert answer.status_code == 422
    assert "Tick at least one" in answer.content.decode()


def test_a_file_is_written_after_its_losses_were_shown(alex, module_page):
    url, known = address("bank_write_out_module", module_page), bank.questions_in(module_page)
    posted = {"chosen": list(known), "format": "gift"}
    shown = alex.post(url, posted)
    assert "left out" in shown.content.decode()
    written = alex.post(url, {**posted, "step": "write"})
    assert written["Content-Disposition"] == 'attachment; filename="p01.gift.txt"'
    assert len(formats.read(written.content).questions) == len(known) - 1, "all but the order"


def test_moodle_xml_of_a_module_holds_all_of_it(alex, module_page):
    known = bank.questions_in(module_page)
    posted = {"chosen": list(known), "format": "moodle-xml", "step": "write"}
    written = alex.post(address("bank_write_out_module", module_page), posted)
    assert formats.read(written.content).questions == tuple(known.values())


def test_a_locked_module_is_left_alone(alex, module_page):
    bank.take_in(
        bank.questions_in(module_page).values(), by=User.objects.get(sign_in_name="alex"), strand=module_page.strand
    )
    module_page.locked, module_page.locked_by = True, User.objects.create_superuser("other")
    module_page.save()
    alex.post(address("bank_put_into", module_page), {"chosen": [str(BankQuestion.objects.first().pk)]})
    module_page.refresh_from_db()
    assert not module_page.has_unpublished_changes


@pytest.mark.parametrize("name", ROUTES)
def test_only_who_may_comes_in(module_page, name):
    learner, visitor = signed_in(person("ana")), Client()
    stranger = signed_in(author(person("eve")))  # may open the admin, and nothing in it
    for who in (learner, visitor, stranger):
        assert who.get(address(name, module_page)).status_code in (302, 403)
        assert who.post(address(name, module_page), {"chosen": ["1"]}).status_code in (302, 403)
    reader = person("rea")
    reader.user_permissions.add(Permission.objects.get(codename="view_bankquestion"))
    author(reader)
    assert signed_in(reader).get(reverse("bank_write_out")).status_code == 200
    assert signed_in(reader).get(reverse("bank_bring_in")).status_code in (302, 403)


def test_authors_find_the_bank_and_the_ways_to_it(alex, module_page):
    fill(module_page)
    listing = alex.get(reverse("wagtailsnippets_courses_bankquestion:list")).content.decode()
    assert reverse("bank_bring_in") in listing
    editor = alex.get(reverse("wagtailadmin_pages:edit", args=[module_page.pk])).content.decode()
    for name in ROUTES[2:]:
        assert address(name, module_page) in editor
        assert alex.get(address(name, module_page)).status_code == 200
    row = BankQuestion.objects.first()
    assert alex.get(reverse("wagtailsnippets_courses_bankquestion:edit", args=[row.pk])).status_code == 200


def test_a_search_in_the_bank_finds_by_words(alex, module_page):
    fill(module_page)
    word = BankQuestion.objects.first().prompt.split()[0]
    listing = alex.get(reverse("wagtailsnippets_courses_bankquestion:list"), {"q": word})
    assert BankQuestion.objects.first().prompt[:20] in listing.content.decode().replace("&#x27;", "'")
