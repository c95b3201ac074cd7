"""Operators, authors and clinical reviewers of before are granted the role that their superuser's mark or group meant."""

from datetime import UTC, datetime

from django.db import migrations

GROUPS = {"Authors": "author", "Clinical reviewers": "clinical-reviewer"}


def grant_what_they_have(apps, editor):
    people = apps.get_model("learners", "User").objects
    grants = apps.get_model("learners", "RoleGrant").objects
    now = datetime.now(UTC)
    found = [(person, "operator") for person in people.filter(is_superuser=True)]
    found += [(person, role) for name, role in GROUPS.items() for person in people.filter(groups__name=name)]
    for person, role in found:
        if not grants.filter(person=person, role=role, ended_at=None).exists():
            grants.create(person=person, role=role, granted_at=now)


class Migration(migrations.Migration):
    dependencies = [("learners", "0013_privacy_desk")]

    operations = [migrations.RunPython(grant_what_they_have, migrations.RunPython.noop)]
