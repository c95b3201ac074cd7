"""From rounds to figures: pairs of floor and job, side by side in time, so that a busy machine troubles both alike."""

from dataclasses import dataclass, field
from math import ceil
from statistics import median

from tests.bench.client import Timed, drive
from tests.bench.jobs import Job
from tests.bench.server import Server


@dataclass(slots=True)
class Series:
    """`cpu` in seconds of all requests; `pairs` are (job, floor) in CPU seconds a request, one for each round."""

    job: Job
    clients: int
    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0
    pairs: list[tuple[float, float]] = field(default_factory=list)

    def add(self, timed: Timed, cpu: float) -> float:
        """CPU seconds for each request of this round."""
        self.times += timed.times
        self.seconds += timed.seconds
        self.cpu += cpu
        return cpu / len(timed.times)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / len(self.times)

    @property
    def ratio(self) -> float:
        return median(job / floor for job, floor in self.pairs) if self.pairs else 1.0

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        ordered = sorted(self.times)
        return 1000 * ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def measure(
    site: Server, bare: Server, jobs: list[Job], floor: Job, *, clients: int, each: int, rounds: int
) -> list[Series]:
    """The floor's series first, then one for each job. Before every round of a job comes one of the floor."""
    floors, series = Series(floor, clients), [Series(job, clients) for job in jobs]
    for _ in range(rounds):
        for one in series:
            below = floors.add(*_once(bare, floor, clients, each))
            one.pairs.append((one.add(*_once(site, one.job, clients, each)), below))
    return [floors, *series]


def _once(server: Server, job: Job, clients: int, each: int) -> tuple[Timed, float]:
    queues = job.queues(clients, each)
    before = server.cpu()
    timed = drive(server.port, queues, job.expect)
    return timed, server.cpu() - before
