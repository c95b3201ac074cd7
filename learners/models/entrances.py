"""How people get in: one-time invitations, addresses of calendar feeds, and the mail that waits to be sent."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """A one-time code with which a person sets a password for the account that the clinic made. Only its hash is kept.

    A new invitation ends those before it.
    """

    class Way(models.TextChoices):
        MAIL = "mail", _("by mail")
        SLIP = "slip", _("on a printed slip")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    way = models.CharField(max_length=4, choices=Way.choices)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(used_at__isnull=True, ended_at__isnull=True),
                name="one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads when a person's groups meet. Only its hash is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_at__isnull=True), name="one_running_feed"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OutgoingMail(models.Model):
    """Mail written in the transaction of the act that causes it, and sent by `manage.py tick` afterwards.

    `sealed` is the JSON of recipient, subject and body, bound to this row; it is emptied once the mail is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent_at__isnull=True, gave_up_at__isnull=True),
                name="mail_that_waits",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
