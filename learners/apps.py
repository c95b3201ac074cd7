"""The learners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = _("People")

    def ready(self) -> None:
        from cms import checks
        from learners.safekeeping import field_keys

        checks.ask_of_data(field_keys.problems)
