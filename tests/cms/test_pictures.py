"""Pictures that people upload: described, bounded, and silent about where they were taken. Real files, small ones."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image, TiffImagePlugin
from wagtail.images import get_image_model

from cms import pictures
from tests.factories import cms as make

pytestmark = pytest.mark.django_db
WORDS = "Two hands hold a crisis card"
SECRET = b"Owner of the phone"


@pytest.fixture
def author(client):
    client.force_login(make.operator())
    return client


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20), orientation: int = 6) -> bytes:
    """As a phone writes it: lying on its side, with a place, an owner and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = SECRET.decode()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = tuple(map(TiffImagePlugin.IFDRational, (41, 52, 3)))
    data = BytesIO()
    picture = Image.new("RGB", size, "teal")
    picture.putpixel((0, 0), (255, 255, 255))
    picture.save(data, kind, exif=exif, **({"comment": SECRET} if kind == "JPEG" else {}))
    return data.getvalue()


def bomb(side: int) -> bytes:
    """A small PNG that says it is `side` pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 100)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def upload(client, data: bytes, name: str = "photo.jpg", **fields):
    kinds = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "svg": "image/svg+xml"}
    file = SimpleUploadedFile(name, data, kinds[name.rpartition(".")[2]])
    form = {"title": "A card", "file": file, "description": WORDS, "tags": "", "collection": "1", **fields}
    return client.post(reverse("wagtailimages:add"), form)


def stored() -> bytes:
    picture = get_image_model().objects.get()
    with picture.file.open("rb") as file:
        return file.read()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "photo.jpg"), ("WEBP", "photo.webp"), ("PNG", "photo.png")])
def test_what_is_stored_tells_neither_place_nor_owner(author, kind, name):
    sent = photo(kind)
    assert pictures.tells_a_place(BytesIO(sent))
    assert SECRET in sent
    upload(author, sent, name)
    kept = stored()
    assert not pictures.tells_a_place(BytesIO(kept))
    assert SECRET not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.format == kind


def test_a_photo_that_lay_on_its_side_stands_upright(author):
    upload(author, photo())
    row = get_image_model().objects.get()
    with Image.open(BytesIO(stored())) as picture:
        assert picture.size == (20, 40)
    assert (row.width, row.height) == (20, 40)


def test_transparency_stays(author):
    data = BytesIO()
    Image.new("RGBA", (4, 4), (0, 128, 128, 0)).save(data, "PNG")
    upload(author, data.getvalue(), "clear.png")
    with Image.open(BytesIO(stored())) as picture:
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("words", ["", "   ", "card", "Picture of a card", "IMG 0042 jpg", "Untitled 1 copy"])
def test_a_picture_without_a_description_is_not_kept(author, words):
    answer = upload(author, photo(), description=words)
    assert answer.status_code == 200
    assert not get_image_model().objects.exists()


def test_several_at_once_wait_for_their_descriptions(author):
    file = SimpleUploadedFile("photo.jpg", photo(), "image/jpeg")
    answer = author.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "photo", "files[]": file, "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    told = answer.json()
    assert told["success"]
    assert not get_image_model().objects.exists()
    waiting = told["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting])
    prefix = f"uploaded-image-{waiting}"

    def save(words):
        form = {f"{prefix}-title": "A card", f"{prefix}-description": words, f"{prefix}-tags": ""}
        return author.post(address, form, headers={"X-Requested-With": "XMLHttpRequest"}).json()

    assert not save("")["success"]
    assert save(WORDS)["success"]
    assert not pictures.tells_a_place(BytesIO(stored()))


def test_the_words_can_be_mended_without_another_upload(author):
    upload(author, photo())
    before, row = stored(), get_image_model().objects.get()
    form = {"title": "A card", "description": "Two hands hold a small card", "tags": "", "collection": "1"}
    author.post(reverse("wagtailimages:edit", args=[row.pk]), form)
    assert get_image_model().objects.get().description == "Two hands hold a small card"
    assert stored() == before


@pytest.mark.parametrize("side", [50_000, 20_000, 7_000])
def test_a_picture_of_too_many_pixels_is_refused(author, side):
    answer = upload(author, bomb(side), "bomb.png")
    assert answer.status_code == 200
    assert "is too large" in answer.content.decode()
    assert not get_image_model().objects.exists()


def test_a_strip_of_extreme_length_is_refused(author):
    data = BytesIO()
    Image.new("1", (20_000, 2)).save(data, "PNG")
    assert "is too large" in upload(author, data.getvalue(), "strip.png").content.decode()
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "drawing.svg"),
        (b"GIF89a not a picture", "photo.jpg"),
        (photo()[:200], "cut.jpg"),
        (bomb(10), "empty.png"),
        (photo("PNG"), "photo.jpg"),
    ],
)
def test_what_is_no_whole_picture_is_refused(author, data, name):
    assert upload(author, data, name).status_code == 200
    assert not get_image_model().objects.exists()


def test_something_hidden_behind_a_picture_is_left_out(author):
    upload(author, photo() + b"<script>alert(1)</script>")
    assert b"<script>" not in stored()
