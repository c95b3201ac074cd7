"""Documents are downloads that run nothing, and players may ask for a part of one."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(100))


@pytest.fixture
def address(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Document.objects.create(title="Breathing", file=ContentFile(CONTENT, name="breathing.mp4")).url


def body(response):
    return b"".join(response.streaming_content)


def test_a_document_is_a_download_that_runs_nothing(client, address):
    response = client.get(address)
    assert body(response) == CONTENT
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=10-", 10, 99), ("bytes=-5", 95, 99), ("bytes=90-500", 90, 99)],
)
def test_a_player_gets_the_part_it_asks_for(client, address, asked, first, last):
    response = client.get(address, headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert body(response) == CONTENT[first : last + 1]
    assert int(response["Content-Length"]) == last - first + 1


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, address, asked):
    response = client.get(address, headers={"range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_a_wish_that_makes_no_sense_gets_the_whole(client, address, asked):
    response = client.get(address, headers={"range": asked})
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_another_name_or_number_is_not_found(client, address):
    assert client.get(address.replace("breathing", "other")).status_code == 404
    assert client.get("/documents/999999/breathing.mp4").status_code == 404
