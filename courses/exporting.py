"""From Wagtail to the values of curriculum files: what of a program is published. Writes nothing."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from courses.files import building, checksums, ids
from courses.files.explain import check, spoken
from courses.files.problems import CurriculumProblems, Problem
from courses.files.schema.module import Module
from courses.files.schema.program import Misconception as MisconceptionFile
from courses.files.schema.program import Program, ProgramSettings, Week
from courses.files.schema.program import Source as SourceFile
from courses.models import Misconception, ModulePage, ProgramPage, Source, WeekPage
from courses.page_data import PageData


@dataclass(frozen=True)
class Exported:
    """`left_out` names modules that were never published."""

    program: Program
    left_out: tuple[str, ...]


def export(page: ProgramPage) -> Exported:
    """Everything published under `page`, with all misconceptions and sources. Raises CurriculumProblems.

    A few queries, and two for each module with media.
    """
    problems: list[Problem] = []
    weeks = sorted_weeks(page)
    settings = _checked(ProgramSettings, _settings(page, weeks), page.title, problems)
    modules, left_out = [], []
    for week in weeks:
        for module_page in ModulePage.objects.child_of(week).order_by("path"):
            if not module_page.live:
                left_out.append(f"{module_page.code} {module_page.title}")
            elif module := _module(module_page, week.number, page.slug, problems):
                modules.append(module)
    misconceptions = _references(Misconception, "key", MisconceptionFile, problems)
    sources = _references(Source, "code", SourceFile, problems)
    if problems or settings is None:
        raise CurriculumProblems(problems)
    modules.sort(key=lambda module: module.code)
    return Exported(Program(settings, tuple(modules), misconceptions, sources), tuple(left_out))


def module_of(page: ModulePage) -> Module | None:
    """One module as it stands, None where it does not make a whole one."""
    week = page.get_parent().specific
    return _module(page, week.number, week.get_parent().slug, [])


def checksum_of_module(page: ModulePage) -> str | None:
    """As `checksums.of_module` of the files that would be exported."""
    module = module_of(page)
    return checksums.of_module(module) if module else None


def checksum_of_program(page: ProgramPage) -> str | None:
    """As `checksums.of_program` of what would be exported, its weeks aside."""
    settings, troubles = check(ProgramSettings, _settings(page, sorted_weeks(page)))
    return None if troubles or settings is None else checksums.of_program(settings)


def checksum_of_week(page: WeekPage) -> str | None:
    week, troubles = check(Week, week_data(page, page.get_parent().slug))
    return None if troubles or week is None else checksums.of_part(week)


def sorted_weeks(page: ProgramPage) -> list[WeekPage]:
    return sorted(WeekPage.objects.child_of(page), key=lambda week: week.number)


def week_data(week: WeekPage, program: str) -> dict[str, Any]:
    """Like an entry of `weeks` in program.yaml."""
    data = {"number": week.number, "theme": week.title, "summary": week.summary}
    return data | _key(week, program, ids.week_code(week.number))


def _settings(page: ProgramPage, weeks: list[WeekPage]) -> dict[str, Any]:
    known = ids.program_key(page.slug) == page.translation_key
    return {
        "slug": page.slug,
        **({} if known else {"key": str(page.translation_key)}),
        "title": page.title,
        "weeks": [week_data(week, page.slug) for week in weeks],
        "rules": page.rules,
    }


def _key(page: Any, program: str, code: str) -> dict[str, str]:
    """The key, where it is not the one that loading would make of the codes."""
    return {} if page.translation_key == ids.page_key(program, code) else {"key": str(page.translation_key)}


def _module(page: ModulePage, week: int, program: str, problems: list[Problem]) -> Module | None:
    read = PageData(page, week, program)
    module, found = building.build(slugify(page.slug)[:60].strip("-"), read.data, read.media())
    problems += [Problem(f"{page.code} {page.title}", 0, spoken(part, trouble)) for part, trouble in found]
    return module


def _references(model: Any, name: str, schema: Any, problems: list[Problem]) -> dict[str, Any]:
    """All rows in the order in which they came, by key or code."""
    found = {}
    for row in model.objects.order_by("pk"):
        data = {field: getattr(row, field) for field in schema.model_fields}
        found[getattr(row, name)] = _checked(schema, data, str(row), problems)
    return found


def _checked(schema: Any, data: dict[str, Any], title: str, problems: list[Problem]) -> Any:
    value, troubles = check(schema, data)
    problems += [Problem(title, 0, spoken("", trouble)) for trouble in troubles]
    return value
