"""Public pages: one heading, help on top, sources at the foot, nothing from elsewhere; and help that always answers."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from django.db import OperationalError
from django.test import Client

from cms.models import HelpNowPage
from tests.factories import cms as make

ADDRESSES = [
    "/",
    "/what-an-iop-is/",
    "/levels-of-care/",
    "/what-to-expect/",
    "/for-families/",
    "/getting-help-now/",
    "/privacy/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/nothing-here/",
]
LOADED_BY = {"src", "srcset", "poster", "data", "formaction"}


class Parts(HTMLParser):
    """The tags of a page, and every address that a browser would load or post to by itself."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.loaded, self.hrefs, self.ids = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        self.loaded += [value for name, value in attrs if name in LOADED_BY]
        if tag in ("link", "use"):
            self.loaded.append(given.get("href", ""))
        if tag == "form":
            self.loaded.append(given.get("action", ""))
        if tag == "a":
            self.hrefs.append(given.get("href", ""))
        if "id" in given:
            self.ids.append(given["id"])


@pytest.fixture
def public(curriculum):
    """All public pages are loaded."""


def parts(path, status=200):
    response = Client().get(path)
    assert response.status_code == status
    return Parts(response.content.decode()), response.content.decode()


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_has_one_heading_and_the_crisis_bar_and_a_title(public, path):
    page, html = parts(path, 404 if path == "/nothing-here/" else 200)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert "tel:988" in page.hrefs
    assert "tel:911" in page.hrefs
    assert "/getting-help-now/" in page.hrefs
    assert '<form method="post" action="/leave/"' in html
    assert re.search(r"<title>[^<]{4,}</title>", html)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(public, path):
    page, html = parts(path, 404 if path == "/nothing-here/" else 200)
    assert [address for address in page.loaded if not re.match(r"/(?!/)|#|data:image/svg\+xml,|$", address)] == []
    assert "<style" not in html
    assert [given for _, given in page.tags if "style" in given or any(name.startswith("on") for name in given)] == []
    assert [tag for tag, given in page.tags if tag == "script" and not given.get("src")] == []


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_id_stands_twice_and_headings_skip_no_level(public, path):
    page, _ = parts(path, 404 if path == "/nothing-here/" else 200)
    assert len(page.ids) == len(set(page.ids))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_levels_of_care_are_a_real_table(public):
    _, html = parts("/levels-of-care/")
    assert html.count('scope="col"') >= 6
    assert html.count('scope="row"') >= 8
    assert "<caption>" in html
    for level in ("Residential", "Partial hospitalization (PHP)", "Intensive outpatient (IOP)", "Outpatient"):
        assert level in html


def test_pages_link_to_each_other_by_addresses_that_answer(public):
    page, _ = parts("/")
    inside = {href for href in page.hrefs if href.startswith("/")}
    assert {"/what-to-expect/", "/for-families/", "/privacy/", "/getting-help-now/"} <= inside
    assert all(Client().get(href).status_code in (200, 302) for href in inside)


def test_sources_stand_at_the_foot(public):
    _, html = parts("/what-an-iop-is/")
    assert html.index("Where this comes from") > html.index("<h2>")
    assert "TIP 47" in html


@pytest.mark.django_db
def test_what_an_editor_types_cannot_become_a_script():
    evil = '"><script>alert(1)</script>'
    make.public_page(
        title=evil,
        lead=evil,
        sources=evil,
        body=[
            ("heading", evil),
            ("key_idea", {"text": evil}),
            ("question", {"question": evil, "answer": "<p>fine</p>"}),
            ("compare", {"caption": evil, "columns": [evil, evil], "rows": [[evil, evil]]}),
        ],
    )
    _, html = parts("/about-us/")
    assert "<script>alert" not in html


@pytest.mark.django_db
def test_a_draft_is_not_public():
    make.public_page(live=False)
    parts("/about-us/", status=404)


# --- getting help now -----------------------------------------------------------------------------------------------
def all_numbers_stand(html):
    return all(number in html for number in ("tel:911", "tel:988", "sms:741741", "tel:18006624357"))


@pytest.mark.django_db
def test_help_answers_without_its_page():
    assert not HelpNowPage.objects.exists()
    page, html = parts("/getting-help-now/")
    assert all_numbers_stand(html)
    assert [tag for tag, _ in page.tags].count("h1") == 1


@pytest.mark.django_db
def test_help_answers_when_its_page_is_unpublished_or_renamed():
    page = make.help_page()
    assert "Help is here" in parts("/getting-help-now/")[1]
    page.slug = "other"
    page.save_revision().publish()
    assert "Help is here" in parts("/getting-help-now/")[1]
    page.unpublish()
    assert all_numbers_stand(parts("/getting-help-now/")[1])


@pytest.mark.django_db
def test_the_help_page_shows_all_numbers_whatever_its_text_says():
    make.help_page(body=[("text", "<p>Breathe.</p>"), ("crisis_numbers", {"show": "first"})])
    assert all_numbers_stand(parts("/getting-help-now/")[1])


@pytest.mark.django_db
def test_the_programs_own_numbers_come_first():
    make.settings(day_phone="555-0100", after_hours_phone="555-0199")
    _, html = parts("/getting-help-now/")
    main = html[html.index("<main") :]
    assert main.index("tel:5550100") < main.index("tel:5550199") < main.index("tel:911")


@pytest.mark.django_db
def test_help_answers_without_a_database(client, monkeypatch):
    def broken(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("cms.views.pages.HelpNowPage.objects.live", broken)
    monkeypatch.setattr("cms.site._read", broken)
    response = client.get("/getting-help-now/")
    assert response.status_code == 200
    assert all_numbers_stand(response.content.decode())


# --- other pages ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_style_page_is_for_people_who_build_or_write(client):
    assert client.get("/styleguide/").status_code == 403
    client.force_login(make.person("ana"))
    assert client.get("/styleguide/").status_code == 403
    client.force_login(make.author())
    assert client.get("/styleguide/").status_code == 200


def test_robots_find_public_pages_only(client):
    text = client.get("/robots.txt").content.decode()
    for place in ("learn", "facilitate", "family", "accounts", "admin"):
        assert f"Disallow: /{place}/" in text
    assert "Disallow: /\n" not in text


@pytest.mark.django_db
def test_pictures_are_served_from_their_own_folder_only(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.jpg").write_bytes(b"jpg")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    assert b"".join(client.get("/media/images/a.jpg")) == b"jpg"
    for path in (
        "/media/secret.pdf",
        "/media/images/../secret.pdf",
        "/media/images/%2e%2e/secret.pdf",
        "/media/images/",
    ):
        assert client.get(path).status_code in (400, 404)
