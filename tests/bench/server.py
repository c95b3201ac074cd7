"""A gunicorn of the kind that the site runs on, in production mode, and the CPU time of all its processes."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

# One process and eight threads, preloaded: as run.py starts it.
OPTIONS = ["--worker-class=gthread", "--threads=8", "--preload", "--log-level=warning"]
READY_WITHIN = 60  # seconds


class Server:
    """`app` is what gunicorn serves. Use as a context: nothing is left running."""

    def __init__(self, app: str, folder: Path, environment: dict[str, str], workers: int = 1) -> None:
        self.port = free_port()
        self.log = folder / f"{self.port}.log"
        command = [sys.executable, "-m", "gunicorn", app, f"--workers={workers}", *OPTIONS]
        self.command = [*command, f"--bind=127.0.0.1:{self.port}"]
        self.environment = {**environment, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}

    def __enter__(self) -> "Server":
        with self.log.open("w") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + READY_WITHIN
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > until:
                self.process.kill()
                sys.exit(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def cpu(self) -> float:
        """Seconds on a CPU so far, of every thread of every process of this server."""
        return sum(map(_seconds, _tree(self.process.pid)))

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def production(folder: Path, database: str) -> dict[str, str]:
    """The environment of a real site. TLS ends at a proxy, whose header the clients send."""
    own = {
        "GROUNDWORK_MODE": "production",
        "BASE_URL": "https://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "TRUSTED_PROXIES": "1",
    }
    return {**os.environ, **shared(folder, database), **own}


def shared(folder: Path, database: str) -> dict[str, str]:
    """What the servers and the process that prepares their database have in common."""
    return {
        "GROUNDWORK_ENV_FILE": os.devnull,
        "SECRET_KEY": "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
        "FIELD_KEYS": "b1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "AUDIT_SIGNING_KEY": "YmVuY2gtb25seS1iZW5jaC1vbmx5LWJlbmNoLW9ubHk=",
        "AUDIT_CHECKPOINTS": str(folder / "audit-checkpoints.jsonl"),
        "ERASURE_LEDGER": str(folder / "erasures.jsonl"),
        "DATABASE_URL": database,
        "STATICFILES_STORAGE": "cms.static_files.Storage",
        "BENCH_ROOT": str(folder),
        "MEDIA_ROOT": str(folder / "media"),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tree(pid: int) -> list[int]:
    """The process, its children, and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _seconds(pid: int) -> float:
    """From the scheduler, in nanoseconds for each thread; clock ticks would be too coarse."""
    return sum(int(one.read_text().split()[0]) for one in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
