"""Pages as they come out of a printer: how many sheets, and what stands on them."""

import re

from playwright.sync_api import Page

from courses import cards, editions
from courses.map import ModuleOutline, Outline
from courses.worksheets import FIELD_KINDS
from tests.browser.serving import STILL

FORMATS = ("Letter", "A4")
A_PAGE = re.compile(rb"/Type\s*/Page\b")
SMALLEST = 14  # CSS pixels: 10.5 pt
# The type of each text that is shown, with its color; that of a drawing as it is scaled.
TYPE = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
    if (!text || !one.checkVisibility() || one.closest(".hide, title, desc")) continue;
    const drawn = one.closest("svg.drawing"), style = getComputedStyle(one);
    const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    const color = drawn ? style.fill : style.color;
    found.push({ text, size: parseFloat(style.fontSize) * scale, color });
  }
  return found;
}"""
LOOSE = """() => [
  ["breakInside", ".how, .drawing, tr, .pen:not(.splits), .whole, .paper-help"],
  ["breakAfter", "main :is(h1, h2, h3:not(.pen h3))"],
].flatMap(([rule, what]) => {
  const torn = (one) => one.checkVisibility() && getComputedStyle(one)[rule] !== "avoid";
  return [...document.querySelectorAll(what)].filter(torn).map((one) => one.outerHTML.slice(0, 90));
})
"""


def sheets_of(page: Page, paper: str) -> int:
    """How many pages of this format the open page takes."""
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    return len(A_PAGE.findall(page.pdf(format=paper)))


def extremes(curriculum: Outline) -> dict[str, ModuleOutline]:
    """The module with least to print, and those with most to read (of all, of families), to look at and to write."""
    modules = list(curriculum.by_key.values())
    with STILL:
        texts = {m.code: "".join(card.body for card in cards.all_of(m.key, variant_of(m))) for m in modules}
        fields = {m.code: editions.content(editions.get(m.edition_id)).fields.values() for m in modules}
    words = {code: len(re.sub(r"<[^>]+>", " ", html).split()) for code, html in texts.items()}
    drawn = {code: sum(map(float, re.findall(r'viewBox="0 0 320 ([\d.]+)"', html))) for code, html in texts.items()}
    to_write = {
        code: sum(len(FIELD_KINDS[field["kind"]].inputs(field, None)) for field in known if field["kind"] != "scale")
        for code, known in fields.items()
    }
    by_code = curriculum.by_code
    for_two = [module.code for module in modules if module.talk]
    return {
        "lightest": by_code[min(words, key=words.__getitem__)],
        "most to read": by_code[max(words, key=words.__getitem__)],
        "most to read, with a prompt for two": by_code[max(for_two, key=words.__getitem__)],
        "most to look at": by_code[max(drawn, key=drawn.__getitem__)],
        "most to write": by_code[max(to_write, key=to_write.__getitem__)],
    }


def variant_of(module: ModuleOutline) -> str:
    """Whoever sees most of it."""
    return "family" if module.audience == "family" else "co-occurring"


def on_paper(page: Page) -> None:
    """Show it as it is printed, on a sheet of Letter."""
    page.set_viewport_size({"width": 756, "height": 996})
    page.emulate_media(media="print")
