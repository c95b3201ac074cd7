"""The tests that judge: collected once, with the database and the world ready in memory, and run in forked children."""

import json
import os
import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.removing import mutants, swapping
from tests.removing.mutants import Mutant

JURY = (
    "tests/learners/test_matrix.py",
    "tests/learners/test_rights_lost.py",
    "tests/learners/test_rights_asked.py",
    "tests/learners/test_matrix_others.py::test_accounts_groups_and_settings_are_the_operators",
    "tests/learners/safekeeping/test_sharing.py",
    "tests/learners/families",
    "tests/learners/entrance/test_second_step.py",
    "tests/learners/entrance/test_limits.py",
    "tests/learners/entrance/test_sign_in.py",
    "tests/learners/privacy/test_emergencies.py",
    "tests/learners/privacy/test_restriction.py",
    "tests/learners/post/test_mail_reasons.py",
    "tests/cms/test_doors.py",
)
NOT_ASKED = ("test_every_", "test_the_matrix_is_large", "test_each_address")
KILLED, SURVIVED, BROKEN = 0, 1, 2


@dataclass
class Jury:
    """A pytest plugin: after the collection it takes the place of the loop that runs the tests."""

    wanted: list[Mutant]
    results: dict[str, str] = field(default_factory=dict)
    reached: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    failed: str = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items if not item.name.startswith(NOT_ASKED)}
        _thin()
        first = next(item for item in self.items.values() if "world" in item.fixturenames)
        _run(first)  # makes the database and the world, and leaves them standing
        self.reached = json.loads(_in_child(self._look, json_out=True))
        for mutant in self.wanted:
            self.results[mutant.name] = self._judge(mutant)
            print(f"{self.results[mutant.name]:9}{mutant.name}", flush=True)
        return True

    def _look(self) -> dict[str, list[tuple[float, str]]]:
        """Which tests call which function, the quickest first; all must pass while nothing is taken away."""
        reached: dict[str, dict[str, float]] = {}
        called: set[str] = set()
        swapping.watch(sorted({mutant.file for mutant in self.wanted}), called.add)
        for node, item in self.items.items():
            called.clear()
            began = time.monotonic()
            if problem := _run(item):
                raise AssertionError(f"{node} fails by itself:\n{problem}")
            for name in called:
                reached.setdefault(name, {})[node] = round(time.monotonic() - began, 3)
        return {name: sorted((spent, node) for node, spent in nodes.items()) for name, nodes in reached.items()}

    def _judge(self, mutant: Mutant) -> str:
        nodes = self._asked(mutant)
        return {KILLED: "killed", SURVIVED: "survived"}.get(_in_child(lambda: self._ask(mutant, nodes)), "broken")

    def _asked(self, mutant: Mutant) -> list[str]:
        """Whoever calls the function, the quickest first. Before a gate some turn back: then all of its module."""
        own = [node for _, node in self.reached.get(f"{mutant.file} {mutant.function}", ())]
        if own and not mutant.gate:
            return own
        called = [found for name, found in self.reached.items() if name.startswith(f"{mutant.file} ")]
        return list(dict.fromkeys([*own, *(node for _, node in sorted(one for found in called for one in found))]))

    def _ask(self, mutant: Mutant, nodes: Iterable[str]) -> int:
        swapping.apply(mutant)
        return KILLED if any(_run(self.items[node]) for node in nodes) else SURVIVED


def judge(wanted: list[Mutant], chosen: list[str]) -> Jury:
    """`chosen`: which tests to ask, as pytest takes them."""
    jury = Jury(wanted)
    there = [path for path in chosen or JURY if os.path.exists(path.partition("::")[0])]
    options = ["-q", "-p", "no:randomly", "-p", "no:logging", "-p", "no:cacheprovider", "--no-header", *there]
    code = pytest.main(options, plugins=[jury])
    jury.failed = "" if code in (0, 5) else f"pytest ended with {code}"
    return jury


def _thin() -> None:
    """The matrix stops at the first wrong cell, and asks each address once by each way in."""
    from tests.learners import test_matrix

    test_matrix.THIN = True


def _run(item: Any) -> str:
    """What went wrong; empty where nothing did. The fixtures of the session stay."""
    from _pytest.runner import runtestprotocol

    item._initrequest()
    reports = runtestprotocol(item, log=False, nextitem=item.session)
    return "\n".join(str(report.longrepr) for report in reports if report.outcome == "failed")


def _in_child(act: Any, json_out: bool = False) -> Any:
    """What it returns: through a pipe, or as the code with which the child ends."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        code = BROKEN
        try:
            os.close(reading)
            _quiet()
            answer = act()
            if json_out:
                with os.fdopen(writing, "w") as pipe:
                    json.dump(answer, pipe)
            code = 0 if json_out else answer
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if json_out and code:
        raise SystemExit("The tests do not pass by themselves, so they can judge nothing.")
    return said if json_out else code


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


assert mutants.GATES
