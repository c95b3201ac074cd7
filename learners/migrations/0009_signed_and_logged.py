"""What was signed, what was shown and how events are chained is never changed or deleted: the database refuses it.

The table of audit events was rebuilt by the migration before (SQLite does so), which took its guards away.
"""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from cms.append_only import protect, remove

TABLES = (
    "learners_auditevent",
    "learners_auditlink",
    "learners_consent",
    "learners_consentend",
    "learners_consentcheck",
    "learners_disclosure",
    "learners_policyversion",
)


def say_about_whom(apps, editor):
    """Events of before: the person of the enrolment. The guards are put up right after."""
    remove(editor.connection, "learners_auditevent")
    events = apps.get_model("learners", "AuditEvent").objects.filter(enrolment__isnull=False)
    people = apps.get_model("learners", "Enrolment").objects.filter(pk=OuterRef("enrolment"))
    events.update(about=Subquery(people.values("person")[:1]))


class Migration(migrations.Migration):
    dependencies = [("learners", "0008_consent_and_privacy")]

    operations = [
        migrations.RunPython(say_about_whom, migrations.RunPython.noop),
        *(protect(table) for table in TABLES),
    ]
