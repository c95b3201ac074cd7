"""Puts curriculum files into Wagtail: creates what is new, changes what changed in them, leaves editors' work alone.

All or nothing. Nothing is deleted: what files no longer hold stays in Wagtail, where somebody may need it.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, Site

from courses import editions, exporting, media_files, page_fields
from courses.files import checksums, ids, references
from courses.files.problems import CurriculumProblems, Problem
from courses.files.schema.module import Module
from courses.files.schema.program import Program
from courses.load_report import Decisions, LoadReport
from courses.models import Misconception, ModulePage, OutlineVersion, ProgramPage, Source, WeekPage

HEAVY = ("objectives", "short_version", "talk_together", "sources", "cards", "quiz", "worksheet", "guide")


class CannotLoad(Exception):
    """Wagtail has no place for what the files hold; the message says what to do."""


def load(
    program: Program, *, by: Any = None, overwrite: Collection[str] = frozenset(), dry_run: bool = False
) -> LoadReport:
    """Load and publish. `overwrite` names what to take from the files although an editor has changed it, or "all".

    Raises CannotLoad or CurriculumProblems, and then has changed nothing.
    """
    with _no_files_left_behind() as new_files, transaction.atomic():
        loader = _Loader(program, by, overwrite, dry_run, new_files)
        try:
            loader.load()
        except ValidationError as error:
            raise CannotLoad(" ".join(error.messages)) from error
    return loader.decisions.report


@contextmanager
def _no_files_left_behind() -> Iterator[list[Any]]:
    """Take back the media files stored so far when something fails: storage knows no transactions."""
    new_files: list[Any] = []
    try:
        yield new_files
    except BaseException:
        for stored in new_files:
            stored.storage.delete(stored.name)
        raise


class _Loader:
    def __init__(
        self, program: Program, by: Any, overwrite: Collection[str], dry_run: bool, new_files: list[Any]
    ) -> None:
        self.program, self.by, self.dry_run = program, by, dry_run
        self.decisions = Decisions(frozenset(overwrite), dry_run)
        self.new_files = new_files
        self.slug = program.settings.slug
        self.locale = Locale.get_default()

    def load(self) -> None:
        misconceptions = self._references(Misconception, "key", self.program.misconceptions)
        self._references(Source, "code", self.program.sources)
        program = self._program()
        weeks = self._weeks(program)
        published = self._modules(program, weeks)
        if misconceptions and not self.dry_run:
            self._cut_again(misconceptions, published)

    def _is_edited(self, page: Any, checksum: str, now: Callable[[Any], str | None]) -> bool:
        """Whether an editor has changed the page since it was loaded; not so where it says what the files say now."""
        if page.live and page.latest_revision_id == page.loaded_revision_id:
            return False
        if page.live and not page.has_unpublished_changes and now(page) == checksum:
            if not self.dry_run:
                self._mark(page, checksum)
            return False
        return True

    # --- misconceptions and sources -------------------------------------------------------------------------------
    def _references(self, model: Any, name: str, parts: dict[str, Any]) -> list[str]:
        """Create and change rows; return the keys that changed."""
        rows = {getattr(row, name): row for row in model.objects.filter(**{f"{name}__in": parts})}
        changed = []
        for key, part in parts.items():
            row, checksum = rows.get(key), checksums.of_part(part)
            now = row and checksums.of_part(
                part.model_construct(**{name: getattr(row, name) for name in type(part).model_fields})
            )
            if row and now == checksum != row.loaded_checksum:
                row.loaded_checksum = checksum
            edited = row is not None and now != row.loaded_checksum
            same = row is not None and row.loaded_checksum == checksum
            if self.decisions.decide(f"{model._meta.verbose_name} {key}", bool(row), same, edited):
                changed += [key] if row else []
                row = row or model(**{name: key})
                vars(row).update(part.model_dump(), loaded_checksum=checksum)
                row.save()
        return changed

    # --- pages ----------------------------------------------------------------------------------------------------
    def _program(self) -> Any:
        settings = self.program.settings
        key = ids.program_key(self.slug, settings.key)
        page = self._page(ProgramPage, key)
        checksum = checksums.of_program(settings)
        edited = bool(page) and self._is_edited(page, checksum, exporting.checksum_of_program)
        same = bool(page) and page.loaded_checksum == checksum
        if self.decisions.decide("program", bool(page), same, edited):
            page = page or ProgramPage(translation_key=key, locale=self.locale)
            page.title, page.slug = settings.title, self.slug
            page.rules = settings.rules.model_dump(by_alias=True, exclude_unset=True)
            self._publish(page, _home, checksum)
        return page

    def _page(self, model: Any, key: UUID) -> Any:
        return model.objects.filter(translation_key=key, locale=self.locale).first()

    def _weeks(self, program: Any) -> dict[int, Any]:
        pages = {}
        for week in self.program.settings.weeks:
            name = ids.week_code(week.number)
            key, checksum = ids.page_key(self.slug, name, week.key), checksums.of_part(week)
            page = self._page(WeekPage, key)
            edited = bool(page) and self._is_edited(page, checksum, exporting.checksum_of_week)
            same = bool(page) and page.loaded_checksum == checksum
            if self.decisions.decide(name, bool(page), same, edited):
                page = page or WeekPage(translation_key=key, locale=self.locale)
                page.title, page.slug, page.number, page.summary = week.theme, name, week.number, week.summary
                self._publish(page, lambda: program, checksum)
            pages[week.number] = page
        return pages

    def _modules(self, program: Any, weeks: dict[int, Any]) -> set[str]:
        """Load all modules; return the codes of those that were published."""
        keys = {ids.page_key(self.slug, module.code, module.settings.key): module for module in self.program.modules}
        pages = {
            page.translation_key: page
            for page in ModulePage.objects.filter(translation_key__in=keys, locale=self.locale).defer(*HEAVY)
        }
        self._check_codes_are_free({module.code for key, module in keys.items() if key not in pages}, program)
        published = set()
        for key, module in keys.items():
            if self._module(module, key, pages.get(key), weeks):
                published.add(module.code)
        return published

    def _check_codes_are_free(self, codes: set[str], program: Any) -> None:
        """Rules name modules by code: a new one must not have that of a page that the files do not know."""
        others = ModulePage.objects.descendant_of(program).filter(code__in=codes) if program else []
        for other in others:
            raise CannotLoad(
                f"Wagtail has another module {other.code}, “{other.title}”. Give one of them another code."
            )

    def _module(self, module: Module, key: UUID, page: Any, weeks: dict[int, Any]) -> bool:
        checksum = checksums.of_module(module)
        edited = bool(page) and self._is_edited(page, checksum, exporting.checksum_of_module)
        same = bool(page) and page.loaded_checksum == checksum
        if not self.decisions.decide(module.code, bool(page), same, edited):
            return False
        page = ModulePage.objects.get(pk=page.pk) if page else ModulePage(translation_key=key, locale=self.locale)
        for name, value in page_fields.of(module, self._media(module)).items():
            stream = getattr(ModulePage._meta.get_field(name), "stream_block", None)
            setattr(page, name, stream.to_python(value) if stream else value)
        self._publish(page, lambda: weeks[module.settings.week], checksum)
        return True

    def _media(self, module: Module) -> dict[str, int]:
        keys = {}
        for media in module.media:
            try:
                keys[media.name], stored = media_files.keep(media, self.by)
            except media_files.BadMedia as error:
                raise CurriculumProblems([Problem(f"{module.folder}/media/{media.name}", 0, str(error))]) from error
            self.new_files += [stored] if stored else []
        return keys

    def _publish(self, page: Any, parent_of: Callable[[], Any], checksum: str) -> None:
        """Save the page in its place with a revision of its own, and make that live."""
        parent = parent_of()
        page.loaded_checksum = checksum
        if page.pk is None:
            page.live = False
            parent.add_child(instance=page)
        elif not page.is_child_of(parent):
            page.move(parent, "last-child", user=self.by)
            place = Page.objects.get(pk=page.pk)
            page.path, page.depth, page.url_path = place.path, place.depth, place.url_path
        page.save_revision(user=self.by, clean=False).publish(user=self.by, skip_permission_checks=True)
        page.refresh_from_db()
        self._mark(page, checksum)

    def _mark(self, page: Any, checksum: str) -> None:
        """Remember what was loaded."""
        page.loaded_checksum, page.loaded_revision_id = checksum, page.latest_revision_id
        type(page).objects.filter(pk=page.pk).update(
            loaded_checksum=checksum, loaded_revision_id=page.latest_revision_id
        )

    def _cut_again(self, misconceptions: list[str], published: set[str]) -> None:
        """Editions hold a copy of misconceptions: those of modules that were not published just now are old."""
        for module in self.program.modules:
            named = {key for _, _, key in references.named_misconceptions(module)}
            if module.code in published or not named & set(misconceptions):
                continue
            page = self._page(ModulePage, ids.page_key(self.slug, module.code, module.settings.key))
            if page and page.live:
                editions.cut(page, by=self.by)
                OutlineVersion.change()


def _home() -> Any:
    """The page under which programs stand: the front door of the site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise CannotLoad("There is no site yet. Run `manage.py load_public_pages` first.")
    return site.root_page
