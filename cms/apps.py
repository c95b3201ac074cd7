"""The cms app: the walls of the house. Registers the system checks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        from cms import checks  # noqa: F401  registers itself
