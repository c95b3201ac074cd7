"""Files that people take with them. Their names carry an id and a day, never a name; nothing of them is kept."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any
from uuid import UUID

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from cms import pdf
from learners.views.gates import SignedIn

CSV, XLSX, PDF, TEXT = "csv", "xlsx", "pdf", "txt"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PDF: "application/pdf",
    TEXT: "text/plain; charset=utf-8",
}


def filename(what: str, uid: UUID, day: str, kind: str) -> str:
    return f"{what}-{str(uid)[:8]}-{day}.{kind}"


def file(opened: IO[bytes], name: str, kind: str) -> FileResponse:
    """Closes it when it is sent."""
    return FileResponse(opened, as_attachment=True, filename=name, content_type=TYPES[kind])


def stream(chunks: Iterable[str], name: str) -> StreamingHttpResponse:
    """A CSV, piece by piece as it is made."""
    answer = StreamingHttpResponse((chunk.encode() for chunk in chunks), content_type=TYPES[CSV])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def as_pdf(request: SignedIn, template: str, shown: dict[str, Any], name: str, to_print: str) -> HttpResponseBase:
    """Where the typesetter is missing, a page that says so and leads to `to_print`."""
    try:
        made = pdf.make(template, shown)
    except pdf.Unavailable:
        return render(request, "learners/no_pdf.html", {"to_print": to_print}, status=503)
    return file(BytesIO(made), name, PDF)
