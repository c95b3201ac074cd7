"""A new module from a starting point: a draft in a week, with a code and a place that are free."""

from typing import Any

from django.db import transaction

from courses import duplicates
from courses.files.to_streams import ToStreams
from courses.models import ModulePage, WeekPage
from courses.starting_points import StartingPoint

PLAIN = ("audience", "strand", "required_for", "minutes", "summary", "skill", "safety_note", "license")


@transaction.atomic
def begin(point: StartingPoint, *, week: WeekPage, title: str, by: Any) -> ModulePage:
    """Saved as a draft with a first version of `by`. Nobody but authors sees it."""
    settings, worksheet = point.data["module"], point.data["worksheet"]
    code = duplicates.free_code(week.get_parent(), settings["audience"])
    page = ModulePage(
        title=title,
        code=code,
        slot=duplicates.free_slot(week, settings["audience"]),
        live=False,
        locale=week.locale,
        owner=by,
        pass_mark=point.data["quiz"]["pass_mark"],
        worksheet_title=worksheet["title"],
        worksheet_intro=worksheet["intro"],
        **{name: settings[name] for name in PLAIN},
    )
    for name, stream in ToStreams(code).of(point.data).items():
        setattr(page, name, page._meta.get_field(name).stream_block.to_python(stream))
    duplicates.make_own(page)  # ids by its own key: another module may once have had this code
    page = week.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action="wagtail.create")
    return page
