"""Runs every check and test, one after the other, and says at the end what failed. `python3 run.py test` calls it.

With arguments it only hands them to pytest.
"""

import base64
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass

import run
from tests import chromium, typesetting

APPS = ("cms", "courses", "learners")
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed)\b")


@dataclass
class Step:
    name: str
    command: list[str]
    environment: dict[str, str] | None = None
    is_pytest: bool = False
    failed: bool = False
    seconds: float = 0.0
    counts: str = ""


def main(arguments: list[str]) -> int:
    provide_browser()
    provide_typesetting()
    if arguments:
        return subprocess.call([sys.executable, "-m", "pytest", *arguments])
    steps = list(all_steps())
    for step in steps:
        perform(step)
    return summary(steps)


def provide_browser() -> None:
    try:
        found = chromium.provide()
    except run.Stop as stop:
        found = None
        print(stop)
    if not found:
        print(chromium.missing(), "With CI=true that is a failure." if chromium.required() else "They are skipped.")


def provide_typesetting() -> None:
    """Tests that set a PDF fail without it: it is part of what a clinic gets."""
    try:
        found = typesetting.provide()
    except run.Stop as stop:
        found = False
        print(stop)
    if not found:
        print(typesetting.missing(), "Tests of PDFs fail without it.")


def all_steps() -> Iterator[Step]:
    python, here = [sys.executable], os.path.dirname(sys.executable)
    yield Step("ruff check", [*python, "-m", "ruff", "check", "."])
    yield Step("ruff format", [*python, "-m", "ruff", "format", "--check", "."])
    yield Step("template format", [f"{here}/djangofmt", "--check", "templates"])
    yield Step("template lint", [f"{here}/djangofmt", "check", "templates"])
    yield Step("types", [*python, "-m", "mypy", *APPS])
    yield Step("import contracts", [f"{here}/lint-imports"])
    deploy = [*python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    yield Step("deployment check", deploy, like_production())
    missing = [*python, "manage.py", "makemigrations", "--check", "--dry-run"]
    yield Step("missing migrations", missing, like_production())
    pytest = [*python, "-m", "pytest", "-q", "-ra"]
    yield Step("tests", [*pytest, "-m", "not browser", "-n", "2"], is_pytest=True)
    yield Step("browser tests", [*pytest, "-m", "browser"], is_pytest=True)


def like_production() -> dict[str, str]:
    """Settings as a clinic would have them, with keys that are thrown away."""
    return {
        "GROUNDWORK_ENV_FILE": os.devnull,
        "GROUNDWORK_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "AUDIT_SIGNING_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "groundwork.example",
        "BASE_URL": "https://groundwork.example",
        "DATABASE_URL": f"sqlite:///{tempfile.mkdtemp()}/check.sqlite3",
        "TRUSTED_PROXIES": "1",
    }


def perform(step: Step) -> None:
    """Show a test run as it goes; of a check only its result, and all that it said where it failed."""
    began = time.monotonic()
    if step.is_pytest:
        print(f"\n{step.name}", flush=True)
    step.failed, said = (followed if step.is_pytest else quiet)(step)
    step.seconds = time.monotonic() - began
    if step.is_pytest:
        step.counts = said
    else:
        print(f"  {step.name:<24}{step.seconds:6.1f} s  {'FAILED' if step.failed else 'ok'}", flush=True)
        print(said if step.failed else "", end="", flush=True)


def quiet(step: Step) -> tuple[bool, str]:
    environment = {**os.environ, **(step.environment or {})}
    done = subprocess.run(step.command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode != 0, done.stdout


def followed(step: Step) -> tuple[bool, str]:
    """Pass every line on; the closing line holds the counts."""
    closing = ""
    with subprocess.Popen(step.command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing = line if COUNTED.search(line) else closing
    return process.returncode != 0, closing


def summary(steps: list[Step]) -> int:
    """The table of steps, then one line with the counts of both test runs."""
    print()
    for step in steps:
        print(f"  {step.name:<24}{step.seconds:7.1f} s  {'FAILED' if step.failed else 'ok'}")
    totals: dict[str, int] = {"passed": 0, "failed": 0, "error": 0, "skipped": 0}
    for number, what in COUNTED.findall("\n".join(step.counts for step in steps)):
        totals[what.removesuffix("s")] = totals.get(what.removesuffix("s"), 0) + int(number)
    failed = [step.name for step in steps if step.failed]
    result = f"FAILED: {', '.join(failed)}" if failed else "ok"
    print(f"  {'all':<24}{sum(step.seconds for step in steps):7.1f} s  {result}")
    print(f"{totals['passed']} passed, {totals['failed'] + totals['error']} failed, {totals['skipped']} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
