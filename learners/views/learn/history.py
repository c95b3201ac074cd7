"""Everything a person did: finished modules and every attempt, with what was asked then."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners import access
from learners.learning import attempts, results
from learners.models import Audience, Enrolment
from learners.planning import assigned, plan_history
from learners.views.gates import SignedIn, signed_in
from learners.views.learn.sharing import shared_sheets


@require_safe
@signed_in
def history(request: SignedIn, audience: str) -> HttpResponse:
    """All episodes of the track, newest first. Titles come from the editions, so they outlive their pages."""
    enrolment = access.check_can_learn(request.user, audience)
    episodes = list(
        Enrolment.objects.filter(person=request.user, audience=audience)
        .select_related("cohort__program")
        .order_by("-starts_on", "-episode")
    )
    shown = [(episode, _scores(episode), _finished(episode)) for episode in episodes]
    mine = assigned.for_enrolment(enrolment, now=timezone.now())
    context = {"episodes": shown, "plan": mine, "several": len(episodes) > 1, "owner": request.user.uid}
    if audience == Audience.PARTICIPANT:
        context["shared"] = shared_sheets(request.user, mine.outline)
    context["changes"] = plan_history.told(mine)
    return render(request, "learners/learn/history.html", context)


def _scores(episode: Enrolment) -> list[results.Score]:
    """Every attempt with what it counts for now."""
    return results.of_many(attempts.submitted(episode), episode.cohort.program_id)


def _finished(episode: Enrolment) -> list[tuple[str, object]]:
    rows = (
        episode.progress.filter(completed_at__isnull=False)
        .select_related("completed_edition")
        .defer("completed_edition__content")
        .order_by("-completed_at")
    )
    return [(row.completed_edition.title, row.completed_at) for row in rows if row.completed_edition]
