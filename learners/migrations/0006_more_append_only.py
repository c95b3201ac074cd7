"""What staff said, what was frozen and what was corrected is never changed or deleted: the database refuses it."""

from django.db import migrations

from cms.append_only import protect

TABLES = (
    "learners_attendance",
    "learners_staffnote",
    "learners_minutescorrection",
    "learners_acknowledgement",
    "learners_cohortmove",
    "learners_pathwaychange",
    "learners_certificate",
    "learners_keycorrection",
)


class Migration(migrations.Migration):
    dependencies = [("learners", "0005_facilitating")]

    operations = [protect(table) for table in TABLES]
