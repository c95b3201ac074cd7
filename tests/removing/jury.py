"""The tests that judge: collected once, with the database and the world ready in memory, and run in forked children."""

import functools
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
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
    "tests/learners/people",
    "tests/learners/entrance",
    "tests/learners/privacy",
    "tests/learners/post/test_mail_reasons.py",
    "tests/cms/test_doors.py",
)
NOT_ASKED = (  # of the matrix: they ask about the rules, not about rights
    "test_every_route_has_exactly_one_rule",
    "test_every_rule_has_a_route",
    "test_the_matrix_is_large",
    "test_each_address_that_is_tried",
)
NOT_HERE = {"caplog", "page", "live_server", "browser"}  # fixtures for which nothing is set up here
PATIENCE = 60  # seconds of work for one change
MATRIX = "tests/learners/test_matrix.py"
KILLED, SURVIVED, BROKEN = 0, 1, 2


@dataclass
class Jury:
    """A pytest plugin: after the collection it takes the place of the loop that runs the tests."""

    wanted: list[Mutant]
    at_once: int = 1
    results: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)  # by test
    reached: dict[str, list[str]] = field(default_factory=dict)  # "file function" -> the tests that call it
    unfit: list[str] = field(default_factory=list)
    failed: str = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items if _can_judge(item)}
        _thin()
        first = next(item for item in self.items.values() if "world" in item.fixturenames)
        _run(first)  # makes the database and the world, and leaves them standing
        self.seconds, self.reached, self.unfit = _told(self._look)
        running: dict[int, Mutant] = {}
        for mutant in self.wanted:
            if len(running) == self.at_once:
                self._wait(running)
            running[_start(functools.partial(self._ask, mutant))] = mutant
        while running:
            self._wait(running)
        return True

    def _look(self) -> tuple[dict[str, float], dict[str, list[str]], list[str]]:
        """How long each test takes and what it calls. One that fails by itself can judge nothing."""
        seconds: dict[str, float] = {}
        reached: dict[str, list[str]] = {}
        unfit: list[str] = []
        called: set[str] = set()
        swapping.watch(sorted({mutant.file for mutant in self.wanted}), called.add)
        for node, item in self.items.items():
            called.clear()
            began = time.process_time()
            if problem := _run(item):
                print(f"{node} fails by itself:\n{problem}", file=sys.stderr)
                unfit.append(node)
                continue
            seconds[node] = round(time.process_time() - began, 3)
            for name in called:
                reached.setdefault(name, []).append(node)
        return seconds, reached, unfit

    def _wait(self, running: dict[int, Mutant]) -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        said = {KILLED: "killed", SURVIVED: "survived"}.get(os.waitstatus_to_exitcode(status), "broken")
        self.results[mutant.name] = said
        print(f"{said:9}{mutant.name}", flush=True)

    def _asked(self, mutant: Mutant) -> list[str]:
        """Whoever calls the function or asks for its address; of what is no function, whoever calls its module."""
        about = self._about(mutant.file)
        nodes = self.reached.get(f"{mutant.file} {mutant.function}") or list(about)
        is_view = mutant.file.startswith("learners/views/") and not mutants.bears_rights(mutant.file)
        return sorted(
            nodes, key=lambda node: (not (is_view and node.startswith(MATRIX)), self.seconds[node] / about[node])
        )

    def _about(self, file: str) -> dict[str, float]:
        """By test: the more of a module it calls, and the fewer others call that, the more it is about the module."""
        about: dict[str, float] = {}
        for name, nodes in self.reached.items():
            for node in nodes if name.startswith(f"{file} ") else ():
                about[node] = about.get(node, 0) + 1 / len(nodes)
        return about

    def _ask(self, mutant: Mutant) -> int:
        """What the patience does not reach counts as survived: a check must be missed by tests that are about it."""
        swapping.apply(mutant)
        for node in self._asked(mutant):
            if _run(self.items[node]):
                return KILLED
            if time.process_time() > PATIENCE:
                break
        return SURVIVED


def judge(wanted: list[Mutant], chosen: list[str], at_once: int) -> Jury:
    """`chosen`: which tests to ask, as pytest takes them. `at_once`: how many changes are judged side by side."""
    jury = Jury(wanted, at_once)
    there = [path for path in chosen or JURY if os.path.exists(path.partition("::")[0])]
    options = ["-q", "-p", "no:randomly", "-p", "no:logging", "-p", "no:cacheprovider", "--no-header", *there]
    code = pytest.main(options, plugins=[jury])
    jury.failed = "" if code in (0, 5) else f"Pytest ended with {code}."
    if jury.unfit:
        jury.failed = " ".join(["These tests fail by themselves, so they were not asked:", *jury.unfit])
    return jury


def _can_judge(item: Any) -> bool:
    return not item.name.startswith(NOT_ASKED) and NOT_HERE.isdisjoint(getattr(item, "fixturenames", ()))


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


def _start(act: Callable[[], int]) -> int:
    """A child that ends with what `act` returns as its code. Returns the child."""
    if (child := os.fork()) == 0:
        code = BROKEN
        try:
            _quiet()
            code = act()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def _told(act: Callable[[], Any]) -> Any:
    """What `act` returns, done in a child."""
    reading, writing = os.pipe()

    def tell() -> int:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(act(), pipe)
        return 0

    child = _start(tell)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit("The tests could not be looked through, so they can judge nothing.")
    return json.loads(said)


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


assert mutants.GATES
