"""The learners app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = _("People")

    def ready(self) -> None:
        from cms import checks
        from learners.demo import second_steps
        from learners.safekeeping import field_keys

        checks.more.append(second_steps.problems)
        checks.ask_of_data(field_keys.problems)
