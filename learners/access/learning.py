"""What learners may open: their own plan, modules and attempts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.prepared import Prepared
from courses import outline
from courses.map import ModuleOutline
from learners.access.asking import Refused, allowed
from learners.learning import progress
from learners.models import Attempt, Audience, Enrolment, ModuleProgress, User
from learners.people import enrolments, roles
from learners.planning import assigned
from learners.safekeeping import sharing


@dataclass(frozen=True)
class OpenModule:
    """A module that this person may open, with what they did in it."""

    enrolment: Enrolment
    module: ModuleOutline
    progress: ModuleProgress | None


class OtherTrack(Refused):
    """The person learns on the other track only: the same page stands there."""


def check_can_learn(person: User, audience: str) -> Enrolment:
    """The person's own episode on this track. One query."""
    tracks = _tracks(person)
    if audience not in tracks:
        raise OtherTrack(_("This page belongs to the other course. Open yours with “Your plan”."))
    return _on(person, tracks, audience)


def can_learn(person: User, audience: str) -> bool:
    return allowed(check_can_learn, person, audience)


def check_can_join_family(person: User) -> None:
    """Anybody but staff: a family account shares no way with rights of staff."""
    if roles.is_staff(person):
        raise Refused(
            _("This account has rights of staff. Sign out, and make an account of your own for the family course.")
        )


def can_join_family(person: User) -> bool:
    return allowed(check_can_join_family, person)


def _tracks(person: User) -> dict[str, Enrolment]:
    tracks = enrolments.tracks(person) if person.is_active else {}
    if not tracks:
        raise Refused(_("Your account has no learning plan yet. Ask your program: they can open one for you."))
    return tracks


def _on(person: User, tracks: dict[str, Enrolment], audience: str) -> Enrolment:
    """Note for the navigation where the person is, and whether there is another way to go."""
    person.on_track = audience
    person.other_track = next((other for other in tracks if other != audience), "")
    return tracks[audience]


def note_track(person: User) -> None:
    """For the navigation of pages that are on no track: staff have none, and see no ways of a course. One query."""
    found = enrolments.tracks(person)
    if found:
        _on(person, found, Audience.PARTICIPANT if Audience.PARTICIPANT in found else Audience.FAMILY)


def check_can_open(person: User, module_key: UUID, *, now: datetime) -> OpenModule:
    """What was opened once stays open. Otherwise the plan decides, and says when and why not yet.

    The module decides on which of the person's tracks this is.
    """
    enrolment, module = _episode_of(person, module_key)
    row = progress.row_of(enrolment, module_key)
    if row is None:
        _check_is_open(enrolment, module_key, now)
    return OpenModule(enrolment, module, row)


def can_open(person: User, module_key: UUID, *, now: datetime) -> bool:
    return allowed(check_can_open, person, module_key, now=now)


def _episode_of(person: User, module_key: UUID) -> tuple[Enrolment, ModuleOutline]:
    tracks = _tracks(person)
    for audience, enrolment in tracks.items():
        module = outline.get(enrolment.cohort.program.curriculum_key).by_key.get(module_key)
        if module is not None and module.audience == audience:
            return _on(person, tracks, audience), module
    raise Http404


def _check_is_open(enrolment: Enrolment, module_key: UUID, now: datetime) -> None:
    mine = assigned.for_enrolment(enrolment, now=now)
    row = mine.by_key.get(module_key)
    if row is None:
        raise Http404
    if row.standing == "skipped":
        raise Refused(_taken_out(enrolments.why_taken_out(enrolment, module_key)))
    if not row.can_open:
        day = date_format(row.assignment.opens_on, "l, F j")
        raise Refused(_("This opens on %(day)s. If you would like it earlier, ask your team.") % {"day": day})


def _taken_out(why: str) -> str:
    if not why:
        return _("Your team took this module out of your plan. Ask them if you would like it back.")
    words = _("Your team took this module out of your plan (%(reason)s). Ask them if you would like it back.")
    return words % {"reason": why}


def check_can_share_sheet(person: User, module_key: UUID, *, now: datetime) -> OpenModule:
    """A participant's own worksheet. What families write is nobody else's, so they have nothing to share."""
    _check_is_participant(_tracks(person))
    opened = check_can_open(person, module_key, now=now)
    _check_is_participant({opened.enrolment.audience: opened.enrolment})
    if not opened.module.worksheet_title:
        raise Http404
    return opened


def can_share_sheet(person: User, module_key: UUID, *, now: datetime) -> bool:
    return allowed(check_can_share_sheet, person, module_key, now=now)


def check_can_stop_sharing(person: User, module_key: UUID) -> None:
    """A sheet that the person shares or shared once: also of a module that is no longer published."""
    _check_is_participant(_tracks(person))
    if not sharing.ever(person, module_key):
        raise Http404


def can_stop_sharing(person: User, module_key: UUID) -> bool:
    return allowed(check_can_stop_sharing, person, module_key)


def _check_is_participant(tracks: dict[str, Enrolment]) -> None:
    if Audience.PARTICIPANT not in tracks:
        raise Refused(_("What you write is yours alone. There is no way to show it to the team."))


_own_attempt: Prepared[Attempt] = Prepared(
    lambda attempt, person: Attempt.objects.select_related("enrolment__cohort__program").filter(
        pk=attempt, enrolment__person=person
    ),
    UUID,
    int,
)


def check_can_see_attempt(person: User, attempt_id: UUID) -> Attempt:
    """Only one's own, of any episode. One query."""
    attempt = _own_attempt.first(attempt_id, person.pk)
    if attempt is None:
        raise Http404
    person.on_track = attempt.enrolment.audience
    return attempt


def can_see_attempt(person: User, attempt_id: UUID) -> bool:
    return allowed(check_can_see_attempt, person, attempt_id)
