"""Makes a PDF of a page of our own, tagged for screen readers (PDF/UA-1). Nothing is fetched but our static files.

Where the system libraries of the typesetter are missing it says so, and everything else goes on working.
"""

import mimetypes
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STATIC = "static:/"  # addresses in templates and stylesheets for PDF are relative to this
VARIANT = "pdf/ua-1"


class Unavailable(Exception):
    """Pango or one of its companions is not installed on this machine."""


class NotOurs(ValueError):
    """Something wanted to be fetched that is not one of our static files."""


def make(template: str, context: dict[str, Any]) -> bytes:
    """The template needs `lang` and a title. About a second the first time in a process. Raises Unavailable."""
    written: bytes = document(render_to_string(template, context)).write_pdf(pdf_variant=VARIANT)
    return written


def document(html: str) -> Any:
    """Laid out, page by page. Raises Unavailable."""
    try:
        from weasyprint import HTML  # slow, and needs libraries of the system: only when somebody wants a PDF
    except OSError as error:
        raise Unavailable from error
    return HTML(string=html, base_url=STATIC, url_fetcher=fetch).render()


def fetch(url: str) -> Any:
    """A static file by the path behind STATIC. Raises NotOurs for all else, whatever the scheme."""
    from weasyprint.urls import URLFetcherResponse

    name = url.removeprefix(STATIC).lstrip("/").partition("?")[0].partition("#")[0]
    found = finders.find(name) if url.startswith(STATIC) and ".." not in name else None
    if not found:
        raise NotOurs(url)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": kind})
