"""The bytes of each kind of PDF hold the words that are meant to stand in it, and no other one, wherever one looks.

The crawl reads them as the pages that they are set from: tests/journeys/test_canaries.py.
"""

import re

import pytest

from cms import pdf
from learners.models import Consent
from tests.journeys.canaries.pdf_bytes import Pdf, Unreadable
from tests.journeys.canaries.words import Word, mark_of
from tests.learners.matrix import address
from tests.learners.rules import RULES

pytestmark = pytest.mark.django_db
NAME = {"first", "last"}
HOLDS = {  # route -> who takes it along, the words of Bea that it is for, and something else that it must say
    "consent_pdf": ("bea", NAME | {"named", "for", "typed"}, "42 CFR 2.31"),
    "my_disclosures_pdf": ("bea", NAME | {"named"}, "42 CFR part 2"),
    "my_certificate_pdf": ("bea", {"cert"}, "Certificate"),
    "certificate_pdf": ("hana", {"cert"}, "Certificate"),
    "person_record_pdf": ("hana", NAME, "Education record"),
}
CARRIED = ("/EmbeddedFile", "/Filespec", "/AF ", "/JavaScript", "/AcroForm")
PLACES = """<!DOCTYPE html><html lang="en"><head><title>zqxtitle</title><meta name="author" content="zqxauthor">
<meta name="keywords" content="zqxkeyword"><link rel="stylesheet" href="cms/pdf.css">{}</head><body><h1>zqxmark</h1>
<p>office <b>zqxbold</b> <i>zqxslanted</i> “é” <img alt="zqxpicture"> <a href="mailto:zqxaddress@example.org">Write</a>
</p></body></html>"""


def test_each_pdf_is_known_here():
    assert set(HOLDS) == {name for name in RULES if name.endswith("_pdf")}


def test_the_reader_sees_words_wherever_they_are():
    made = Pdf(pdf.document(PLACES.format("")).write_pdf(pdf_variant=pdf.VARIANT))
    drawn = {"zqxmark", "zqxbold", "zqxslanted", "zqxpicture"}
    about = {"zqxtitle", "zqxauthor", "zqxkeyword"}
    assert set(re.findall(r"zqx[a-z]+", made.drawn)) == drawn
    assert "office zqxbold" in " ".join(made.drawn.split())
    assert "“é”" in made.drawn
    assert set(re.findall(r"zqx[a-z]+", made.about)) == about
    assert set(re.findall(r"zqx[a-z]+", made.everything)) == {*drawn, *about, "zqxaddress"}


def test_the_reader_refuses_what_it_cannot_read():
    with pytest.raises(Unreadable):
        Pdf(pdf.document(PLACES.format('<link rel="attachment" href="cms/pdf.css">')).write_pdf())


def test_the_bytes_of_each_pdf_hold_what_they_are_for_and_nothing_else(sown):
    sown.clients["flo"].get(address("family_plan"))  # something is shown, so that there is something to account for
    consent = Consent.objects.filter(purpose=Word("for", "bea").text).get()
    of_bea = {"enrolment_uid": sown.learns["bea"].uid, "consent_uid": consent.uid}
    mark, wrong = mark_of(sown.words), {}
    for route, (who, kinds, also) in HOLDS.items():
        answer = sown.clients[who].get(address(route, **of_bea))
        made = Pdf(b"".join(answer.streaming_content))
        meant = {Word(kind, "bea").text for kind in kinds}
        found = [set(mark.findall(text)) for text in (made.drawn, made.everything, made.about, str(answer.headers))]
        if found != [meant, meant, set(), set()]:
            wrong[route] = found
        assert also in made.drawn, route
        assert not made.holds(*CARRIED), route
    assert wrong == {}
