"""Emergencies for the matrix: one open for each who may ask, one ask for each who may agree, and some of others."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from learners.models import EmergencyAccess, Enrolment, User
from learners.privacy import emergencies as deeds
from learners.safekeeping import person_keys
from tests.factories.people import Cast

REASON = "Ana has not come home, and her sister calls."


@dataclass
class Emergencies:
    open: dict[str, EmergencyAccess]
    asks: dict[str, EmergencyAccess]
    opened_by_others: EmergencyAccess
    asked_too_long_ago: EmergencyAccess
    over: dict[str, EmergencyAccess]  # open until an hour ago
    asked_by_officer: EmergencyAccess


def ask(by: User, enrolment: Enrolment, *, now: datetime, why: str = REASON, **agreed) -> EmergencyAccess:
    row = EmergencyAccess(person=by, enrolment=enrolment, asked_at=now, **agreed)
    row.sealed_reason = person_keys.of(enrolment.person_id).seal(why, bound_to=deeds._binding(row))
    row.save()
    return row


def opened(by: User, enrolment: Enrolment, agreed_by: User, *, now: datetime) -> EmergencyAccess:
    return ask(by, enrolment, now=now, agreed_by=agreed_by, agreed_at=now, until=now + deeds.LASTS)


def make_emergencies(cast: Cast, *, now: datetime) -> Emergencies:
    ana, ben, cara = cast.ana_learns, cast.ben_learns, cast.cara_learns
    return Emergencies(
        open={
            "gil": opened(cast.gil, ben, cast.mia, now=now),
            "hana": opened(cast.hana, ana, cast.mia, now=now),
            "mia": opened(cast.mia, cara, cast.petra, now=now),
        },
        asks={
            "gil": ask(cast.hana, ana, now=now),
            "hana": ask(cast.gil, ben, now=now),
            "mia": ask(cast.gil, ben, now=now),
            "petra": ask(cast.mia, cara, now=now),
        },
        opened_by_others=opened(cast.ivo, cara, cast.olga, now=now),
        asked_too_long_ago=ask(cast.hana, cara, now=now - timedelta(minutes=20)),
        over={
            "gil": opened(cast.gil, ben, cast.mia, now=now - 2 * deeds.LASTS),
            "hana": opened(cast.hana, ana, cast.mia, now=now - 2 * deeds.LASTS),
            "mia": opened(cast.mia, cara, cast.petra, now=now - 2 * deeds.LASTS),
        },
        asked_by_officer=ask(cast.petra, cara, now=now),
    )
