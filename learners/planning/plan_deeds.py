"""What staff can do to one person's plan: for each deed its words, what it would change, and the doing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from learners.forms import plan_deeds as forms
from learners.learning import progress
from learners.models import Enrolment, PlanChange, User
from learners.people import enrolments, pathways
from learners.planning import pauses, plan_previews
from learners.planning.assigned import PersonPlan
from learners.planning.plan_previews import Given
from learners.safekeeping import notes

Kind = PlanChange.Kind


@dataclass(frozen=True, slots=True)
class Deed:
    """`fits` says whether it makes sense now; `preview` raises ValidationError where the deed would be refused.

    `preview` is None where no plan changes.
    """

    title: Any
    about: Any
    button: Any
    done: Any
    form: type[forms.PlanForm]
    do: Callable[..., object]  # (enrolment, given, *, by, now)
    preview: Callable[[PersonPlan, Given], PersonPlan] | None = None
    fits: Callable[[PersonPlan], bool] = lambda mine: mine.enrolment.ended_on is None

    @property
    def changes_plan(self) -> bool:
        return self.preview is not None


# --- the doing ------------------------------------------------------------------------------------------------------


def _do_open_week(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    enrolments.open_through(enrolment, given["week"], reason=given["reason"], by=by, now=now)


def _do_extend(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    pauses.extend(enrolment, given["weeks"], reason=given["reason"], by=by, now=now)


def _do_pause(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    first, until, reason = given["first"], given["until"], given["reason"]
    pauses.pause(enrolment, first=first, until=until, reason=reason, by=by, now=now)


def _do_resume(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    pauses.resume(enrolment, on=given["on"], reason=given["reason"], by=by, now=now)


def _changes(kind: str) -> Callable[..., object]:
    def do(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
        module, day = given["module"], given.get("opens_on")
        enrolments.change_plan(enrolment, kind, module, opens_on=day, reason=given["reason"], by=by, now=now)

    return do


def _do_excuse(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    progress.excuse(enrolment, given["module"], reason=given["reason"], by=by, now=now)


def _do_pathway(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    pathway, conditions = given["pathway"], given["conditions"]
    pathways.change_pathway(enrolment, pathway, conditions, reason=given["reason"], by=by, now=now)


def _do_repeat(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> Enrolment:
    return enrolments.repeat(enrolment, reason=given["reason"], by=by, now=now)


def _do_note(enrolment: Enrolment, given: Given, *, by: User, now: datetime) -> None:
    notes.write(enrolment, given["text"], by=by, now=now)


# --- all of them ----------------------------------------------------------------------------------------------------


def _has_open_pause(mine: PersonPlan) -> bool:
    return any(pause.until is None for pause in mine.person.pauses)


DEEDS: dict[str, Deed] = {
    "open-week": Deed(
        _("Open a week"),
        _("Every week up to this one opens at once. What opens early does not become make-up early."),
        _("Open these weeks"),
        _("The weeks are open now."),
        forms.OpenWeek,
        _do_open_week,
        plan_previews.open_week,
        lambda mine: mine.enrolment.ended_on is None and mine.week < len(mine.outline.weeks),
    ),
    "extend": Deed(
        _("Give more time"),
        _("The plan waits, and the person goes on with what is open."),
        _("Give more time"),
        _("The plan has more time now."),
        forms.Extend,
        _do_extend,
        plan_previews.extend,
        lambda mine: mine.enrolment.ended_on is None and not _has_open_pause(mine),
    ),
    "pause": Deed(
        _("Pause"),
        _("The person is away. What is open stays open, all else waits."),
        _("Pause the plan"),
        _("The plan is paused."),
        forms.StartPause,
        _do_pause,
        plan_previews.pause,
        lambda mine: mine.enrolment.ended_on is None and not _has_open_pause(mine),
    ),
    "resume": Deed(
        _("Resume"),
        _("The plan goes on where it stopped."),
        _("Resume the plan"),
        _("The plan goes on."),
        forms.Resume,
        _do_resume,
        plan_previews.resume,
        _has_open_pause,
    ),
    "assign": Deed(
        _("Add a module"),
        _("A module that the plan does not ask for, or one that opens later, on a day of your choice."),
        _("Add it"),
        _("The module is in the plan."),
        forms.Assign,
        _changes(Kind.ADDED),
        plan_previews.assign,
    ),
    "skip": Deed(
        _("Take a module out"),
        _("The plan no longer asks for it. You can bring it back."),
        _("Take it out"),
        _("The module is no longer in the plan."),
        forms.Skip,
        _changes(Kind.SKIPPED),
        plan_previews.skip,
    ),
    "move": Deed(
        _("Another day"),
        _("The module opens on a day of your choice, and has a week from then on."),
        _("Move it"),
        _("The module has another day."),
        forms.Move,
        _changes(Kind.MOVED),
        plan_previews.move,
    ),
    "excuse": Deed(
        _("Excuse"),
        _("It counts as done, and stays there to read."),
        _("Excuse it"),
        _("The module is excused."),
        forms.Excuse,
        _do_excuse,
        plan_previews.excuse,
    ),
    "repeat": Deed(
        _("Begin again"),
        _(
            "This episode ends today, and a new one begins with week 1. All that was done stays, and both of you can "
            "read it. This cannot be undone here."
        ),
        _("Begin a new episode"),
        _("A new episode begins today."),
        forms.Repeat,
        _do_repeat,
        plan_previews.repeat,
        lambda mine: True,
    ),
    "pathway": Deed(
        _("Change the pathway"),
        _("Other modules may be asked for from now on. Nothing that is done or open is lost."),
        _("Change the pathway"),
        _("The pathway is changed."),
        forms.ChangePathway,
        _do_pathway,
        plan_previews.pathway,
    ),
    "note": Deed(
        _("Write a note"),
        _("For the facilitators of this group."),
        _("Keep this note"),
        _("The note is kept."),
        forms.Note,
        _do_note,
        None,
        lambda mine: True,
    ),
}


def fitting(mine: PersonPlan) -> list[tuple[str, Deed]]:
    """Those that change a plan and make sense now."""
    return [(slug, deed) for slug, deed in DEEDS.items() if deed.changes_plan and deed.fits(mine)]
