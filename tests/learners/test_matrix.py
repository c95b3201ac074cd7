"""Each of our addresses x every principal x what it points at x every method, made from the resolver.

A new route without a rule fails. What is another's, or gone, answers exactly as what does not exist.
"""

from collections.abc import Iterator

import pytest

from tests.learners import open_rules
from tests.learners.matrix import Seen, asked, routes
from tests.learners.objects import relations, url_for
from tests.learners.principals import FACILITATORS, NOBODY, PRINCIPALS, WITHOUT_FACTOR
from tests.learners.rules import METHODS, RULES, SIGN_IN, Rule

pytestmark = pytest.mark.django_db
TO_SECOND_STEP = ACROSS = {302}
THIN_METHODS = ("GET", "POST", "PUT")
THIN = False  # tests/removing asks less of each address, and stops at the first wrong cell
MINE = ("own", "across")
GUARDED = ("person", "tried", "sheet")  # a manager who may not come in here hears that there is nothing


def test_every_route_has_exactly_one_rule():
    wrong = {}
    for route, name, _ in routes():
        found = [name] if name in RULES and not route.startswith("admin/") else []
        found += open_rules.of(route)
        if len(found) != 1:
            wrong[route] = found
    assert wrong == {}


def test_every_rule_has_a_route():
    assert set(RULES) <= {name for _, name, _ in routes()}
    assert open_rules.without_route([route for route, _, _ in routes()]) == []


def test_nobody_without_an_account_is_let_in_by_a_rule():
    assert [name for name, rule in RULES.items() if set(rule.who) & set(NOBODY) and not rule.is_open] == []


def test_the_matrix_is_large(record_property):
    ours = sum(len(list(cells(rule))) for rule in RULES.values())
    others = open_rules.number_of_cells([route for route, _, _ in routes()])
    record_property("cells", f"{ours} of our routes, {others} of the others")
    assert ours >= 20_000
    assert len(PRINCIPALS) >= 16


@pytest.mark.parametrize("name", sorted(RULES))
def test_who_comes_in_where_and_how(world, name):
    rule, wrong, done = RULES[name], [], 0
    for principal in PRINCIPALS:
        for method in THIN_METHODS if THIN else METHODS:
            absent = None
            for relation in _absent_first(rule, principal, method):
                got = asked(world.clients[principal], method, url_for(world, name, principal, relation))
                done += 1
                wrong += found_wrong(f"{method} {name} as {principal}, {relation}", rule, got, absent)
                absent = got if relation == "absent" else absent
                assert not THIN or wrong == []
    assert wrong == []
    assert done == len(list(cells(rule))) or THIN


def _absent_first(rule: Rule, principal: str, method: str) -> list[str]:
    """What the others are compared with comes first."""
    if THIN and method not in rule.methods.split():
        return ["own"]
    return sorted(relations(rule.object, principal), key=lambda one: one != "absent")


def cells(rule: Rule) -> Iterator[tuple[str, str, str]]:
    for principal in PRINCIPALS:
        for relation in relations(rule.object, principal):
            for method in METHODS:
                yield principal, method, relation


def found_wrong(where: str, rule: Rule, got: Seen | str, absent: Seen | str | None) -> list[str]:
    method, principal, relation = where.split()[0], where.split()[3].strip(","), where.split()[4]
    if isinstance(got, str):
        return [f"{where}: raised {got}"]
    wanted = expected(rule, principal, method, relation)
    wrong = [] if got.status in wanted else [f"{where}: {got.status}, not {sorted(wanted)}"]
    if (relation not in MINE or wanted == {404}) and absent is not None and got != absent:
        wrong.append(f"{where}: does not look as if it were absent")
    return wrong


def expected(rule: Rule, principal: str, method: str, relation: str) -> set[int]:
    if principal in WITHOUT_FACTOR and not rule.before_step:
        return TO_SECOND_STEP
    if method not in rule.methods.split():
        return {405} | ({302} if principal in NOBODY and not rule.is_open else set())
    if principal in NOBODY and not rule.is_open:
        return SIGN_IN
    if principal in rule.led_across and principal not in rule.who:
        return ACROSS
    if rule.object == "attempt" and principal not in rule.who:
        return {404}
    if rule.object in GUARDED and principal in FACILITATORS and principal not in rule.who:
        return {404}
    if principal not in rule.who:
        return {403}
    if relation == "across" and rule.on_one_track:
        return {403, 404}  # what families write is for nobody else, and was never shared
    if relation not in MINE or principal not in (rule.has or rule.who):
        return {404}
    return {200, 302, 422} if method == "POST" else {200, 302}
