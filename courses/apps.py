"""The courses app: what there is to learn. Wires the one signal of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Curriculum")

    def ready(self) -> None:
        from courses import publishing

        publishing.connect()
