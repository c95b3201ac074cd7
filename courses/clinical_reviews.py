"""Who has reviewed what: which text a review stands for, which modules wait or are due, and the workflow for it.

The step itself, in which a clinician signs, is a task of Wagtail's workflow: `courses.models.ClinicalReviewTask`.
"""

import hashlib
import json
from datetime import date
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from courses.models import ClinicalReviewTask, ModulePage, ProgramPage, ReviewedText
from courses.page_data import PageData
from courses.signing import MAY_SIGN

REVIEWERS: Final = "Clinical reviewers"
WORKFLOW: Final = "Clinical review"
NEEDED: Final = ("wagtailadmin.access_admin", MAY_SIGN)
ON_PAGES: Final = ("change_page",)
NOT_TEXT: Final = ("review", "week", "slot", "key", "license")  # of a module's settings: they change no word of it


# --- questions ------------------------------------------------------------------------------------------------------


def checksum(page: ModulePage) -> str:
    """SHA-256 of all that a clinician reads of a module. At most two queries."""
    data = PageData(page).data
    data["module"] = {name: value for name, value in data["module"].items() if name not in NOT_TEXT}
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def with_changed_on(pages: QuerySet[ModulePage]) -> QuerySet[ModulePage]:
    """Adds `changed_on`: since when another text than the reviewed one is published. No query of its own."""
    held = ReviewedText.objects.filter(
        module_key=OuterRef("translation_key"), language=OuterRef("locale__language_code")
    )
    return pages.annotate(changed_on=Subquery(held.values("changed_on")[:1]))


# --- deeds ----------------------------------------------------------------------------------------------------------


def note_published(page: ModulePage, *, on: date) -> None:
    """A new review stands for what is published with it; anything else under the same review is a change.

    None for a module without a review, else two queries and a write.
    """
    if not (page.reviewer and page.reviewed_on):
        return
    where = {"module_key": page.translation_key, "language": page.locale.language_code}
    who = {"reviewer": page.reviewer, "reviewed_on": page.reviewed_on}
    now, held = checksum(page), ReviewedText.objects.filter(**where).first()
    if held is None or (held.reviewer, held.reviewed_on) != (page.reviewer, page.reviewed_on):
        ReviewedText.objects.update_or_create(**where, defaults={**who, "checksum": now, "changed_on": None})
    elif (changed_on := None if held.checksum == now else held.changed_on or on) != held.changed_on:
        ReviewedText.objects.filter(pk=held.pk).update(changed_on=changed_on)


def ensure(program: ProgramPage) -> Group:
    """The group of clinical reviewers and its workflow for a program; what is there is left as it is.

    A program that follows a workflow already, whichever, keeps that.
    """
    reviewers, _ = Group.objects.get_or_create(name=REVIEWERS)
    reviewers.permissions.add(*(_permission(*name.split(".")) for name in NEEDED))
    for codename in ON_PAGES:
        GroupPagePermission.objects.get_or_create(
            group=reviewers, page=program, permission=_permission("wagtailcore", codename)
        )
    if not WorkflowPage.objects.filter(page=program).exists():
        WorkflowPage.objects.create(page=program, workflow=_workflow(reviewers))
    return reviewers


def _workflow(reviewers: Group) -> Workflow:
    held = WorkflowTask.objects.filter(
        task__content_type__app_label="courses",
        task__content_type__model="clinicalreviewtask",
        task__active=True,
        workflow__active=True,
    ).first()
    if held is not None:
        return held.workflow
    task = ClinicalReviewTask.objects.create(name=WORKFLOW)
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
