"""Whoever edits reads what a field is for, in words for a counselor."""

import pytest
from django.apps import apps
from django.db import models
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import Orderable, Page
from wagtail.snippets.models import get_snippet_models

EDITED = (Page, BaseSiteSetting, BaseGenericSetting, Orderable)
MACHINERY = {"sort_order", "site", "locale", "translation_key"}  # Wagtail's own


def edited_models() -> list[type[models.Model]]:
    ours = [model for app in ("cms", "courses") for model in apps.get_app_config(app).get_models()]
    return [model for model in ours if issubclass(model, EDITED) or model in get_snippet_models()]


@pytest.mark.parametrize("model", edited_models(), ids=lambda model: model.__name__)
def test_every_field_that_an_editor_sees_explains_itself(model):
    fields = [field for field in model._meta.local_fields if field.editable and not field.auto_created]
    silent = [field.name for field in fields if not field.help_text and not isinstance(field, models.OneToOneField)]
    parents = {field.name for field in fields if field.name in MACHINERY or field.__class__.__name__ == "ParentalKey"}
    assert sorted(set(silent) - parents) == []
