"""The named demo accounts: who can sign in to try the site, and as what. One password for all: never on a real site."""

from typing import NamedTuple

PASSWORD = "quiet-river-bread-window"  # noqa: S105 — known to everybody on purpose
FAMILY_CODE = "DEM0-FAM1-2345"  # the demo's open code for families

CODES = "Staff (all from the facilitator on) are asked for a code, too: python3 run.py manage demo_code"


class SignIn(NamedTuple):
    name: str
    first: str
    last: str
    role: str
    now: str


MAYA = SignIn("maya", "Maya", "Rivera", "participant, substance use", "in week 2, with history")
JORDAN = SignIn("jordan", "Jordan", "Okafor", "participant, mental health", "starts today")
LUIS = SignIn("luis", "Luis", "Tran", "participant, co-occurring", "stopped three weeks ago")
ROSA = SignIn("rosa", "Rosa", "Rivera", "family member", "linked with Maya")
OMAR = SignIn("omar", "Omar", "Haddad", "family member", "linked with nobody")
FRAN = SignIn("fran", "Fran", "Ellis", "facilitator", "of all three groups")
ALEX = SignIn("alex", "Alex", "Novak", "author", "writes modules in the editor")
RIVER = SignIn("river", "River", "Castillo", "clinical reviewer", "signs modules in the editor")
PAT = SignIn("pat", "Pat", "Mensah", "program manager", "of the demo clinic")
PAULA = SignIn("paula", "Paula", "Dubois", "privacy officer", "keeps the privacy desk")
SAM = SignIn("sam", "Sam", "Kowalski", "operator", "may do everything in the editor")

EVERYBODY = (MAYA, JORDAN, LUIS, ROSA, OMAR, FRAN, ALEX, RIVER, PAT, PAULA, SAM)


def table() -> str:
    """Plain text, without an address: the program that prints it knows where the site is."""
    names, roles = (max(len(getattr(one, column)) for one in EVERYBODY) for column in ("name", "role"))
    lines = [f"  {one.name:<{names}}  {one.role:<{roles}}  {one.now}" for one in EVERYBODY]
    code = f"Families join at /family/join/ with the open code {FAMILY_CODE}"
    return "\n".join([f"Demo sign-ins, all with the password {PASSWORD}", "", *lines, "", CODES, code])


def as_json() -> list[dict[str, str]]:
    return [{**one._asdict(), "password": PASSWORD} for one in EVERYBODY]
