"""What the privacy officer's desk keeps, version 1 of the legal texts, and indexes with which the log is read by the page.

The indexes are exchanged without Django's AlterField: on SQLite that would rebuild the table and lose its guards.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from learners.privacy import shipped

TABLE = "learners_auditevent"
ALONE = (["by_id"], ["about_id"], ["cohort_id"], ["action"])


def load_texts(apps, editor):
    shipped.load(apps.get_model("learners", "PolicyVersion"), now=timezone.now())


def drop_single_indexes(apps, editor):
    with editor.connection.cursor() as cursor:
        found = editor.connection.introspection.get_constraints(cursor, TABLE)
        for name, known in found.items():
            if known["index"] and not known["unique"] and known["columns"] in ALONE:
                cursor.execute(f"DROP INDEX {editor.quote_name(name)}")


def person():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
    )


def cohort():
    return models.ForeignKey(
        "learners.cohort", db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+"
    )


class Migration(migrations.Migration):
    dependencies = [("learners", "0012_signing_in")]

    operations = [
        migrations.CreateModel(
            name="CheckResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("ok", models.BooleanField()),
                ("events", models.BigIntegerField(default=0)),
                ("first_bad", models.BigIntegerField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.AddField("privacyrequest", "delayed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("privacyrequest", "sealed_delay", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("auditevent", "by", person()),
                migrations.AlterField("auditevent", "about", person()),
                migrations.AlterField("auditevent", "cohort", cohort()),
                migrations.AlterField("auditevent", "action", models.CharField(max_length=40)),
            ],
            database_operations=[migrations.RunPython(drop_single_indexes, migrations.RunPython.noop)],
        ),
        migrations.AddIndex("auditevent", models.Index(fields=["by", "at"], name="audit_by")),
        migrations.AddIndex("auditevent", models.Index(fields=["about", "at"], name="audit_about")),
        migrations.AddIndex("auditevent", models.Index(fields=["action", "at"], name="audit_action")),
        migrations.AddIndex("auditevent", models.Index(fields=["cohort", "at"], name="audit_cohort")),
        migrations.RunPython(load_texts, migrations.RunPython.noop),
    ]
