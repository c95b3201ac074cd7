"""Picture files: bounded in size, and without what a camera writes into them.

A photo may tell where it was taken and with whose phone. What people see is kept; all else is left out.
"""

from io import BytesIO
from typing import IO, Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageOps
from wagtail.images.fields import WagtailImageField

LONGEST_SIDE: Final = 10_000  # pixels
TOO_LARGE: Final = _("This picture is too large. Make it at most 10,000 pixels wide and high, and 40 million in all.")
UNREADABLE: Final = _("This picture cannot be read. Save it anew as JPEG or PNG.")
KEPT: Final = {"JPEG": {"quality": 92, "subsampling": 0}, "WEBP": {"quality": 92}, "AVIF": {"quality": 90}, "PNG": {}}


class PictureField(WagtailImageField):
    """Looks at the size that a file claims before anything is unpacked: Wagtail's own looks afterwards."""

    def to_python(self, data: Any) -> Any:
        source = data if hasattr(data, "seek") else None
        if source is not None:
            _check_claim(source)
        return super().to_python(data)


def _check_claim(file: IO[bytes]) -> None:
    at = file.tell()
    try:
        with Image.open(file) as picture:
            width, height = picture.size
            if max(width, height) > LONGEST_SIDE or width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(TOO_LARGE)
            picture.load()
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ValidationError(UNREADABLE) from error
    finally:
        file.seek(at)


def bare(file: Any) -> Any:
    """The same picture, upright and without metadata. Raises ValidationError. Animations keep their first frame."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            kind = picture.format or ""
            made = _drawn_anew(picture, kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(UNREADABLE) from error
    cleaned = SimpleUploadedFile(file.name, made.read(), getattr(file, "content_type", "") or "")
    if hasattr(file, "image"):
        cleaned.image = file.image  # type: ignore[attr-defined]  # as Wagtail's field leaves it
    return cleaned


def tells_a_place(file: IO[bytes]) -> bool:
    """Whether the file says where the picture was taken. The place in the file is as before."""
    at = file.tell()
    try:
        with Image.open(file) as picture:
            return bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    except (OSError, ValueError, SyntaxError):
        return False
    finally:
        file.seek(at)


def _drawn_anew(picture: Image.Image, kind: str) -> IO[bytes]:
    """Pixels and color profile only."""
    if kind not in KEPT:
        raise ValueError(kind)
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture) or picture
    upright.load()
    upright.info = {name: upright.info[name] for name in ("transparency",) if name in upright.info}
    made = BytesIO()
    upright.save(made, kind, icc_profile=profile, exif=b"", **KEPT[kind])
    made.seek(0)
    return made
