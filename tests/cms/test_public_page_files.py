"""Public pages as files: read with clear mistakes, loaded again and again, never over an editor's work."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.models import HelpNowPage, PublicPage
from cms.public_pages import files, loading
from cms.texts import TextError
from tests.factories import cms as make

HEAD = "---\nslug: about\ntitle: About us\nlead: Who we are.\norder: 3\nmenu: true\nsources: []\n---\n"


def test_our_own_files_can_all_be_read():
    pages = files.read_all()
    assert [page.slug for page in pages] == [
        "home",
        "what-an-iop-is",
        "levels-of-care",
        "what-to-expect",
        "for-families",
        "getting-help-now",
        "privacy",
    ]
    assert all(page.sources for page in pages if page.slug != "home")


def test_a_file_becomes_raw_stream_data():
    page = files.read(HEAD + "Hello **you**.\n\n## More\n\n```key-idea\ntext: One thing.\n```\n")
    assert [(block["type"], block["value"]) for block in page.body] == [
        ("text", "<p>Hello <b>you</b>.</p>"),
        ("heading", "More"),
        ("key_idea", {"text": "One thing."}),
    ]
    assert page == files.read(HEAD + "Hello **you**.\n\n## More\n\n```key-idea\ntext: One thing.\n```\n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD.replace("order: 3", "order: three"), 5, "'order' must be a whole number"),
        (HEAD.replace("menu: true\n", ""), 2, "'menu' is missing"),
        (HEAD.replace("menu: true", "menu: true\ncolor: red"), 7, "'color' is not known"),
        (HEAD + "```video\nfile: x\n```\n", 9, "no block 'video'"),
        (HEAD + "```key-idea\ntitle: x\n```\n", 10, "'title' is not known"),
        (HEAD + "```steps\ntitle: x\nitems:\n  - title: only\n```\n", 12, "'text' is missing"),
        (HEAD + "```callout\nkind: note\ntitle: x\ntext: <b>no</b>\n```\n", 12, "HTML is not supported"),
    ],
)
def test_a_mistake_names_its_line(text, line, words):
    with pytest.raises(TextError, match=words) as mistake:
        files.read(text)
    assert mistake.value.line == line


def test_a_mistake_names_its_file_and_a_dead_link_its_page(tmp_path):
    (tmp_path / "about.md").write_text(HEAD + "# Too big\n")
    with pytest.raises(ValueError, match=r"about\.md, line 9"):
        files.read_all(tmp_path)
    (tmp_path / "about.md").write_text(HEAD + "See [there](page:nowhere).\n")
    with pytest.raises(ValueError, match="links to page:nowhere"):
        files.read_all(tmp_path)


def outcomes(*texts, overwrite=()):
    return [outcome.what for outcome in loading.load(map(files.read, texts), frozenset(overwrite))]


@pytest.mark.django_db
def test_loading_creates_then_changes_then_leaves():
    assert outcomes(HEAD + "One.\n") == ["created"]
    page = PublicPage.objects.get(slug="about")
    assert (page.title, page.lead, page.live, page.show_in_menus) == ("About us", "Who we are.", True, True)
    assert outcomes(HEAD + "One.\n") == ["unchanged"]
    assert outcomes(HEAD + "Two.\n") == ["changed"]
    page.refresh_from_db()
    assert page.body[0].value.source == "<p>Two.</p>"
    assert page.revisions.count() == 2


@pytest.mark.django_db
def test_an_editors_version_stays_unless_the_file_is_preferred():
    outcomes(HEAD + "One.\n")
    page = PublicPage.objects.get(slug="about")
    page.title = "About the clinic"
    page.save_revision(user=make.author()).publish()
    assert outcomes(HEAD + "Two.\n") == ["kept"]
    assert PublicPage.objects.get(slug="about").title == "About the clinic"
    assert outcomes(HEAD + "Two.\n", overwrite=["about"]) == ["changed"]
    assert PublicPage.objects.get(slug="about").title == "About us"
    assert outcomes(HEAD + "Two.\n") == ["unchanged"]


@pytest.mark.django_db
def test_an_unpublished_page_is_not_brought_back():
    outcomes(HEAD + "One.\n")
    page = PublicPage.objects.get(slug="about")
    page.title = "A draft"
    page.save_revision(user=make.author())
    page.unpublish()
    assert outcomes(HEAD + "Two.\n") == ["kept"]
    assert not PublicPage.objects.get(slug="about").live


@pytest.mark.django_db
def test_links_between_pages_follow_a_page_that_moves(client):
    outcomes(HEAD + "See [us](page:about) and [them](page:them).\n", HEAD.replace("slug: about", "slug: them"))
    them = PublicPage.objects.get(slug="them")
    them.slug = "others"
    them.save_revision().publish()
    html = client.get("/about/").content.decode()
    assert 'href="/about/"' in html
    assert 'href="/others/"' in html


@pytest.mark.django_db
def test_the_command_loads_all_pages_once(capsys):
    call_command("load_public_pages")
    assert "getting-help-now: created" in capsys.readouterr().out
    assert HelpNowPage.objects.count() == 1
    before = Page.objects.count()
    call_command("load_public_pages")
    assert capsys.readouterr().out == ""
    assert Page.objects.count() == before


@pytest.mark.django_db
def test_a_mistake_in_a_file_loads_nothing(monkeypatch, tmp_path):
    (tmp_path / "good.md").write_text(HEAD + "One.\n")
    (tmp_path / "wrong.md").write_text("no front matter")
    monkeypatch.setattr(files, "read_all", lambda folder=tmp_path, read=files.read_all: read(folder))
    with pytest.raises(CommandError, match=r"Nothing was loaded\. wrong\.md, line 1"):
        call_command("load_public_pages")
    assert not PublicPage.objects.exists()
