"""An address that a person gave by themselves, and when a family member left a connection."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learners", "0014_grants_of_before")]

    operations = [
        migrations.AddField("user", "email_unproven", models.BooleanField(default=False, editable=False)),
        migrations.AddField("familylink", "left_at", models.DateTimeField(blank=True, null=True)),
    ]
