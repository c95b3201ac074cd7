"""The twelve-week program as an outline, without a database: 36 participant modules and 12 family ones, no texts."""

from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from courses.map import ModuleOutline, Outline, WeekOutline
from courses.rules import SequencingRules
from courses.vocabulary import CO_OCCURRING, FAMILY, MENTAL_HEALTH, PARTICIPANT, PATHWAYS, SUBSTANCE_USE
from learners.planning.plan import PlanInput

ELECTIVES = dict(
    zip(
        ("p09", "p12", "p15", "p18", "p21", "p24", "p27", "p30"),
        ("alcohol", "opioids", "anxiety", "depression", "trauma", "bipolar", "stimulants", "cannabis"),
        strict=True,
    )
)
RULES = SequencingRules(
    starter_pack=("p01", "p02", "p03"),
    due_within_hours={"p02": 48},
    finish_pack=("p34", "p35", "p36"),
    finish_weeks=2,
    pull_forward={"opioids": 1, "alcohol": 1, "bipolar": 2, "stimulants": 2},
    elective_order=("opioids", "alcohol", "bipolar", "stimulants", "depression", "trauma", "anxiety", "cannabis"),
    max_per_week=3,
    max_first_week=4,
)
START = date(2027, 3, 1)


def key(code):
    return uuid5(NAMESPACE_OID, code)


def module(code, week, slot, audience=PARTICIPANT):
    required = frozenset({SUBSTANCE_USE, CO_OCCURRING} if code == "p05" else PATHWAYS)
    return ModuleOutline(
        key=key(code),
        code=code,
        title=code,
        summary="",
        audience=audience,
        strand="triggers",
        week=week,
        slot=slot,
        required_for=frozenset() if code in ELECTIVES or audience == FAMILY else required,
        elective_for=ELECTIVES.get(code),
        minutes=16,
        cards=(),
        worksheet_title="",
        question_count=0,
        edition_id=1,
    )


def week(number):
    mine = [module(f"p{3 * number - 3 + slot:02}", number, slot) for slot in (1, 2, 3)]
    return WeekOutline(number, f"Week {number}", "", (*mine, module(f"f{number:02}", number, 1, FAMILY)))


PROGRAM = Outline(key("program"), "Twelve weeks", "1", RULES, tuple(week(number) for number in range(1, 13)))


def program(rules=RULES, without=(), **changed):
    """The program with other rules, or with modules taken out."""
    weeks = tuple(replace(w, modules=tuple(m for m in w.modules if m.code not in without)) for w in PROGRAM.weeks)
    return Outline(PROGRAM.program_key, "Changed", "2", replace(rules, **changed), weeks)


def person(pathway=SUBSTANCE_USE, *conditions, **changes):
    base = {"audience": PARTICIPANT, "mode": "own-clock", "starts_on": START}
    return PlanInput(pathway=pathway, conditions=frozenset(conditions), **(base | changes))


def family(**changes):
    return PlanInput(
        **(
            {"audience": FAMILY, "pathway": None, "conditions": frozenset(), "mode": "own-clock", "starts_on": START}
            | changes
        )
    )


def code(assignment):
    return PROGRAM.by_key[assignment.module_key].code


def by_week(assignments):
    """Codes by own week, in the order of the plan."""
    weeks = {}
    for one in assignments:
        weeks.setdefault(one.own_week, []).append(code(one))
    return {number: " ".join(codes) for number, codes in weeks.items()}


def by_code(assignments):
    return {code(one): one for one in assignments}


MENTAL, BOTH, SUBSTANCE = MENTAL_HEALTH, CO_OCCURRING, SUBSTANCE_USE
