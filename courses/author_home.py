"""What the admin's home shows of the curriculum: the way to a new module, what waits for review, which dates are due.

Nothing of learners stands here. Each panel asks a fixed number of queries, whatever the number of pages.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from courses import clinical_reviews, languages
from courses.models import ModulePage

MOST = 8  # lines of a list
SOON = timedelta(days=60)


class NewModule(Component):
    order = 5
    template_name = "courses/admin/home_new_module.html"


class WaitingForReview(Component):
    """For clinicians what waits for them; for authors what they have sent, with what became of it."""

    order = 20
    template_name = "courses/admin/home_waiting.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        mine, sent = to_sign(user), sent_by(user)
        return {
            "title": _("Waiting for review"),
            "to_sign": mine[:MOST],
            "to_sign_count": mine.count(),
            "sent": sent[:MOST],
            "sent_count": sent.count(),
        }


def to_sign(user: Any) -> QuerySet[TaskState]:
    """Steps of pages that wait for this person, the oldest first."""
    states = TaskState.objects.reviewable_by(user).filter(revision__base_content_type__model=Page._meta.model_name)
    return states.select_related("revision__user").order_by("started_at")


def sent_by(user: Any) -> QuerySet[WorkflowState]:
    """Pages that this person has sent to a review that is not over, the newest first."""
    active = WorkflowState.objects.active().filter(
        requested_by=user, base_content_type__model=Page._meta.model_name, current_task_state__isnull=False
    )
    return active.select_related("current_task_state__revision").order_by("-current_task_state__started_at")


@dataclass(frozen=True, slots=True)
class Dated:
    """A published module as its review stands. `day` is the one that matters: due on, or changed since."""

    pk: int
    code: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ReviewDates:
    due: tuple[Dated, ...]
    changed: tuple[Dated, ...]
    never: tuple[Dated, ...]


class DatesOfReview(Component):
    order = 30
    template_name = "courses/admin/home_dates.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        found = review_dates(parent_context["request"].user, today=timezone.localdate())
        lists = [
            (_("Due within 60 days, or since"), _("due"), found.due),
            (_("Changed since the review"), _("changed"), found.changed),
            (_("Not yet clinically reviewed"), "", found.never),
        ]
        shown = [(name, what, rows[:MOST], len(rows), len(rows) - MOST) for name, what, rows in lists if rows]
        return {"title": _("Dates of review"), "lists": shown}


def review_dates(user: Any, *, today: date) -> ReviewDates:
    """Of the published modules that this person may edit. Two queries."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = ModulePage.objects.filter(live=True, locale__language_code=languages.main(), pk__in=mine.values("pk"))
    rows = (
        clinical_reviews.with_changed_on(pages)
        .order_by("code")
        .values_list("pk", "code", "title", "reviewer", "reviewed_on", "next_review_on", "changed_on")
    )
    due, changed, never = [], [], []
    for pk, code, title, reviewer, reviewed_on, next_on, changed_on in rows:
        if not (reviewer and reviewed_on):
            never.append(Dated(pk, code, title, None))
            continue
        if next_on and next_on <= today + SOON:
            due.append(Dated(pk, code, title, next_on))
        if changed_on:
            changed.append(Dated(pk, code, title, changed_on))
    due.sort(key=lambda one: one.day or today)
    return ReviewDates(tuple(due), tuple(changed), tuple(never))


REPLACED = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"}  # ours say the same in one place


def arrange(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    if page_permission_policy.user_has_permission(request.user, "add"):
        panels.append(NewModule())
    panels += [WaitingForReview(), DatesOfReview()]
