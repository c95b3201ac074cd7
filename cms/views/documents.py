"""Wagtail's documents, with parts of a file where a player asks for one: Safari plays no video without that."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
PIECE = 64 * 1024  # bytes


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    response = serve(request, document_id, filename)
    if response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    response.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or asked[0] == "bytes=-" or "If-Range" in request.headers:
        return response
    return _part(response, asked, int(response.headers["Content-Length"]))


def _part(response: FileResponse, asked: re.Match[str], size: int) -> HttpResponseBase:
    if asked[1]:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    else:
        first, last = max(0, size - int(asked[2])), size - 1
    if first > last:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    source: Any = response.file_to_stream
    headers = dict(response.items()) | {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
    }
    part = StreamingHttpResponse(_read(source, first, last - first + 1), status=206, headers=headers)
    part._resource_closers.append(response.close)  # type: ignore[attr-defined]  # Django's own, since 3.1
    return part


def _read(source: Any, first: int, left: int) -> Iterator[bytes]:
    source.seek(first)
    while left > 0 and (piece := source.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
