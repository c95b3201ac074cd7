"""What an address of families, of the own account, of the privacy desk and of emergencies points at."""

from uuid import uuid4

from tests.learners.kinds import Parameters, kind, uid
from tests.learners.papers import KIND
from tests.learners.principals import FAMILY, PARTICIPANTS
from tests.learners.world import World


def _by_name(principal: str, relation: str) -> str:
    """Which participant's: one's own, another's, or that of an account that was erased. Anybody else tries Ana's."""
    own = principal if principal in PARTICIPANTS else "ana"
    return {"own": own, "foreign": "bea" if own == "ana" else "ana", "gone": "erin"}.get(relation, "")


# --- participants and family members --------------------------------------------------------------------------------


@kind()
def named(world: World, principal: str, relation: str) -> Parameters:
    """Somebody whom a participant named."""
    return {"link_uid": uid(world.kin.named.get(_by_name(principal, relation)))}


@kind()
def named_thing(world: World, principal: str, relation: str) -> Parameters:
    """What is shown to such a person."""
    whose = _by_name(principal, relation)
    return {"link_uid": uid(world.kin.named.get(whose)), "share_uid": uid(world.kin.items.get(whose))}


@kind()
def signed(world: World, principal: str, relation: str) -> Parameters:
    return {"consent_uid": uid(world.kin.signed.get(_by_name(principal, relation)))}


@kind()
def link(world: World, principal: str, relation: str) -> Parameters:
    """What a family member said yes to. Gone: left before."""
    own = world.kin.links.get(principal) or world.kin.links["fay"]
    other = world.kin.links["flo" if principal == "fay" else "fay"]
    left = world.kin.left.get(principal) or world.kin.left["fay"]
    return {"link_uid": uid({"own": own, "foreign": other, "gone": left}.get(relation))}


@kind("before")
def shared(world: World, principal: str, relation: str) -> Parameters:
    """A single thing that is shown. Own: by a consent that stands, was revoked, expired, or shows less. Gone: stopped.
    Before: of somebody who never signed anything for this person, and whose account was erased.
    """
    kin = world.kin
    if principal in PARTICIPANTS and principal not in FAMILY:  # their own are elsewhere
        return {"share_uid": uid(kin.items.get({"before": "erin"}.get(relation) or _by_name(principal, relation)))}
    own = kin.shown.get(principal) or kin.shown["fay"]
    other = kin.items["ben"] if principal == "fay" else kin.shown["fay"]
    gone = kin.stopped.get(principal) or kin.stopped["fay"]
    return {"share_uid": uid({"own": own, "foreign": other, "gone": gone, "before": kin.items["erin"]}.get(relation))}


# --- the own account ------------------------------------------------------------------------------------------------


@kind("of_the_gone")
def request(world: World, principal: str, relation: str) -> Parameters:
    """What somebody asked for. Gone: taken back before."""
    own = principal if principal in world.asked and principal != "erin" else "ana"
    found = {
        "own": world.asked[own],
        "foreign": world.asked["ben" if own == "ana" else "ana"],
        "gone": world.taken_back[own],
        "of_the_gone": world.asked["erin"],
    }
    return {"request_uid": uid(found.get(relation))}


# --- the privacy desk: everything there is the officer's, so "foreign" and "gone" are ids of something else ----------


def _paper(world: World, name: str, relation: str) -> object:
    papers = world.papers
    other = papers.request if name != "request" else papers.consent
    return uid({"own": getattr(papers, name), "foreign": other, "gone": world.taken_back["erin"]}.get(relation))


@kind()
def paper_consent(world: World, principal: str, relation: str) -> Parameters:
    return {"consent_uid": _paper(world, "consent", relation)}


@kind()
def paper_request(world: World, principal: str, relation: str) -> Parameters:
    return {"request_uid": _paper(world, "request", "absent" if relation == "gone" else relation)}


@kind()
def paper_emergency(world: World, principal: str, relation: str) -> Parameters:
    return {"uid": _paper(world, "emergency", relation)}


@kind()
def paper_person(world: World, principal: str, relation: str) -> Parameters:
    return {"person_uid": _paper(world, "person", relation)}


@kind("not_due", "erased")
def paper_due(world: World, principal: str, relation: str) -> Parameters:
    """Nobody whose time is not over, and nobody twice."""
    more = {"not_due": world.people["ana"].uid, "erased": world.people["erin"].uid}
    return {"person_uid": more.get(relation) or _paper(world, "gone", relation)}


@kind()
def paper_text(world: World, principal: str, relation: str) -> Parameters:
    kind_, number = {"own": (KIND, 1), "foreign": (KIND, 99)}.get(relation, (f"no-{relation}", 1))
    return {"kind": kind_, "number": number}


@kind()
def paper_kind(world: World, principal: str, relation: str) -> Parameters:
    return {"kind": KIND if relation == "own" else f"no-{relation}"}


# --- emergencies ----------------------------------------------------------------------------------------------------


@kind()
def emergency_open(world: World, principal: str, relation: str) -> Parameters:
    """Asked for by this person, and agreed to. Gone: the hour is over."""
    found = world.emergencies
    own, over = (some.get(principal) or found.opened_by_others for some in (found.open, found.over))
    one = {"own": own, "foreign": found.opened_by_others, "gone": over}.get(relation)
    return {"emergency_uid": uid(one)}


@kind("crossed", "under_way")
def emergency_tried(world: World, principal: str, relation: str) -> Parameters:
    """A check-in of that person. Crossed: another person's. Under way: not handed in."""
    own = relation in ("crossed", "under_way")
    known = emergency_open(world, principal, "own" if own else relation)
    whose = {"gil": "ben", "hana": "ana", "mia": "cara"}.get(principal, "cara")
    other = "ana" if whose == "ben" else "ben"
    handed_in = world.handed_in[world.learns[other if relation == "crossed" else whose]]
    attempt = world.attempts[whose] if relation == "under_way" else handed_in
    return {**known, "attempt_id": uuid4() if relation == "absent" else attempt.pk}


@kind()
def emergency_to_agree(world: World, principal: str, relation: str) -> Parameters:
    """An ask that waits for this person. Foreign: about somebody out of reach, or one's own. Gone: too long ago."""
    found = world.emergencies
    foreign = found.asked_by_officer if principal == "petra" else found.asks["petra"]
    own = found.asks.get(principal) or foreign
    return {"emergency_uid": uid({"own": own, "foreign": foreign, "gone": found.asked_too_long_ago}.get(relation))}


@kind("too_late")
def emergency_to_end(world: World, principal: str, relation: str) -> Parameters:
    """Either of them."""
    found = world.emergencies
    own = found.open.get(principal) or found.asks.get(principal) or found.opened_by_others
    over = found.over.get(principal) or found.asked_too_long_ago
    more = {"own": own, "foreign": found.opened_by_others, "gone": over, "too_late": found.asked_too_long_ago}
    return {"emergency_uid": uid(more.get(relation))}
