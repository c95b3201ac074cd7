"""Pages and files of records and certificates: who sees what, what is audited, and no other person's name."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cms import pdf
from learners import assigned, certificates, enrolments
from learners.models import AuditEvent, Certificate, User
from tests.factories import people
from tests.factories.people import make_cast
from tests.factories.sessions import mark, session
from tests.learners.test_certificates import complete, wanted

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
DAY = TODAY - timedelta(days=7)
PERSON_FILES = ("person_record", "person_record_csv", "person_record_xlsx", "person_record_pdf")


@pytest.fixture
def cast(program):
    return make_cast(program.program_key, starts_on=TODAY - timedelta(days=60))


@pytest.fixture
def gil(cast):
    client = Client()
    client.force_login(cast.gil)
    return client


@pytest.fixture
def mia(cast):
    client = Client()
    client.force_login(cast.mia)
    return client


@pytest.fixture
def held(cast, module):
    """Ana and Dan were there."""
    made = session(cast.morning, DAY, by=cast.gil, module_key=module.key)
    mark(made, cast.ana_learns, taught_back=True)
    mark(made, cast.dan.enrolments.get())
    return made


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def text(answer) -> str:
    return body(answer).decode()


def rows(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(text(answer).removeprefix("\N{BYTE ORDER MARK}"))))


def of(cast, name):
    return reverse(name, args=[cast.ana_learns.uid])


# --- pages ----------------------------------------------------------------------------------------------------------


def test_the_page_of_a_group_lists_sessions_and_people(gil, cast, held):
    page = text(gil.get(reverse("records", args=[cast.morning.uid])))
    for words in ("Ana E.", "Dan E.", "1 of 1", "180", "Riding the wave, edition 1", "Triggers"):
        assert words in page, words
    assert "Ben" not in page
    assert "Fay" not in page


def test_the_page_of_a_person_names_nobody_else(gil, cast, held):
    page = text(gil.get(of(cast, "person_record")))
    for words in ("Ana Example", "2 people in the group", "said it in own words", "My urge log: to do", "kept apart"):
        assert words in page, words
    assert "Dan E" not in page
    assert "Group education. Topic: Triggers." in page


def test_the_days_stand_in_the_address_and_mistakes_are_explained(gil, cast, held):
    address = of(cast, "person_record")
    later = (DAY + timedelta(days=1)).isoformat()
    assert "No session was held" in text(gil.get(address, {"first": later, "last": later}))
    for query, words in (
        ({"first": "2026-11-20", "last": "2026-11-01"}, "comes before the first one"),
        ({"first": "2020-01-01", "last": "2026-11-01"}, "at most one year"),
        ({"first": "x", "last": "2026-11-01"}, "Enter a valid date"),
        ({"first": "", "last": ""}, "required"),
    ):
        answer = gil.get(address, query)
        assert answer.status_code == 422
        assert words in text(answer)
        assert gil.get(of(cast, "person_record_csv"), query).status_code == 302
        assert gil.get(of(cast, "person_record_pdf"), query).status_code == 302
        assert gil.get(reverse("records", args=[cast.morning.uid]), query).status_code == 422


def test_a_page_of_sixty_people_costs_as_many_queries_as_of_two(gil, cast, held):
    addresses = [reverse("records", args=[cast.morning.uid]), of(cast, "person_record")]
    for address in addresses:
        gil.get(address)  # what is kept in memory is there
    few = [queries(gil, address) for address in addresses]
    for number in range(60):
        guest = people.person(f"guest-{number}")
        mark(held, enrolments.enrol(guest, cast.morning, by=None, now=timezone.now(), pathway="mental-health"))
        mark(session(cast.morning, DAY - timedelta(days=number + 1), by=cast.gil), cast.ana_learns)
    assert [queries(gil, address) for address in addresses] == few


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# --- files ----------------------------------------------------------------------------------------------------------


def test_the_csv_of_a_group_has_a_row_for_each_person_and_session(gil, cast, held):
    answer = gil.get(reverse("records_csv", args=[cast.morning.uid]))
    head, *lines = rows(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert f'filename="records-{str(cast.morning.uid)[:8]}-' in answer["Content-Disposition"]
    assert [line[0] for line in lines] == ["Ana Example", "Dan Example"]
    ana = dict(zip(head, lines[0], strict=True))
    assert (ana["Date"], ana["Starts"], ana["Ends"]) == (DAY.isoformat(), "09:00", "12:00")
    assert (ana["Time zone"], ana["Group minutes"], ana["Group size"]) == ("America/Chicago", "180", "2")
    assert (ana["Module"], ana["Edition"], ana["Homework status"]) == ("Riding the wave", "1", "to do")


def test_the_workbook_says_the_same_as_the_csv(gil, cast, held):
    lines = rows(gil.get(of(cast, "person_record_csv")))
    sheet = load_workbook(BytesIO(body(gil.get(of(cast, "person_record_xlsx"))))).active
    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.values] == lines


def test_a_name_cannot_become_a_formula(gil, cast, held):
    User.objects.filter(pk=cast.ana.pk).update(first_name='=HYPERLINK("http://x","y")', last_name="")
    _, ana = rows(gil.get(of(cast, "person_record_csv")))
    assert ana[0].startswith("'=")
    sheet = load_workbook(BytesIO(body(gil.get(of(cast, "person_record_xlsx"))))).active
    assert (sheet["A2"].data_type, sheet["A2"].value[0]) == ("s", "'")


def words_of(html: str) -> str:
    """All that is set on the pages of a PDF."""

    def texts(box):
        if hasattr(box, "text"):
            yield box.text
        for child in getattr(box, "children", ()):
            yield from texts(child)

    return " ".join(words for page in pdf.document(html).pages for words in texts(page._page_box))


def test_the_pdf_of_a_person_says_what_the_page_says_and_names_nobody_else(gil, cast, held, monkeypatch):
    laid_out = []
    real = pdf.document
    monkeypatch.setattr(pdf, "document", lambda html: laid_out.append(html) or real(html))
    answer = gil.get(of(cast, "person_record_pdf"))
    content = body(answer)
    assert (answer["Content-Type"], content[:5]) == ("application/pdf", b"%PDF-")
    assert f'filename="record-{str(cast.ana_learns.uid)[:8]}-' in answer["Content-Disposition"]
    monkeypatch.setattr(pdf, "document", real)
    words = " ".join(words_of(laid_out[0]).split())
    for fact in ("Ana Example", "Triggers", "Riding the wave, edition 1", "Name one sign", "180 group minutes",
                 "2 people in the group", "said it in own", "My urge log", "42 CFR part 2"):  # fmt: skip
        assert fact in words, fact
    for other in ("Dan", "Ben", "Gil", "Fay"):
        assert other not in words, other


def test_without_the_typesetter_there_is_a_page_to_print(gil, cast, held, monkeypatch):
    def missing(*args):
        raise pdf.Unavailable

    monkeypatch.setattr(pdf, "make", missing)
    answer = gil.get(of(cast, "person_record_pdf"))
    assert answer.status_code == 503
    assert f'href="{of(cast, "person_record")}?first=' in text(answer)
    assert gil.get(of(cast, "person_record")).status_code == 200


# --- who, and what is kept of it ------------------------------------------------------------------------------------


def test_each_read_and_export_is_audited_by_days_and_numbers(gil, cast, held):
    for name in PERSON_FILES:
        body(gil.get(of(cast, name)))
    for name in ("records", "records_csv", "records_xlsx"):
        body(gil.get(reverse(name, args=[cast.morning.uid])))
    kept = [
        (event.action, event.detail.get("kind", ""), event.detail["lines"], event.by_id)
        for event in AuditEvent.objects.filter(action__startswith="record").order_by("pk")
    ]
    assert kept == [
        ("record-read", "", 1, cast.gil.pk),
        ("record-exported", "csv", 1, cast.gil.pk),
        ("record-exported", "xlsx", 1, cast.gil.pk),
        ("record-exported", "pdf", 1, cast.gil.pk),
        ("records-read", "", 2, cast.gil.pk),
        ("records-exported", "csv", 2, cast.gil.pk),
        ("records-exported", "xlsx", 2, cast.gil.pk),
    ]
    details = [event.detail for event in AuditEvent.objects.filter(action__startswith="record")]
    assert all(set(detail) <= {"first", "last", "lines", "kind"} for detail in details)


def test_a_removed_facilitator_is_out_on_the_next_request(gil, cast, held):
    cast.gil.role_grants.update(ended_at=timezone.now())
    for name in (*PERSON_FILES, "certificate", "certificate_pdf"):
        assert gil.get(of(cast, name)).status_code == 403, name
    for name in ("records", "records_csv", "records_xlsx"):
        assert gil.get(reverse(name, args=[cast.morning.uid])).status_code == 403, name


# --- certificates ---------------------------------------------------------------------------------------------------


def ready(cast) -> dict[str, str]:
    """Ana has completed everything; what the form of the page posts."""
    complete(cast.ana_learns, *wanted(cast.ana_learns))
    now = timezone.now()
    facts = certificates.facts_of(assigned.for_enrolment(cast.ana_learns, now=now), now=now)
    return {"seen": facts.fingerprint, "replaces": ""}


def test_the_page_previews_exactly_what_is_issued(gil, cast, held):
    posted = ready(cast)
    page = text(gil.get(of(cast, "certificate")))
    assert posted["seen"] in page
    for words in ("Certificate of completion", "Ana Example", "Day program"):
        assert words in page, words
    answer = gil.post(of(cast, "certificate"), posted, follow=True)
    assert "The certificate is issued." in text(answer)
    assert Certificate.objects.get().code in text(answer)


def test_nothing_about_treatment_stands_on_it(gil, cast, held):
    gil.post(of(cast, "certificate"), ready(cast))
    ana = Client()
    ana.force_login(cast.ana)
    page = text(ana.get(reverse("my_certificate")))
    paper = page[page.index("<article") : page.index("</article>")]
    for words in ("co-occurring", "Co-occurring", "Riding the wave", "alcohol", "42 CFR", "Morning group"):
        assert words not in paper, words
    assert "<svg" in paper
    assert "style=" not in paper


def test_a_mistake_in_issuing_loses_nothing_and_says_what_to_do(gil, cast, held):
    posted = ready(cast)
    gil.post(of(cast, "certificate"), posted)
    answer = gil.post(of(cast, "certificate"), {**posted, "reason": "Spelling"})
    assert answer.status_code == 422
    assert "in the meantime" in text(answer)
    one = Certificate.objects.get()
    answer = gil.post(of(cast, "certificate"), {**posted, "replaces": one.pk})
    assert answer.status_code == 422
    assert "why it is issued again" in text(answer)
    answer = gil.post(of(cast, "certificate"), {**posted, "replaces": one.pk, "reason": "Spelling"})
    assert answer.status_code == 302
    page = text(gil.get(of(cast, "certificate")))
    assert "Spelling" in page
    assert "No longer valid" in page


def test_a_manager_may_issue_it_and_the_page_of_another_person_may_not(mia, cast, held):
    posted = ready(cast)
    assert mia.post(of(cast, "certificate"), {**posted, "owner": str(cast.gil.uid)}).status_code == 409
    assert not Certificate.objects.exists()
    assert mia.post(of(cast, "certificate"), {**posted, "owner": str(cast.mia.uid)}).status_code == 302
    assert Certificate.objects.get().issued_by == cast.mia


def test_before_there_is_one_each_page_says_so(gil, cast, ana):
    assert "No module is completed yet." in text(gil.get(of(cast, "certificate")))
    assert gil.get(of(cast, "certificate_pdf")).status_code == 302
    assert "There is no certificate yet." in text(ana.get(reverse("my_certificate")))
    assert ana.get(reverse("my_certificate_pdf")).status_code == 302


def test_a_participant_sees_the_own_one_only(gil, cast, held, ana):
    gil.post(of(cast, "certificate"), ready(cast))
    assert Certificate.objects.get().code in text(ana.get(reverse("my_certificate")))
    assert body(ana.get(reverse("my_certificate_pdf")))[:5] == b"%PDF-"
    for other in (cast.ben, cast.fay):
        client = Client()
        client.force_login(other)
        assert "There is no certificate yet." in text(client.get(reverse("my_certificate")))


def test_reading_and_saving_a_certificate_is_audited(gil, cast, held):
    gil.post(of(cast, "certificate"), ready(cast))
    gil.get(of(cast, "certificate"))
    body(gil.get(of(cast, "certificate_pdf")))
    actions = AuditEvent.objects.filter(action__startswith="certificate").order_by("pk")
    assert [event.action for event in actions] == ["certificate-issued", "certificate-read", "certificate-read"]
