"""Media of curriculum files in Wagtail's libraries: kept once for the same name and content."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms import pictures
from courses.files.schema.base import PICTURES
from courses.files.schema.module import Media
from courses.files.to_streams import DOCUMENT, IMAGE

SHA1 = "sha1"  # what Wagtail keeps in `file_hash`


class BadMedia(ValueError):
    """A file is not what its name says, or too large."""


def kind(name: str) -> str:
    return IMAGE if name.endswith(PICTURES) else DOCUMENT


def model(kind: str) -> Any:
    return get_image_model() if kind == IMAGE else get_document_model()


# --- files into libraries -------------------------------------------------------------------------------------------
def keep(media: Media, by: Any = None) -> tuple[int, Any]:
    """The key of the file in its library, and the stored file where it is new. Raises BadMedia."""
    library = model(kind(media.name))
    with media.open() as file:
        digest = hashlib.file_digest(file, SHA1).hexdigest()  # type: ignore[arg-type]
        known = library.objects.filter(file_hash=digest, title=media.name).order_by("pk").first()
        if known:
            return known.pk, None
        file.seek(0)
        made = _picture(media, file) if kind(media.name) == IMAGE else library(file=File(file, media.name))
        made.title, made.uploaded_by_user = media.name, by
        made.file_size, made.file_hash = media.size, digest
        made.save()
    return made.pk, made.file


def _picture(media: Media, file: IO[bytes]) -> Any:
    field = pictures.PictureField()
    if media.size > field.max_upload_size:
        raise BadMedia(f"{media.name} is larger than {field.max_upload_size // 1024 // 1024} MB.")
    upload = SimpleUploadedFile(media.name, file.read())
    try:
        checked = field.clean(upload)
    except ValidationError as error:
        raise BadMedia(f"{media.name}: {' '.join(error.messages)}") from error
    checked.seek(0)
    if pictures.tells_a_place(checked):
        raise BadMedia(f"{media.name} tells where it was taken. Save it anew without its GPS data.")
    return get_image_model()(file=checked)


# --- libraries into files -------------------------------------------------------------------------------------------
def name_in_files(kind: str, key: int, stored: str, known: dict[str, str], taken: Iterable[str]) -> str:
    """The name that files gave, else one made of the stored name that no other file of the module has."""
    if known.get(f"{kind}/{key}"):
        return known[f"{kind}/{key}"]
    path = PurePosixPath(stored.lower())
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem).strip("-")[:60] or kind
    name = f"{stem}{path.suffix}"
    return name if name not in taken else f"{stem}-{key}{path.suffix}"


def digested(name: str, stored: Any) -> Media:
    """A stored file as media. Reads it once."""
    storage, path = stored.storage, stored.name

    def opener() -> IO[bytes]:
        return storage.open(path, "rb")

    with opener() as file:
        size, digest = 0, hashlib.sha256()
        while chunk := file.read(1024 * 1024):
            size += len(chunk)
            digest.update(chunk)
    return Media(name, digest.hexdigest(), size, opener)
