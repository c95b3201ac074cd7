"""Forms of authors outside Wagtail's editor: how a new module begins."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from courses import starting_points
from courses.models import WeekPage
from courses.starting_points import StartingPoint


class WeekChoice(forms.ModelChoiceField):
    def label_from_instance(self, week: WeekPage) -> str:
        return str(_("Week %(number)s: %(theme)s") % {"number": week.number, "theme": week.title})


class NewModuleForm(forms.Form):
    point = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    week = WeekChoice(
        label=_("Week"),
        queryset=WeekPage.objects.none(),
        help_text=_("It gets the next free place there. You can move it later."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=90, help_text=_("What people see in their plan. Neutral: it names no diagnosis.")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = page_permission_policy.instances_user_has_permission_for(user, "add")
        self.weeks = WeekPage.objects.filter(pk__in=mine.values("pk")).order_by("path")
        week: Any = self.fields["week"]
        week.queryset = self.weeks
        point: Any = self.fields["point"]
        point.choices = [(one.slug, _described(one)) for one in starting_points.every()]
        point.initial = starting_points.NAMES[0]

    @property
    def chosen(self) -> StartingPoint:
        return starting_points.get(self.cleaned_data["point"])


def _described(point: StartingPoint) -> str:
    return format_html("<span><b>{}</b><br>{}</span>", point.name, point.about)
