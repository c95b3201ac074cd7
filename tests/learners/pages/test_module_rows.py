"""The rows of a plan: drawn in one go, safe with any title, a link only where something can be opened."""

from types import SimpleNamespace

from learners.templatetags.plans import module_rows

KEY = "0c3e7a54-95d4-5f0d-9a43-0f6b0d9a77c1"


def row(standing: str = "open", *, can_open: bool = True, title: str = "Riding the wave") -> SimpleNamespace:
    return SimpleNamespace(standing=standing, can_open=can_open, module=SimpleNamespace(key=KEY, title=title))


def test_a_row_that_can_be_opened_links_to_its_module():
    html = module_rows([(row(), "About 15 minutes.")])
    assert f'<a href="/learn/{KEY}/">Riding the wave</a>' in html
    assert "<p>About 15 minutes.</p>" in html


def test_a_row_that_cannot_be_opened_has_no_link():
    html = module_rows([(row("upcoming", can_open=False), "Opens Friday.")])
    assert "<a " not in html
    assert 'class="later"' in html


def test_the_next_one_is_marked():
    one, other = row(), row("done")
    html = module_rows([(one, ""), (other, "")], one)
    assert html.count('class="now"') == 1


def test_titles_and_lines_are_escaped():
    html = module_rows([(row(title="<b>A</b>"), "<i>B</i>")])
    assert "&lt;b&gt;A" in html
    assert "&lt;i&gt;B" in html
