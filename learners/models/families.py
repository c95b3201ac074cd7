"""How family members come in, and whom of them a participant knows of. Nothing here shows anything to anybody: each
thing shown needs a consent (models/consents.py).
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models.enrolments import Enrolment
from learners.models.programs import Cohort


class FamilyCode(models.Model):
    """An open code of the clinic, as on a poster: whoever has it may open a family account in this cohort.

    It names no patient, so it is no secret, and it is kept as it is.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="family_codes")
    code = models.CharField(max_length=20, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"], condition=models.Q(ended_at__isnull=True), name="one_open_family_code"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class FamilyLink(models.Model):
    """A person whom a participant names, and the account of that person once it was taken up.

    `sealed_name` is what the participant calls the person, under the participant's key. A link that ended says to the
    participant only that it does not stand; by whom it was ended is in `ended_by`, which no page of theirs reads.
    `left_at` is when the family member left, whether or not it still stood: their page must not tell which. It runs
    while `ended_at` is empty; a code is kept only while it opens something.
    """

    class Relation(models.TextChoices):
        PARTNER = "partner", _("partner or spouse")
        PARENT = "parent", _("parent")
        CHILD = "child", _("grown child")
        SIBLING = "sibling", _("brother or sister")
        FRIEND = "friend", _("friend")
        OTHER = "other", _("somebody else close")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="family_links")
    family_member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="family_links", null=True, blank=True
    )
    sealed_name = models.TextField(blank=True)
    relation = models.CharField(max_length=8, choices=Relation.choices)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "family_member"],
                condition=models.Q(ended_at__isnull=True),
                name="one_running_link",
            ),
            models.CheckConstraint(
                condition=models.Q(family_member__isnull=True) | models.Q(taken_up_at__isnull=False),
                name="link_was_taken_up",
            ),
            models.CheckConstraint(
                condition=models.Q(code_hash__isnull=True) | models.Q(taken_up_at__isnull=True, ended_at__isnull=True),
                name="code_still_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(declined_at__isnull=True) | models.Q(ended_at__isnull=False),
                name="declined_link_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class FamilyShare(models.Model):
    """One item that a participant shows to one family member until `ended_at`: a worksheet, or the own plan.

    Read only while a consent with the scope of shared items stands.
    """

    class Kind(models.TextChoices):
        WORKSHEET = "worksheet", _("worksheet")
        PLAN = "plan", _("my plan")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    link = models.ForeignKey(FamilyLink, on_delete=models.PROTECT, related_name="shares", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    module_key = models.UUIDField(null=True, blank=True)
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["link", "ended_at"], name="items_of_a_link")]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "module_key"],
                condition=models.Q(ended_at__isnull=True, kind="worksheet"),
                name="one_running_share_a_worksheet",
            ),
            models.UniqueConstraint(
                fields=["link"],
                condition=models.Q(ended_at__isnull=True, kind="plan"),
                name="one_running_share_of_the_plan",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="worksheet", module_key__isnull=False)
                | models.Q(kind="plan", module_key__isnull=True),
                name="worksheet_names_its_module",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
