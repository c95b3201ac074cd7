"""Prints the figures as plain tables, each beside its target."""

import sys
from dataclasses import dataclass, field
from typing import Any

HEAD = f"{'':<22}{'requests/s':>11}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'CPU ms':>9}{'x floor':>9}   target"
SLOWEST = {95: 50, 99: 80}  # ms, of handing in with 8 clients


@dataclass(slots=True)
class Report:
    missed: list[str] = field(default_factory=list)

    def prepared(self, scene: Any, seconds: float) -> None:
        size = f"{scene.people:,} accounts, {scene.events:,} events"
        say(f"{size}; prepared in {seconds:.0f} s. SQLite, synchronous FULL.")

    def series(self, series: list[Any], clients: int) -> None:
        say(f"\n{clients} client{'s' if clients > 1 else ''}, {len(series[1].times):,} requests of each page\n{HEAD}")
        for one in series:
            times = "".join(f"{one.percentile(percent):>9.1f}" for percent in (50, 95, 99))
            line = f"{one.job.name:<22}{one.per_second:>11.0f}{times}{one.cpu_ms:>9.2f}{one.ratio:>9.2f}"
            say(
                line
                + ("" if one is series[0] else self._verdict(f"{one.job.name}, {clients}", one.ratio, one.job.target))
            )
        if clients > 1:
            self._tail(series[-1])

    def weight(self, name: str, weight: Any, most: int, requests: int) -> None:
        if not name.startswith("then"):
            say("")
        verdict = self._verdict(f"weight of {name}", weight.total / 1000, most / 1000, "KB")
        number = self._verdict(f"requests of {name}", len(weight.sizes), requests)
        say(f"{name:<12}{weight.total / 1000:>7.1f} KB{verdict};{len(weight.sizes):>3} requests{number}")
        say("".join(f"\n{'':<14}{size:>8,}  {path}" for path, size in weight.sizes.items()).lstrip("\n"))

    def end(self, seconds: float) -> None:
        say(f"\n{seconds:.0f} s. " + (f"Not met: {'; '.join(self.missed)}." if self.missed else "All targets are met."))

    def _tail(self, one: Any) -> None:
        for percent, most in SLOWEST.items():
            found = one.percentile(percent)
            verdict = self._verdict(f"p{percent} of handing in", found, most, "ms")
            say(f"{one.job.name}, p{percent} {found:.1f} ms{verdict}")

    def _verdict(self, name: str, found: float, most: float, unit: str = "") -> str:
        met = found <= most
        if not met:
            self.missed.append(name)
        return f"   at most {most:g} {unit}".rstrip() + (": met" if met else ": NOT MET")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
