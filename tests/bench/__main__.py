"""python -m tests.bench [--quick] [--learners N] [--workers N] [--check]

Prints requests a second, times and CPU of the learner's pages beside the floor, and what the pages weigh.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import server
from tests.bench.client import Unexpected
from tests.bench.server import Server

WARM_UP = 20  # requests of each client
FIRST_VISIT, NEXT_PAGE, REQUESTS = 70_000, 16_000, 6


class Plan(NamedTuple):
    """`rounds` maps clients to (requests of each client, rounds); floor and page take turns in each round."""

    learners: int
    rounds: dict[int, tuple[int, int]]
    warm_up: int = WARM_UP


FULL = Plan(1000, {1: (30, 16), 8: (12, 16)})
QUICK = Plan(100, {1: (20, 6), 8: (8, 5)})
SMOKE = Plan(12, {1: (3, 1), 8: (2, 1)}, warm_up=1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", dest="plan", action="store_const", const=QUICK, default=FULL, help="rough figures")
    parser.add_argument("--smoke", dest="plan", action="store_const", const=SMOKE, help="a few requests, to see it run")
    parser.add_argument("--learners", type=int, default=0, help="invented learners in the database (1,000; quick: 100)")
    parser.add_argument("--workers", type=int, default=1, help="processes of each server")
    parser.add_argument("--check", action="store_true", help="fail where a target is not met")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="groundwork-bench-") as name:
        report = run(Path(name), wanted)
    return 1 if wanted.check and report.missed else 0


def run(folder: Path, wanted: argparse.Namespace) -> Any:
    """Set Django up on a database of the bench's own, start both servers, measure, print."""
    database = f"sqlite:///{folder / 'bench.sqlite3'}"
    settings = {"GROUNDWORK_MODE": "local", "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    os.environ.update({**server.shared(folder, database), **settings})
    import django

    django.setup()
    from tests.bench import scene
    from tests.bench.report import Report

    plan, report = wanted.plan, Report()
    takers = sum(clients * (each * rounds + plan.warm_up) for clients, (each, rounds) in plan.rounds.items())
    began = time.monotonic()
    made = scene.prepare(learners=wanted.learners or plan.learners, readers=max(plan.rounds), takers=takers)
    report.prepared(made, time.monotonic() - began)
    environment = server.production(folder, database)
    with (
        Server("cms.wsgi", folder, environment, wanted.workers) as site,
        Server("tests.bench.floor:bare()", folder, environment, wanted.workers) as bare,
    ):
        try:
            _measure(site, bare, made, plan, report)
            _weigh(site, made, report)
        except (Unexpected, LookupError) as error:
            sys.exit(f"{error}\n\nThe server said:\n{site.log.read_text()[-3000:]}")
    if not scene.all_handed_in(made, takers):
        sys.exit("Attempts that were handed in are not all on record: these figures mean nothing.")
    report.end(time.monotonic() - began)
    return report


def _measure(site: Server, bare: Server, made: Any, plan: Plan, report: Any) -> None:
    from tests.bench import jobs
    from tests.bench.figures import measure

    all_jobs, floor = jobs.jobs(made), jobs.floor(made)
    for clients, (each, rounds) in plan.rounds.items():
        measure(site, bare, all_jobs, floor, clients=clients, each=plan.warm_up, rounds=1)
        report.series(measure(site, bare, all_jobs, floor, clients=clients, each=each, rounds=rounds), clients)


def _weigh(site: Server, made: Any, report: Any) -> None:
    from tests.bench import jobs, weight

    cookies = jobs.cookies(made.readers[0])
    for name, first, then in (
        ("plan", "/learn/", jobs.card_path(made, 0)),
        ("card", jobs.card_path(made, 0), "/learn/"),
    ):
        known: dict[str, Any] = {}
        report.weight(name, weight.of_page(site.port, first, cookies, known), FIRST_VISIT, REQUESTS)
        report.weight(
            f"then {'card' if name == 'plan' else 'plan'}",
            weight.of_page(site.port, then, cookies, known),
            NEXT_PAGE,
            REQUESTS,
        )


if __name__ == "__main__":
    sys.exit(main())
