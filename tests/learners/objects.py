"""What an address points at: something own, another's, something absent, and what is gone; and odd pairs.

A kind of object is a function (world, principal, relation) -> parameters of the address. Add one with @kind(relations).
All relations but "own" look alike to everybody, to the byte. What families and the privacy desk have: family_objects.
"""

from uuid import uuid4

from tests.learners import family_objects
from tests.learners.kinds import Parameters, kind, parameters, relations, uid
from tests.learners.matrix import address
from tests.learners.principals import BOTH, FAMILY
from tests.learners.rules import RULES
from tests.learners.world import World, program_of

__all__ = ["family_objects", "relations", "url_for"]
MORNING = ("gil", "pete")  # who would follow Ben if the evening group were theirs


def url_for(world: World, name: str, principal: str, relation: str) -> str:
    """The address of one of our routes."""
    return address(name, **parameters(world, RULES[name].object, principal, relation))


# --- what learners open ---------------------------------------------------------------------------------------------


@kind()
def module(world: World, principal: str, relation: str) -> Parameters:
    """Own is of one's track, foreign of the other one, gone was published once and opened. On both: of neither."""
    mine, other = (world.module, world.family_module)
    if principal in FAMILY and principal not in BOTH:
        mine, other = other, mine
    foreign = world.others_module if principal in BOTH else other
    found = {"own": mine, "across": other, "foreign": foreign, "gone": world.gone_module}.get(relation)
    return {"module_key": found.key, "card_id": found.cards[0].id} if found else {}


@kind()
def attempt(world: World, principal: str, relation: str) -> Parameters:
    foreign = world.attempts["bea" if principal == "ana" else "ana"]  # of somebody with whom a consent connects
    own = world.attempts[principal] if principal in world.attempts and principal not in ("dan", "erin") else foreign
    across = world.attempts.get(f"{principal}_family")
    found = {"own": own, "across": across, "foreign": foreign, "gone": world.attempts["erin"]}.get(relation)
    return {"attempt_id": found.pk, "question_id": found.asks[0]} if found else {}


# --- what staff open ------------------------------------------------------------------------------------------------


@kind()
def guide(world: World, principal: str, relation: str) -> Parameters:
    found = {"own": world.family_module, "foreign": world.others_module, "gone": world.gone_module}.get(relation)
    return {"module_key": found.key} if found else {}


@kind()
def cohort(world: World, principal: str, relation: str) -> Parameters:
    """Mia manages the morning and the evening; elsewhere is nobody's here."""
    cast = world.cast
    own = cast.evening if principal == "hana" else cast.morning
    foreign = cast.morning if principal == "hana" else cast.evening if principal in MORNING else cast.elsewhere
    found = {"own": own, "foreign": foreign, "gone": world.former}.get(relation)
    return {"cohort_uid": uid(found), "module_key": world.module.key}


@kind()
def program(world: World, principal: str, relation: str) -> Parameters:
    known = {"module_key": world.module.key, "edition_id": world.module.edition_id}
    return {**known, "question_id": world.attempts["ana"].asks[0], "program_uid": uid(program_of(world, relation))}


def _followed(world: World, principal: str, relation: str) -> object | None:
    """Gil and Pete follow Ana, Hana follows Ben, Mia manages the program of both."""
    learns = world.learns
    own = learns["ben"] if principal == "hana" else learns["ana"]
    foreign = learns["ana"] if principal == "hana" else learns["ben"] if principal in MORNING else learns["cara"]
    return {"own": own, "foreign": foreign, "gone": learns["erin"], "family": learns["fay"]}.get(relation)


@kind()
def episode(world: World, principal: str, relation: str) -> Parameters:
    """An enrolment of either track."""
    return {"enrolment_uid": uid(_followed(world, principal, relation))}


@kind("family")
def person(world: World, principal: str, relation: str) -> Parameters:
    """An enrolment of a participant: that of a family member of the own group is none."""
    found = _followed(world, principal, relation)
    return {"enrolment_uid": uid(found), "module_key": world.module.key, "deed": "pause"}


@kind("crossed", "open", "family")
def tried(world: World, principal: str, relation: str) -> Parameters:
    """A check-in that was handed in. Crossed: another's, below the address of the own person."""
    own = _followed(world, principal, "own")
    found = _followed(world, principal, relation) or (own if relation in ("crossed", "open") else None)
    attempt = world.handed_in.get(_followed(world, principal, "foreign") if relation == "crossed" else found)
    if relation in ("open", "family"):
        attempt = world.attempts[next(name for name, learns in world.learns.items() if learns == found)]
    return {"enrolment_uid": uid(found), "attempt_id": attempt.pk if attempt else uuid4()}


@kind("family")
def sheet(world: World, principal: str, relation: str) -> Parameters:
    """A sheet that is shared now. Gone: the sharing ended."""
    wanted = "own" if relation == "gone" else relation
    key = world.second.key if relation == "gone" else world.module.key
    return {"enrolment_uid": uid(_followed(world, principal, wanted)), "module_key": key}


@kind("crossed", "family")
def counter_checked(world: World, principal: str, relation: str) -> Parameters:
    """A consent that such a participant signed. Crossed: another's, below the address of the own person."""
    found = _followed(world, principal, "own" if relation == "crossed" else relation)
    whose = _followed(world, principal, "foreign" if relation == "crossed" else relation)
    signed = {world.learns[name].pk: consent for name, consent in world.kin.signed.items()}
    return {"enrolment_uid": uid(found), "consent_uid": uid(signed.get(getattr(whose, "pk", 0)))}
