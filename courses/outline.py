"""What there is to learn, in which order: the first door by which learner code enters the curriculum.

An outline is kept in the process under the token of `OutlineVersion`, which every publication changes. `get` reads that
token, one cheap query, so that all processes see a change with their next request.
"""

from uuid import UUID

from django.db import connection

from courses import languages
from courses.map import CardOutline, ModuleOutline, Outline, TalkTogether, WeekOutline
from courses.models import Edition, ModulePage, OutlineVersion, ProgramPage, WeekPage
from courses.rules import SequencingRules

# Plain SQL, because every request of a learner asks it: 11 microseconds, where a queryset takes 150.
TOKEN = f"SELECT token FROM {OutlineVersion._meta.db_table} WHERE id = %s"  # noqa: S608 - a constant


class NotThere(LookupError):
    """No program of this key is published."""


_kept: dict[UUID, Outline] = {}
_seen = ""


def program_keys() -> list[UUID]:
    """Of all published programs, the oldest first. One query."""
    programs = ProgramPage.objects.filter(live=True, locale__language_code=languages.main())
    return list(programs.order_by("pk").values_list("translation_key", flat=True))


def get(program_key: UUID) -> Outline:
    """One query when warm, four more after a change, whatever the number of modules. Raises NotThere."""
    version = current_version()
    kept = _kept.get(program_key)
    if kept is not None and kept.version == version:
        return kept
    built = _build(program_key, version)
    if version:  # without a token a later change could not be noticed
        _kept[program_key] = built
    return built


def current_version() -> str:
    """Changes with each publication, unpublication, move and deletion. Empty without a curriculum. One query."""
    global _seen
    with connection.cursor() as cursor:
        cursor.execute(TOKEN, [OutlineVersion.ONLY])
        row = cursor.fetchone()
    _seen = row[0] if row else ""
    return _seen


def seen_version() -> str:
    """What `current_version` said last in this process, without a query; asks it where it was never asked."""
    return _seen or current_version()


def forget() -> None:
    """The process changed something itself: ask the database next time."""
    global _seen
    _seen = ""


def _build(program_key: UUID, version: str) -> Outline:
    program = ProgramPage.objects.filter(
        translation_key=program_key, live=True, locale__language_code=languages.main()
    ).first()
    if program is None:
        raise NotThere(program_key)
    weeks = list(WeekPage.objects.child_of(program).live().order_by("number", "path"))
    modules = _modules(program, weeks)
    return Outline(
        program_key=program_key,
        title=program.title,
        version=version,
        rules=SequencingRules.from_json(program.rules),
        weeks=tuple(
            WeekOutline(week.number, week.title, week.summary, tuple(modules.get(week.path, ()))) for week in weeks
        ),
    )


def _modules(program: ProgramPage, weeks: list[WeekPage]) -> dict[str, list[ModuleOutline]]:
    """By the path of their week, in the order of slots. Two queries."""
    numbers = {week.path: week.number for week in weeks}
    pages = list(
        ModulePage.objects.descendant_of(program).live().defer("guide", "sources").order_by("slot", "code", "path")
    )
    editions = _newest_editions([page.translation_key for page in pages])
    found: dict[str, list[ModuleOutline]] = {}
    for page in pages:
        week = page.path[: -page.steplen]
        if week in numbers and page.translation_key in editions:
            found.setdefault(week, []).append(_module(page, numbers[week], editions[page.translation_key]))
    return found


def _newest_editions(keys: list[UUID]) -> dict[UUID, int]:
    rows = Edition.objects.filter(module_key__in=keys, language=languages.main()).order_by("number")
    return dict(rows.values_list("module_key", "id"))


def _module(page: ModulePage, week: int, edition_id: int) -> ModuleOutline:
    return ModuleOutline(
        key=page.translation_key,
        code=page.code,
        title=page.title,
        summary=page.summary,
        audience=page.audience,
        strand=page.strand,
        week=week,
        slot=page.slot,
        required_for=frozenset(page.required_for),
        elective_for=page.elective_for or None,
        minutes=page.minutes,
        cards=tuple(CardOutline(card["id"], card["value"]["title"]) for card in page.cards.raw_data),
        worksheet_title=page.worksheet_title if len(page.worksheet.raw_data) else "",
        question_count=len(page.quiz.raw_data),
        edition_id=edition_id,
        has_short_version=bool(len(page.short_version.raw_data)),
        feeds_plan=page.feeds_plan and bool(len(page.worksheet.raw_data)),
        talk=_talk(page),
    )


def _talk(page: ModulePage) -> TalkTogether | None:
    values = (child.value for child in page.talk_together)
    return next((TalkTogether(value["opening"], tuple(value["follow_ups"])) for value in values), None)
