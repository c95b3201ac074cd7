"""python -m tests.bench.exports [--people N] [--modules N]: how fast a whole program is written as CSV, in what memory.

Makes a database of its own in a temporary folder, and writes the table in a process that did nothing before. Says at
the end whether the goals are met: 1 s of CPU, 20 MB.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.bench import server

SECONDS, MEGABYTES = 1.0, 20.0
AT = datetime(2026, 11, 2, 15, tzinfo=UTC)
RUNS = 5


def main() -> int:
    wanted = argparse.ArgumentParser(prog="tests.bench.exports")
    wanted.add_argument("--people", type=int, default=10_000)
    wanted.add_argument("--modules", type=int, default=36)
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="groundwork-exports-") as name:
        folder = Path(name)
        environment = server.shared(folder, f"sqlite:///{folder / 'bench.sqlite3'}")
        os.environ.update({**environment, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "GROUNDWORK_MODE": "local"})
        prepare(asked.people, asked.modules)
        return subprocess.call([sys.executable, "-c", "from tests.bench import exports; exit(exports.measured())"])


def prepare(people: int, modules: int) -> None:
    """A program with a progress row for each person and module, in every state."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from courses import outline as outlines
    from learners.models import Cohort, Program
    from tests.factories import courses as curriculum

    page = curriculum.large_program(modules)
    program = Program.objects.create(name="Large", curriculum_key=page.translation_key)
    cohort = Cohort.objects.create(
        program=program, name="All", days=[0], starts_at="09:00", ends_at="12:00", time_zone="America/Chicago"
    )
    fill(cohort, list(outlines.get(page.translation_key).by_key), people)


def fill(cohort: Any, keys: list[Any], people: int) -> None:
    from learners.models import Enrolment, ModuleProgress, User

    for first in range(0, people, 1000):
        numbers = range(first, min(first + 1000, people))
        users = User.objects.bulk_create(
            User(sign_in_name=f"p{n}", first_name=f"Person {n}", last_name="Example", uid=uuid4(), password="!")
            for n in numbers
        )
        episodes = Enrolment.objects.bulk_create(
            Enrolment(person=one, cohort=cohort, pathway="mental-health", starts_on=date(2026, 9, 7)) for one in users
        )
        ModuleProgress.objects.bulk_create(
            [row(one, key, place) for one in episodes for place, key in enumerate(keys)], batch_size=2000
        )


def row(enrolment: Any, key: Any, place: int) -> Any:
    from learners.models import ModuleProgress

    state = {0: {"completed_at": AT}, 1: {"excused_at": AT}}.get(place % 3, {})
    return ModuleProgress(enrolment=enrolment, module_key=key, opened_at=AT, last_at=AT, **state)


def measured() -> int:
    import django

    django.setup()
    from courses import outline as outlines
    from learners.models import Program
    from learners.records import progress_export, spreadsheets

    program = Program.objects.get()
    outline = outlines.get(program.curriculum_key)

    def write(most: int | None = None) -> tuple[float, float, int]:
        wall, cpu, size = time.perf_counter(), time.process_time(), 0
        for piece in islice(spreadsheets.csv_chunks(progress_export.table(program, outline, lambda: True)), most):
            size += len(piece.encode())
        return time.perf_counter() - wall, time.process_time() - cpu, size

    write(1)  # what is loaded and kept once
    before = peak()
    runs = [write() for _ in range(RUNS)]
    grown, cpu = peak() - before, min(run[1] for run in runs)
    print(f"{progress_export.count(program)} people x {len(outline.by_key)} modules, {runs[0][2] / 1e6:.1f} MB")  # noqa: T201
    print(f"best of {RUNS}: {cpu:.2f} s of CPU, {min(run[0] for run in runs):.2f} s by the clock; {grown:.1f} MB more")  # noqa: T201
    met = cpu <= SECONDS and grown <= MEGABYTES
    print("goals met" if met else f"goals: {SECONDS} s, {MEGABYTES} MB")  # noqa: T201
    return 0 if met else 1


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
