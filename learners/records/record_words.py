"""The education record in words: for a page, for the clinic's own record, and as cells of a table. Reads nothing."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from courses import labels
from learners.models import Attendance
from learners.records.record_lines import DONE, NO_HOMEWORK, TALKED_ABOUT, TO_DO, Line, Met, Record

STRANDS = dict(labels.STRANDS)
HOMEWORK = {
    TO_DO: gettext_noop("to do"),
    DONE: gettext_noop("done"),
    TALKED_ABOUT: gettext_noop("talked about in the group"),
}
COLUMNS = (
    gettext_noop("Person"),
    gettext_noop("Record"),
    gettext_noop("Date"),
    gettext_noop("Starts"),
    gettext_noop("Ends"),
    gettext_noop("Time zone"),
    gettext_noop("Topic"),
    gettext_noop("Module"),
    gettext_noop("Edition"),
    gettext_noop("Objectives"),
    gettext_noop("Attendance"),
    gettext_noop("Group minutes"),
    gettext_noop("Group size"),
    gettext_noop("Proof of understanding"),
    gettext_noop("Homework"),
    gettext_noop("Homework status"),
)


def day(on: date) -> str:
    return date_format(on, "F j, Y")


def clock(at: datetime) -> str:
    return time_format(at, "g:i a")


def times(met: Met) -> str:
    """Local to the group, with its zone: "9:00 a.m. to 12:00 p.m. CST"."""
    return _("%(start)s to %(end)s %(zone)s") % {
        "start": clock(met.begins),
        "end": clock(met.ends),
        "zone": met.ends.tzname(),
    }


def topic(met: Met) -> str:
    return str(STRANDS.get(met.strand, met.strand))


def module(met: Met) -> str:
    if met.edition is None:
        return _("none noted")
    return _("%(title)s, edition %(number)s") % {"title": met.module, "number": met.edition}


def attendance(line: Line) -> str:
    if line.made_up_on and line.status == Attendance.Status.MADE_UP:
        return _("made up on %(day)s") % {"day": day(line.made_up_on)}
    return str(Attendance.Status(line.status).label) if line.status else _("not noted yet")


def proof(line: Line) -> str:
    """What shows that the person understood it: the check-in, or what was said in the group."""
    shown = []
    if line.passed_on:
        words = _("check-in passed on %(day)s, best result %(percent)s%%")
        shown.append(words % {"day": day(line.passed_on), "percent": line.percent})
    if line.taught_back:
        shown.append(_("said it in own words in the group"))
    return "; ".join(shown) or _("none yet")


def homework_status(line: Line) -> str:
    return _(HOMEWORK[line.homework]) if line.homework != NO_HOMEWORK else ""


def homework(line: Line) -> str:
    return f"{line.met.worksheet}: {homework_status(line)}" if line.homework != NO_HOMEWORK else _("none")


# --- to paste into the clinic's record ------------------------------------------------------------------------------


def text(record: Record) -> str:
    """One paragraph for each session, oldest first. No name: it goes into the person's own record."""
    return "\n\n".join(paragraph(line) for line in record.lines)


def paragraph(line: Line) -> str:
    met = line.met
    parts = [
        _("%(day)s, %(times)s. Group education.") % {"day": day(met.day), "times": times(met)},
        *_taught(met),
        _("Attendance: %(status)s.") % {"status": attendance(line)} + " " + _time(line),
        _("Proof of understanding: %(proof)s.") % {"proof": proof(line)},
        _("Homework: %(homework)s.") % {"homework": homework(line)},
    ]
    return " ".join(part.strip() for part in parts)


def _taught(met: Met) -> Iterator[str]:
    if met.edition is None:
        yield _("Module: none noted.")
        return
    yield _("Topic: %(topic)s.") % {"topic": topic(met)}
    yield _("Module: %(module)s.") % {"module": module(met)}
    if met.objectives:
        yield _("Objectives: %(list)s.") % {"list": objectives(met)}


def _time(line: Line) -> str:
    size = line.met.group_size
    people = ngettext("%(n)s person in the group.", "%(n)s people in the group.", size) % {"n": size}
    minutes = ngettext("%(n)s group minute.", "%(n)s group minutes.", line.minutes) % {"n": line.minutes}
    return f"{minutes} {people}"


def objectives(met: Met) -> str:
    return "; ".join(one.strip().rstrip(".") for one in met.objectives)


# --- as a table -----------------------------------------------------------------------------------------------------


def table(record: Record) -> Iterator[list[object]]:
    """The names of the columns, then a row for each line. Days and times as a program reads them."""
    yield [_(name) for name in COLUMNS]
    yield from rows(record.lines)


def rows(lines: Iterable[Line]) -> Iterator[list[object]]:
    for line in lines:
        met = line.met
        yield [
            line.enrolment.person.get_full_name(),
            str(line.enrolment.uid),
            met.day.isoformat(),
            f"{met.begins:%H:%M}",
            f"{met.ends:%H:%M}",
            met.session.cohort.time_zone,
            topic(met),
            met.module,
            met.edition,
            objectives(met),
            attendance(line),
            line.minutes,
            met.group_size,
            proof(line),
            met.worksheet,
            homework_status(line),
        ]
