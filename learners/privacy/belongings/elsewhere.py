"""Tables of groups, of the site and of Wagtail: most say nothing of a person, some name who edited."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learners.privacy.belongings.kinds import ROW_NUMBER, Belonging, Fate, Side, by_staff

EDITING = _("It tells of a page, not of a person; the account that it points at has no name any more.")
GROUPS = _("It tells of a group or of the site.")
HELD_OPEN = _("It only serves while somebody edits.")


def _nobodys(model: str, what: Any, *paths: str) -> Belonging:
    return Belonging(f"learners.{model}", what, Fate.NOBODYS, GROUPS, tuple(by_staff(path) for path in paths))


def _edited(model: str, what: Any, path: str) -> Belonging:
    return Belonging(model, what, Fate.KEPT, EDITING, (by_staff(path),))


def _log(model: str, what: Any, heading: Any) -> Belonging:
    told = ("action", "timestamp", "label")
    return Belonging(model, what, Fate.EMPTIED, EDITING, (Side("user", heading, told),))


OF_GROUPS = (
    _nobodys("Program", _("programs of the clinic")),
    _nobodys("Cohort", _("groups")),
    _nobodys("GroupSession", _("meetings of a group"), "by"),
    _nobodys("LiveQuestion", _("questions asked in a group"), "by"),
    Belonging(
        "learners.LiveAnswer",
        _("answers in a group, by nobody's name"),
        Fate.NOBODYS,
        _("No row points at a person, and once the question is closed nobody can tell whose an answer was."),
    ),
    _nobodys("AttentionRules", _("when somebody may need a word: the rules of a program")),
    _nobodys("KeyCorrection", _("corrections of a marking key"), "by"),
    _nobodys("PolicyVersion", _("wordings of legal texts"), "by"),
    Belonging(
        "learners.CheckResult",
        _("what checks of the audit log found"),
        Fate.NOBODYS,
        _("It holds numbers only."),
    ),
    _nobodys("RetentionRules", _("how long things are kept"), "changed_by"),
)

OF_EDITORS = (
    Belonging(
        "courses.ReviewedText",
        _("clinical reviews of a module, with the name that was signed"),
        Fate.KEPT,
        _("A sign-off is worth nothing without its name: it is the clinic's own record, and tells of a text."),
    ),
    _edited("courses.Edition", _("editions of modules: who published"), "published_by"),
    _edited("wagtailcore.Page", _("pages: who owns or locks one"), "owner"),
    _edited("wagtailcore.Revision", _("versions of pages: who wrote"), "user"),
    _edited("wagtailcore.WorkflowState", _("reviews of pages: who asked"), "requested_by"),
    _edited("wagtailcore.TaskState", _("steps of such reviews: who finished"), "finished_by"),
    _edited("wagtailcore.Comment", _("comments of editors on pages"), "user"),
    _edited("wagtailcore.CommentReply", _("replies to such comments"), "user"),
    _edited("wagtailimages.Image", _("pictures: who uploaded"), "uploaded_by_user"),
    _edited("wagtaildocs.Document", _("documents: who uploaded"), "uploaded_by_user"),
    _edited("wagtail_localize.StringTranslation", _("translations: who translated"), "last_translated_by"),
    _edited("wagtail_localize.SegmentOverride", _("translated parts: who translated"), "last_translated_by"),
    _log("wagtailcore.PageLogEntry", _("what an editor did with pages"), _("What you did with pages")),
    _log("wagtailcore.ModelLogEntry", _("what an editor did with other things"), _("What you did with other things")),
    Belonging(
        "wagtailcore.UploadedFile",
        _("files on their way into the library"),
        Fate.DELETED,
        HELD_OPEN,
        (by_staff("uploaded_by_user"),),
    ),
    Belonging(
        "wagtailadmin.EditingSession", _("who has which page open"), Fate.DELETED, HELD_OPEN, (by_staff("user"),)
    ),
    Belonging(
        "wagtailadmin.FormState",
        _("forms of the editor as they were left"),
        Fate.DELETED,
        HELD_OPEN,
        (by_staff("user"),),
    ),
    Belonging(
        "wagtailcore.PageSubscription",
        _("which pages tell an editor of comments"),
        Fate.DELETED,
        _("Nobody is told any more."),
        (Side("user", _("Pages that tell you of comments"), ("comment_notifications",)),),
        untold=ROW_NUMBER,
    ),
    Belonging(
        "wagtailusers.UserProfile",
        _("how an editor sees the editor: language, time zone, picture"),
        Fate.DELETED,
        _("It only serves who edits."),
        (Side("user", _("How you see the editor")),),
        untold={**ROW_NUMBER, "dismissibles": "which hints were closed"},
    ),
)
