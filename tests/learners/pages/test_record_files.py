"""Files of records: the same facts as on the page, no formula, and no other person's name."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cms import pdf
from learners.models import User
from tests.learners import record_scene
from tests.learners.record_scene import DAY, body, of, rows, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(program):
    return record_scene.settled(program)


@pytest.fixture
def gil(cast):
    return record_scene.browser(cast.gil)


@pytest.fixture
def held(cast, module):
    return record_scene.met(cast, module)


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
