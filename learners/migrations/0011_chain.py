"""From here on the database links each audit event to those before it; those of before are digested and linked here.

In steps, so that a log of any length fits into memory.
"""

from django.db import migrations

from cms import append_only
from learners.safekeeping import chain

AT_ONCE = 5000
COLUMNS = ("at", "by_id", "action", "about_id", "enrolment_id", "cohort_id", "detail", "reason")
DIGEST = f"UPDATE {chain.EVENTS} SET digest = %s WHERE id = %s"
LINK = f"INSERT INTO {chain.LINKS} (number, event_id, before, hash) VALUES (%s, %s, %s, %s)"


def link_those_of_before(apps, editor):
    connection = editor.connection
    append_only.remove(connection, chain.EVENTS)
    events = apps.get_model("learners", "AuditEvent").objects.order_by("pk")
    newest, number, before = 0, 0, ""
    while some := list(events.filter(pk__gt=newest).values("pk", *COLUMNS)[:AT_ONCE]):
        digests, links = [], []
        for row in some:
            newest, number = row.pop("pk"), number + 1
            digest = chain.digest(**row)
            after = chain.link_hash(number, before, digest)
            digests.append((digest, newest))
            links.append((number, newest, before, after))
            before = after
        with connection.cursor() as cursor:
            cursor.executemany(DIGEST, digests)
            cursor.executemany(LINK, links)
    if connection.vendor == "postgresql":
        connection.check_constraints()  # triggers cannot be made while checks wait
    append_only.install(connection, chain.EVENTS)
    chain.install(connection)


def unlink(apps, editor):
    connection = editor.connection
    chain.remove(connection)
    append_only.remove(connection, chain.LINKS)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {chain.LINKS}")
    append_only.install(connection, chain.LINKS)


class Migration(migrations.Migration):
    dependencies = [("learners", "0010_own_keys")]

    operations = [migrations.RunPython(link_those_of_before, unlink)]
