"""The groups of those who write and review a curriculum in Wagtail, with what each may do. Made where missing."""

from uuid import UUID

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from courses import clinical_reviews

NAME = "Authors"
ADMIN = ("wagtailadmin.access_admin",)
PAGE = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
SNIPPETS = tuple(
    f"courses.{deed}_{model}"
    for model in ("misconception", "source", "bankquestion")
    for deed in ("add", "change", "view")
)


def authors(program_key: UUID) -> Group:
    """The group with its permissions; made where it is missing."""
    made, _ = Group.objects.get_or_create(name=NAME)
    made.permissions.add(*(_permission(*name.split(".")) for name in (*ADMIN, *SNIPPETS)))
    page = Page.objects.get(translation_key=program_key, locale=Locale.get_default())
    for codename in PAGE:
        GroupPagePermission.objects.get_or_create(
            group=made, page=page, permission=_permission("wagtailcore", codename)
        )
    root = Collection.get_first_root_node()
    for codename in FILES:
        app = "wagtailimages" if codename.endswith("image") else "wagtaildocs"
        GroupCollectionPermission.objects.get_or_create(
            group=made, collection=root, permission=_permission(app, codename)
        )
    return made


def reviewers(program_key: UUID) -> Group:
    """The clinical reviewers, with their workflow for the program."""
    page = Page.objects.get(translation_key=program_key, locale=Locale.get_default())
    return clinical_reviews.ensure(page.specific)


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
