"""PDFs: tagged, titled, in our own type, and made of nothing but our own files."""

import builtins
import os
import re
import subprocess
import sys
import zlib

import pytest
from PIL import ImageFile

from cms import pdf

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A record</title>'
    '<link rel="stylesheet" href="cms/pdf.css"></head><body><h1>Hello</h1>{}</body></html>'
)


def made(body="<p>Words</p>") -> bytes:
    return pdf.document(PAGE.format(body)).write_pdf(pdf_variant=pdf.VARIANT)


def opened(content: bytes) -> bytes:
    """With all its compressed parts laid open."""
    parts = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_it_is_tagged_and_says_its_language_and_title():
    content = opened(made())
    assert content.startswith(b"%PDF-1.7")
    assert b"/Marked true" in content
    assert b"/S /H1" in content
    assert b"/Lang (en)" in content
    assert b"/Title (A record)" in content
    assert b"/DisplayDocTitle true" in content
    assert b'pdfuaid:part="1"' in content


def test_making_one_does_not_let_half_pictures_through_afterwards():
    """WeasyPrint tells Pillow, for the whole process, to take them for whole ones."""
    made()
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_it_is_set_in_our_own_type():
    assert b"Atkinson" in opened(made())


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/pixel.png",
        "http://127.0.0.1/secret",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "ftp://example.org/",
        pdf.STATIC + "../settings.py",
        pdf.STATIC + "%2e%2e/settings.py",
        pdf.STATIC + "cms/../../settings.py",
        pdf.STATIC + "/etc/passwd",
        pdf.STATIC,
        pdf.STATIC.replace("invalid", "invalid.example"),
    ],
)
def test_nothing_is_fetched_but_static_files(url):
    with pytest.raises(pdf.NotOurs):
        pdf.static_file(url)


def test_a_static_file_is():
    kind, content = pdf.static_file(pdf.STATIC + "cms/pdf.css?x#y")
    assert (kind, content[:2]) == ("text/css", b"/*")


def test_a_page_that_wants_more_gets_it_not(monkeypatch):
    asked = []
    real = pdf.static_file

    def watched(url):
        asked.append(url)
        return real(url)

    monkeypatch.setattr(pdf, "static_file", watched)
    made('<img src="https://example.org/a.png" alt="x"><img src="file:///etc/hostname" alt="y">')
    assert {"https://example.org/a.png", "file:///etc/hostname"} <= set(asked)


def test_a_start_loads_nothing_that_only_files_need():
    """So that the site comes up where Pango is missing, and is quick."""
    said = subprocess.run(
        [sys.executable, "-c", "import cms.wsgi, sys; import cms.urls; print(*sys.modules)"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not {"weasyprint", "openpyxl", "qrcode"} & set(said.stdout.split())
    assert "learners.views.downloads" in said.stdout.split()


def test_a_machine_without_the_libraries_says_so(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(pdf.Unavailable):
        pdf.document(PAGE.format(""))
