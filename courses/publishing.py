"""When the curriculum changes, an edition is cut and copies of the outline become old. The one signal of the house,
`page_published`; the others here only make copies old."""

from typing import Any

from django.core.management import call_command
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses import clinical_reviews, editions, outline
from courses.models import Misconception, ModulePage, OutlineVersion, ProgramPage, Source, WeekPage

PAGES = (ProgramPage, WeekPage, ModulePage)
REFERENCES = (Misconception, Source)  # guides hold their words


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="courses.published")
    for kind in PAGES:
        page_unpublished.connect(on_changed, sender=kind, dispatch_uid=f"courses.unpublished.{kind.__name__}")
        post_page_move.connect(on_changed, sender=kind, dispatch_uid=f"courses.moved.{kind.__name__}")
        post_delete.connect(on_changed, sender=kind, dispatch_uid=f"courses.deleted.{kind.__name__}")
    for reference in REFERENCES:
        post_save.connect(on_changed, sender=reference, dispatch_uid=f"courses.saved.{reference.__name__}")
        post_delete.connect(on_changed, sender=reference, dispatch_uid=f"courses.deleted.{reference.__name__}")


def publish_due() -> None:
    """Publish what is scheduled for a time that has come, and take away what expires. Safe to repeat.

    For the clock of the site to call every minute or so; editions are cut and outlines dropped as by hand.
    """
    call_command("publish_scheduled", verbosity=0)


def on_published(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, ModulePage):
        editions.cut(instance, by=getattr(revision, "user", None))
        clinical_reviews.note_published(instance, on=timezone.localdate())
    if isinstance(instance, PAGES):
        on_changed()


def on_changed(**kwargs: Any) -> None:
    OutlineVersion.change()
    outline.forget()
