"""Links of families were made by the demo clinic only and showed nothing to anybody: they begin anew."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learners", "0006_more_append_only")]

    operations = [migrations.DeleteModel("FamilyLink")]
