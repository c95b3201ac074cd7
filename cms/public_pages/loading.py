"""Puts public pages from their files into Wagtail, without ever writing over what an editor changed."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from cms.models import HelpNowPage, HomePage, PublicPage
from cms.public_pages.files import PublicPageFile

HOME, HELP = "home", "getting-help-now"


@dataclass(frozen=True)
class Outcome:
    """`what` is created, changed, unchanged or kept (an editor's version stands)."""

    slug: str
    what: str


@transaction.atomic
def load(files: Iterable[PublicPageFile], overwrite: frozenset[str] = frozenset()) -> list[Outcome]:
    """Create and change pages under the default site's home page. `overwrite` names slugs, or holds "all"."""
    files = list(files)
    home = Site.objects.get(is_default_site=True).root_page.specific
    pages = {HOME: home} if isinstance(home, HomePage) else {}
    pages |= {page.slug: page for page in home.get_children().specific() if isinstance(page, PublicPage | HelpNowPage)}
    new = {file.slug for file in files} - set(pages)
    for file in files:  # all pages first, so that they can link to each other
        if file.slug in new:
            pages[file.slug] = _create(home, file)
    return [_load_one(pages[file.slug], file, pages, file.slug in new, overwrite) for file in files]


def _create(home: Page, file: PublicPageFile) -> Page:
    kind = HelpNowPage if file.slug == HELP else PublicPage
    page = kind(title=file.title, slug=file.slug, locale=home.locale, show_in_menus=file.menu)
    home.refresh_from_db(fields=["path", "depth", "numchild"])
    return home.add_child(instance=page)


def _load_one(
    page: Any, file: PublicPageFile, pages: dict[str, Page], is_new: bool, overwrite: frozenset[str]
) -> Outcome:
    chosen = bool(overwrite & {file.slug, "all"})
    if not is_new and _edited(page) and not chosen:
        return Outcome(file.slug, "kept")
    if page.loaded_checksum == file.checksum and not chosen:
        return Outcome(file.slug, "unchanged")
    page.title, page.draft_title, page.lead, page.show_in_menus = file.title, file.title, file.lead, file.menu
    page.sources = "\n".join(file.sources)
    page.body = _linked(json.dumps(file.body), pages)
    page.full_clean()
    revision = page.save_revision(log_action=True)
    revision.publish()
    type(page).objects.filter(pk=page.pk).update(loaded_checksum=file.checksum, loaded_revision_id=revision.pk)
    return Outcome(file.slug, "created" if is_new else "changed")


def _edited(page: Any) -> bool:
    """Did somebody save it in Wagtail after it was loaded? The page of a fresh site was never saved there."""
    return page.latest_revision_id is not None and page.latest_revision_id != page.loaded_revision_id


def _linked(body: str, pages: dict[str, Page]) -> str:
    """Turn `page:slug` into Wagtail's own links, which follow a page when it moves."""

    def link(match: re.Match[str]) -> str:
        return json.dumps(f'<a linktype="page" id="{pages[unescape(match[1])].pk}">')[1:-1]

    return re.sub(r'<a href=\\"page:([^\\"]*)\\">', link, body)
