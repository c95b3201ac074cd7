"""What is kept of signing in: where a person is signed in, and what all processes count together."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """One session of a person, for the person's own list. No address of the network, no exact name of a program."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    device = models.CharField(max_length=60)
    is_shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.uid)


class SharedCount(models.Model):
    """A count of tries, or a code that was used. `name` is a keyed hash: neither a name nor an address can be read."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.TextField()
    expires_at = models.FloatField(db_index=True)  # seconds since the epoch

    def __str__(self) -> str:
        return self.name
