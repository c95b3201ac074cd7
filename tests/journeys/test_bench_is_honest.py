"""The bench refuses to measure what is not there, counts every byte, and divides by a floor that is one."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bench import weight
from tests.bench.client import Timed, Unexpected, drive, fetch, request
from tests.bench.figures import Series
from tests.bench.jobs import Job

ROOT = Path(__file__).resolve().parents[2]
KEPT = {"Cache-Control": "max-age=31536000, immutable"}
FILES: dict[str, tuple[str, str, dict[str, str]]] = {
    "/": ("text/html", '<link href="/look.css"><script src="/a.js"></script><a href="/other/">other</a>', {}),
    "/look.css": ("text/css", "@font-face { src: url(letters.woff2) }", KEPT),
    "/letters.woff2": ("font/woff2", "x" * 5000, KEPT),
    "/a.js": ("text/javascript", 'import { b } from "./b.js"', KEPT),
    "/b.js": ("text/javascript", "export const b = 1", {"Cache-Control": "no-store"}),
    "/foreign/": ("text/html", '<img src="https://example.org/pixel.png">', {}),
}


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        kind, text, headers = FILES.get(self.path, ("text/plain", "no", {}))
        self.send_response(200 if self.path in FILES else 404)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(text)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def get(path: str) -> bytes:
    return request("GET", path, "")


def test_every_request_of_every_client_is_timed(port):
    timed = drive(port, [[get("/")] * 5 for _ in range(3)], 200)
    assert len(timed.times) == 15
    assert 0 < max(timed.times) <= timed.seconds


def test_another_status_stops_the_bench(port):
    with pytest.raises(Unexpected, match="404 instead of 200"):
        drive(port, [[get("/"), get("/nothing/")]], 200)


def test_a_percentile_is_a_time_that_was_measured():
    series = Series(Job("some", lambda clients, each: [], 200, 2.0), 1)
    series.add(Timed([n / 1000 for n in range(1, 101)], 5.0), cpu=0.2)
    assert [round(series.percentile(percent)) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert series.cpu_ms == 2
    assert series.per_second == 20


def test_a_ratio_is_the_middle_one_of_pairs_that_ran_side_by_side():
    series = Series(Job("some", lambda clients, each: [], 200, 2.0), 1)
    series.pairs = [(2.0, 1.0), (9.0, 3.0), (40.0, 1.0)]
    assert series.ratio == 3


def test_a_first_visit_counts_all_that_a_browser_fetches(port):
    known: dict = {}
    first = weight.of_page(port, "/", "", known)
    assert set(first.sizes) == {"/", "/look.css", "/letters.woff2", "/a.js", "/b.js"}
    assert first.total == sum(fetch(port, get(path)).size for path in first.sizes)
    assert first.sizes["/letters.woff2"] > 5000


def test_the_next_page_counts_again_what_may_not_be_kept(port):
    known: dict = {}
    weight.of_page(port, "/", "", known)
    assert set(weight.of_page(port, "/", "", known).sizes) == {"/", "/b.js"}


def test_a_request_to_another_site_is_an_error(port):
    with pytest.raises(LookupError, match="another site"):
        weight.of_page(port, "/foreign/", "", {})


@pytest.mark.slow
def test_it_runs_from_end_to_end():
    """The figures of so few requests mean nothing; that all of it works does."""
    command = [sys.executable, "-m", "tests.bench", "--smoke"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in ("floor", "plan", "card", "answer save", "hand in"):
        assert page in done.stdout
