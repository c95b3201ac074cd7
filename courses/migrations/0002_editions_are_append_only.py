"""Editions are written once: the database refuses to change or delete one."""

from django.db import migrations

from cms import append_only


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [append_only.protect("courses_edition", forgettable=["published_by_id"])]
