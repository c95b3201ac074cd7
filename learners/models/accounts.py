"""One account for each person. People sign in with a name that the clinic gives, or with an email address that is
theirs alone.
"""

from typing import Any
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SIGN_IN_NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,59}$",
    _("Use 3 to 60 small letters, digits, dots, dashes or underscores, beginning with a letter or digit."),
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, sign_in_name: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(sign_in_name=sign_in_name.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, sign_in_name: str, password: str | None = None, **fields: Any) -> "User":
        """With the role that goes with it: without, nothing opens."""
        user = self.create_user(sign_in_name, password, is_superuser=True, **fields)
        user.role_grants.create(role="operator", granted_at=timezone.now())
        return user

    def get_by_natural_key(self, sign_in_name: str | None) -> "User":
        return self.get(sign_in_name=(sign_in_name or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """`uid` is the only thing about a person that may stand in an address or a log.

    An address that a person wrote when they joined by themselves is `email_unproven`: mail goes there, but it signs
    nobody in and stands in nobody's way.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sign_in_name = models.CharField(
        _("sign-in name"),
        max_length=60,
        unique=True,
        validators=[SIGN_IN_NAME],
        help_text=_("Given by the clinic. Choose one that says nothing about treatment."),
        error_messages={"unique": _("Somebody has this sign-in name already. Choose another.")},
    )
    email = models.EmailField(
        _("email address"),
        blank=True,
        help_text=_("May be left empty, and may be shared by a family. A shared address cannot be used to sign in."),
    )
    email_unproven = models.BooleanField(default=False, editable=False)
    first_name = models.CharField(
        _("first name"), max_length=60, blank=True, help_text=_("What the person wants to be called.")
    )
    last_name = models.CharField(_("last name"), max_length=60, blank=True)
    is_active = models.BooleanField(
        _("may sign in"),
        default=True,
        help_text=_("Untick instead of deleting an account: what the person did is kept."),
    )
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True, editable=False)
    date_joined = models.DateTimeField(_("account made on"), default=timezone.now, editable=False)

    on_track = ""  # never stored: the track of the page that is asked for, as `access` found it
    other_track = ""  # the other one, of people who learn on both

    objects = UserManager()

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name()

    def clean(self) -> None:
        super().clean()
        self.sign_in_name = self.sign_in_name.strip().lower()
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.sign_in_name

    def get_short_name(self) -> str:
        return self.first_name or self.sign_in_name

    @property
    def listed_name(self) -> str:
        """First name and the initial of the last: what a group list shows."""
        return (
            f"{self.first_name} {self.last_name[:1]}.".strip()
            if self.first_name and self.last_name
            else self.get_short_name()
        )
