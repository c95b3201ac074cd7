"""Seals all text of a person under the person's own key: what was sealed under FIELD_KEYS, and the reasons that staff
typed, which stood in clear.

In batches, also in tables that only grow: their guards are away for that moment. It cannot be turned back.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from cms import append_only
from learners.safekeeping import encryption, person_keys, stated

AT_ONCE = 200
GUARDED = (
    "learners_attendance",
    "learners_auditevent",
    "learners_certificate",
    "learners_cohortmove",
    "learners_entrysidenote",
    "learners_minutescorrection",
    "learners_pathwaychange",
    "learners_staffnote",
)
SEALED = {  # model -> the way to its person
    "WorksheetEntry": "enrolment__person",
    "EntrySideNote": "entry__enrolment__person",
    "StaffNote": "enrolment__person",
    "Certificate": "enrolment__person",
}
IN_CLEAR = ("Pause", "PlanChange", "CohortMove", "PathwayChange", "MinutesCorrection", "Attendance", "Certificate")
IN_EVENTS_ONLY = ("ended", "resumed", "opened-through", "excused", "session-called-off", "session-corrected")
UNREADABLE = (
    "A text in %s was sealed under a key that FIELD_KEYS does not hold. Put all keys into FIELD_KEYS that were ever used "
    "(the newest first), then run migrate again. Nothing was changed."
)


def lift_guards(apps, editor):
    _overwrite_what_is_deleted(editor, "ON")
    for table in GUARDED:
        append_only.remove(editor.connection, table)


def seal_anew(apps, editor):
    keys = Keys(apps.get_model("learners", "PersonKey"))
    for name, way in SEALED.items():
        for rows, ciphers in keys.along(apps.get_model("learners", name).objects.all(), way):
            for row in rows:
                row.sealed = ciphers[row.owner].seal(_opened(row), bound_to=_bound_to(row))
            type(rows[0]).objects.bulk_update(rows, ["sealed"])
    for name in IN_CLEAR:
        stated_rows = apps.get_model("learners", name).objects.exclude(sealed_reason="")
        for rows, ciphers in keys.along(stated_rows, "enrolment__person"):
            for row in rows:
                stated.put(row, row.sealed_reason, ciphers[row.owner])
            type(rows[0]).objects.bulk_update(rows, ["sealed_reason"])


def take_reasons_out_of_events(apps, editor):
    """Of most events they stand in the row of the act as well; the others get a row beside the event."""
    event, beside = (apps.get_model("learners", name) for name in ("AuditEvent", "StatedReason"))
    keys = Keys(apps.get_model("learners", "PersonKey"))
    events = event.objects.filter(action__in=IN_EVENTS_ONLY).exclude(reason="")
    for way, some in (("about", events.exclude(about=None)), ("by", events.filter(about=None).exclude(by=None))):
        for rows, ciphers in keys.along(some, way):
            beside.objects.bulk_create(
                beside(
                    event_id=row.pk,
                    owner_id=row.owner,
                    sealed=ciphers[row.owner].seal(row.reason, bound_to=stated.binding_beside(row.pk)),
                )
                for row in rows
            )
    event.objects.exclude(reason="").update(reason="")
    _overwrite_what_is_deleted(editor, "OFF")


class Keys:
    """Goes through rows in batches, each row with its `owner`, and with the keys of all owners, made where missing."""

    def __init__(self, model):
        self.model = model

    def along(self, rows, way):
        rows = rows.annotate(owner=F(way)).order_by("pk")
        batch = list(rows[:AT_ONCE])
        while batch:
            yield batch, self.of({row.owner for row in batch})
            batch = list(rows.filter(pk__gt=batch[-1].pk)[:AT_ONCE])

    def of(self, people):
        known = {row.person_id: row for row in self.model.objects.filter(person__in=people)}
        missing = [self.model(**person_keys.fresh(person)) for person in people if person not in known]
        self.model.objects.bulk_create(missing)
        known |= {row.person_id: row for row in missing}
        return {person: person_keys.cipher_of(row) for person, row in known.items()}


def _overwrite_what_is_deleted(editor, on_or_off):
    """What stood in clear must not stay in free pages of the file. PostgreSQL: see docs/operations.md."""
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete = {on_or_off}")


def _opened(row):
    try:
        return encryption.unseal(row.sealed, bound_to=_bound_to(row))
    except encryption.CannotOpen as error:
        raise encryption.CannotOpen(UNREADABLE % row._meta.label) from error


def _bound_to(row):
    return f"{row._meta.label_lower}.sealed:{row.pk}"


def sealed_instead(model, *, blank):
    return (
        migrations.RenameField(model, "reason", "sealed_reason"),
        migrations.AlterField(model, "sealed_reason", models.TextField(blank=blank)),
    )


class Migration(migrations.Migration):
    dependencies = [("learners", "0009_signed_and_logged")]

    operations = [
        migrations.RunPython(lift_guards),
        *sealed_instead("pause", blank=True),
        *sealed_instead("planchange", blank=False),
        *sealed_instead("cohortmove", blank=False),
        *sealed_instead("pathwaychange", blank=False),
        *sealed_instead("minutescorrection", blank=False),
        *sealed_instead("attendance", blank=True),
        *sealed_instead("certificate", blank=True),
        migrations.CreateModel(
            name="StatedReason",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="stated",
                        serialize=False,
                        to="learners.auditevent",
                    ),
                ),
                ("sealed", models.TextField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stated_reasons",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(seal_anew),
        migrations.RunPython(take_reasons_out_of_events),
        *(append_only.protect(table) for table in (*GUARDED, "learners_statedreason")),
    ]
