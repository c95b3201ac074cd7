"""What happened and who looked are never changed or deleted: the database refuses it."""

from django.db import migrations

from cms.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("learners", "0002_learning")]

    operations = [
        protect("learners_learningevent"),
        protect("learners_auditevent"),
        protect("learners_lateanswer"),
        protect("learners_entrysidenote"),
    ]
