"""What the privacy officer's desk keeps, and version 1 of the legal texts, read from the files that come with us."""

from django.db import migrations, models
from django.utils import timezone

from learners.privacy import shipped


def load_texts(apps, editor):
    shipped.load(apps.get_model("learners", "PolicyVersion"), now=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("learners", "0009_signed_and_logged")]

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
        migrations.RunPython(load_texts, migrations.RunPython.noop),
    ]
