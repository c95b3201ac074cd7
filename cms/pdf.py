"""Makes a PDF of a page of our own, tagged for screen readers (PDF/UA-1). Nothing is fetched but our static files.

Where the system libraries of the typesetter are missing it says so, and everything else goes on working.
"""

import mimetypes
import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import ImageFile

from cms import site

STATIC = "https://static.invalid/"  # what addresses in the templates and styles of PDFs are relative to; never asked
VARIANT = "pdf/ua-1"
PLAIN = re.compile(r"\w[\w./-]*")  # the names of our static files


class Unavailable(Exception):
    """Pango or one of its companions is not installed on this machine."""


class NotOurs(ValueError):
    """Something wanted to be fetched that is not one of our static files."""


def make(template: str, context: dict[str, Any]) -> bytes:
    """The template needs `lang` and a title. Takes a second of CPU the first time in a process, then half of that.
    Raises Unavailable.
    """
    html = render_to_string(template, {"site_facts": site.facts(), **context})
    written: bytes = document(html).write_pdf(pdf_variant=VARIANT)
    return written


def document(html: str) -> Any:
    """Laid out, page by page. Raises Unavailable."""
    try:
        from weasyprint import HTML  # slow, and needs libraries of the system: only when somebody wants a PDF
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError as error:
        raise Unavailable from error
    # weasyprint/images.py sets it for the whole process: cms/pictures.py would take half a picture for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class OnlyStatic(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            kind, content = static_file(url)
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return HTML(string=html, base_url=STATIC, url_fetcher=OnlyStatic(allowed_protocols=())).render()


def static_file(url: str) -> tuple[str, bytes]:
    """Kind and content of a static file of ours. Raises NotOurs for all else, whatever the scheme."""
    name = url.removeprefix(STATIC).partition("?")[0].partition("#")[0]
    ours = url.startswith(STATIC) and PLAIN.fullmatch(name) and ".." not in name
    found = Path(str(finders.find(name))) if ours else None
    if found is None or not found.is_file():
        raise NotOurs(url)
    return mimetypes.guess_type(name)[0] or "application/octet-stream", found.read_bytes()
