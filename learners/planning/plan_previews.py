"""The plan as it would be after a deed of staff, from what they filled in. Raises ValidationError where the deed would
be refused. Stores nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from learners.models import Mode
from learners.people import enrolments, pathways
from learners.planning import assigned, pauses, plan_changes
from learners.planning.assigned import PersonPlan
from learners.planning.plan import Pause, PlanInput

Given = Mapping[str, Any]  # a cleaned form


def open_week(mine: PersonPlan, given: Given) -> PersonPlan:
    return assigned.replanned(mine, replace(mine.person, open_through_week=given["week"]))


def extend(mine: PersonPlan, given: Given) -> PersonPlan:
    days = pauses.more_time(mine.person, given["weeks"], mine.today)
    pauses.check_pause(mine.enrolment, days.first, days.until)
    return assigned.replanned(mine, plan_changes.with_pause(mine.person, days))


def pause(mine: PersonPlan, given: Given) -> PersonPlan:
    pauses.check_pause(mine.enrolment, given["first"], given["until"])
    return assigned.replanned(mine, plan_changes.with_pause(mine.person, Pause(given["first"], given["until"])))


def resume(mine: PersonPlan, given: Given) -> PersonPlan:
    return assigned.replanned(mine, plan_changes.resumed(mine.person, given["on"]))


def assign(mine: PersonPlan, given: Given) -> PersonPlan:
    _check_day(mine, given)
    return assigned.replanned(mine, plan_changes.with_added(mine.person, given["module"], given["opens_on"]))


def skip(mine: PersonPlan, given: Given) -> PersonPlan:
    return assigned.replanned(mine, plan_changes.with_skipped(mine.person, given["module"]))


def move(mine: PersonPlan, given: Given) -> PersonPlan:
    _check_day(mine, given)
    return assigned.replanned(mine, plan_changes.with_moved(mine.person, given["module"], given["opens_on"]))


def excuse(mine: PersonPlan, given: Given) -> PersonPlan:
    return assigned.replanned(mine, mine.person, excused={given["module"]})


def pathway(mine: PersonPlan, given: Given) -> PersonPlan:
    pathways.check_pathway(mine.enrolment, given["pathway"], sorted(given["conditions"]), given["reason"])
    conditions = frozenset(given["conditions"])
    return assigned.replanned(mine, replace(mine.person, pathway=given["pathway"], conditions=conditions))


def repeat(mine: PersonPlan, given: Given) -> PersonPlan:
    """A plan from today on, with nothing opened and nothing changed by staff."""
    cohort, person = mine.enrolment.cohort, mine.person
    joined = enrolments.wheel_week(cohort, mine.today) if cohort.mode == Mode.WHEEL else 1
    fresh = PlanInput(person.audience, person.pathway, person.conditions, person.mode, mine.today, joined)
    return assigned.replanned(mine, fresh)


def _check_day(mine: PersonPlan, given: Given) -> None:
    if given["opens_on"] < mine.enrolment.starts_on:
        raise ValidationError({"opens_on": _("Choose a day on or after the start.")})
