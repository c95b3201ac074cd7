"""A code is kept only while it opens something, and a link that was declined has ended: held by the database."""

from django.db import migrations, models
from django.db.models import F, Q


def fit(apps, schema_editor):
    links = apps.get_model("learners", "FamilyLink").objects
    links.filter(declined_at__isnull=False, ended_at__isnull=True).update(ended_at=F("declined_at"))
    links.filter(Q(taken_up_at__isnull=False) | Q(ended_at__isnull=False)).update(code_hash=None)


class Migration(migrations.Migration):
    dependencies = [("learners", "0015_by_their_own_word")]

    operations = [
        migrations.RunPython(fit, migrations.RunPython.noop),
        migrations.AddConstraint(
            "familylink",
            models.CheckConstraint(
                condition=Q(code_hash__isnull=True) | Q(taken_up_at__isnull=True, ended_at__isnull=True),
                name="code_still_opens",
            ),
        ),
        migrations.AddConstraint(
            "familylink",
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(ended_at__isnull=False), name="declined_link_ended"
            ),
        ),
    ]
