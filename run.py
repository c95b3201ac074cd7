"""Sets up, runs and tests Groundwork. Needs Python 3.11 or newer and nothing else: only the standard library is used.

    python3 run.py [--port 8000] [--no-demo]    a local copy with a demo clinic
    python3 run.py test [pytest arguments]      everything that is checked; with arguments only those tests
    python3 run.py manage ...                   a Django command; also: bench, screens

Kept in a syntax that Python 3.6 can read, so that an old Python says what to do.
"""

import argparse
import base64
import contextlib
import hashlib
import http.client
import importlib.util
import json
import os
import platform
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
INSTALLED = VENV / "groundwork-installed.json"
VAR = ROOT / "var"
LOG = VAR / "last-step.log"
SERVER_LOG = VAR / "server.log"
DONE = VAR / "set-up.json"
SIGN_INS = VAR / "demo-sign-ins.txt"
ENV_FILE = ROOT / ".env"
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
READY_WITHIN = 60  # seconds
READ_THROUGH = 50000000  # bytes: a larger SQLite file is opened at the start, but not read through

# The steps of `manage.py set_up`, and the files that each is made from: it is due when one of them has changed.
MADE_FROM = {
    "collectstatic": ("*/static/**/*", "cms/static_files.py", "requirements.txt"),
    "migrate": ("*/migrations/*.py", "requirements.txt"),
    "update_index": ("courses/searched.py", "courses/models/modules.py", "requirements.txt"),
    "load_public_pages": ("cms/public_pages/*",),
    "load_curriculum": ("courses/curriculum/**/*", "courses/files/**/*.py", "courses/clinical_reviews.py"),
    "seed_demo": ("learners/demo/second_steps.py",),
}
TASKS = {
    "test": ("requirements-dev.txt", ["-m", "tests.everything"]),
    "manage": ("requirements.txt", ["manage.py"]),
    "bench": ("requirements.txt", ["-m", "tests.bench"]),
    "screens": ("requirements-dev.txt", ["-m", "tests.browser.screens"]),
}


class Stop(Exception):
    """Something that the person must put right, in a sentence or two."""


def main(arguments):
    check_python()
    try:
        return task(*arguments) if arguments and arguments[0] in TASKS else start(arguments)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130 if arguments and arguments[0] in TASKS else 0


def start(arguments):
    parser = argparse.ArgumentParser(prog="run.py", description="Start a local copy of Groundwork.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", action="store_true", help="without the demo clinic")
    wanted = parser.parse_args(arguments)
    began = time.monotonic()
    check_port(wanted.port)
    prepare("requirements.txt")
    check_local()
    set_up([name for name in MADE_FROM if not (wanted.no_demo and name == "seed_demo")])
    return serve(wanted.port, not wanted.no_demo, began)


def task(name, *arguments):
    lock, command = TASKS[name]
    prepare(lock)
    return subprocess.call([str(PYTHON), *command, *arguments], cwd=str(ROOT), env=environment())


# --- child processes --------------------------------------------------------------------------------------------------


def environment(**more):
    """For child processes: this copy's .env, whatever the shell has. Compiled modules are kept: that halves a start."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return dict(kept, GROUNDWORK_ENV_FILE=str(ENV_FILE), PYTHONUNBUFFERED="1", **more)


def quietly(command, sentence, **options):
    """Run a command with its output in the log; where it fails, stop with `sentence` and the last line of that."""
    with LOG.open("w") as log:
        failed = subprocess.call(command, **dict({"stdout": log, "stderr": log, "cwd": str(ROOT)}, **options)) != 0
    if failed:
        raise Stop(f"{sentence} {reason(LOG)}\nAll that was said is in {LOG}")


def reason(log):
    """What a failed command says of itself: a Django command's own words, or else the last line, never a traceback."""
    said = log.read_text(errors="replace").strip()
    said = said.partition("CommandError: ")[2] or said.rpartition("\n")[2]
    return re.sub(r"^[\w.]*(Error|Configured|Exception): ", "", said)


def succeeds(command):
    return subprocess.call(command, cwd=str(ROOT), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


@contextlib.contextmanager
def step(label):
    """Show what is being done, and then the seconds that it took."""
    print(f"  {label:<44}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print()
        raise
    print(f"{time.monotonic() - began:6.1f} s", flush=True)


# --- what the machine must have ---------------------------------------------------------------------------------------


def check_python():
    """Go on with a newer Python where this one is too old and a newer one is there."""
    if sys.version_info >= (3, 11):  # noqa: UP036
        return
    newer = [path for path in map(shutil.which, NEWER) if path]
    if newer and os.name != "nt":
        os.execv(newer[0], [newer[0], str(ROOT / "run.py"), *sys.argv[1:]])  # noqa: S606
    sys.exit(f"Groundwork needs Python 3.11 or newer; this is {platform.python_version()}.\n{how_to_get_python()}")


def how_to_get_python():
    if sys.platform == "darwin":
        return "Install it from https://www.python.org/downloads/ or with: brew install python@3.13"
    if os.name == "nt":
        return "Install it with: winget install Python.Python.3.13"
    if shutil.which("apt-get"):
        return "Install it with: sudo apt install python3.11 python3.11-venv   and then run: python3.11 run.py"
    return "Install it with the package manager of this system, for example: sudo dnf install python3.12"


def check_writable():
    try:
        VAR.mkdir(exist_ok=True)
        (VAR / ".probe").write_text("")
        (VAR / ".probe").unlink()
    except OSError as error:
        where = "Copy Groundwork to a folder of your own, on a disk with free space, and start it there."
        raise Stop(f"Nothing can be written to {VAR} ({error.strerror}). {where}") from error


def check_port(port):
    if not 0 < port < 65536:
        raise Stop("--port takes a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "belongs to the system" if isinstance(error, PermissionError) else "is taken by another program"
            other = port + 1 if 1024 <= port < 65535 else 8000
            raise Stop(f"Port {port} {why}. Choose another one: python3 run.py --port {other}") from error


def on_debian_as_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_install(package):
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    quietly(["apt-get", "update"], "The lists of packages could not be fetched.", env=quiet)
    command = ["apt-get", "install", "-y", "--no-install-recommends", package]
    quietly(command, f"The package {package} could not be installed.", env=quiet)


# --- virtual environment, packages, settings --------------------------------------------------------------------------


def prepare(lock):
    """Make the virtual environment hold what `lock` names, and give this copy its keys. Free when that is done."""
    check_writable()
    uv = shutil.which("uv")
    if not PYTHON.exists():
        with step("Making the virtual environment"):
            make_venv(uv)
    if read_json(INSTALLED).get(lock) != digest(lock):
        with step("Installing packages"):
            install(lock, uv)
    write_env_file()


def make_venv(uv):
    if uv and succeeds([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)]):
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info[1]}-venv"
        if not (os.environ.get("CI") and on_debian_as_root()):
            raise Stop(f"This Python cannot make a virtual environment yet. Install: sudo apt install {package}")
        apt_install(package)
    quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made.")


def install(lock, uv):
    """Exactly the locked files, checked by hash. The development lock contains the other one."""
    locked = ["--require-hashes", "-r", lock]
    if not (uv and succeeds([uv, "pip", "install", "--python", str(PYTHON), *locked])):
        if not succeeds([str(PYTHON), "-m", "pip", "--version"]):
            make_venv(None)  # half made, or made by another Python
        pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile"]
        quietly([*pip, *locked], "The packages could not be installed. Is this machine online?")
    now = {name: digest(name) for name in ("requirements.txt", lock)}
    INSTALLED.write_text(json.dumps(dict(read_json(INSTALLED), **now)))


def digest(lock):
    return hashlib.sha256((ROOT / lock).read_bytes() + sys.version.encode()).hexdigest()


def read_json(path):
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def write_env_file():
    """Keys of this copy's own, readable by its owner only. A file for a local copy gets the key that came later."""
    lines = (
        "# Made by run.py for a local copy; .env.example tells what each name means.",
        "# Keep FIELD_KEYS: without them, what people wrote cannot be read again.",
        "GROUNDWORK_MODE=local",
        f"SECRET_KEY={secrets.token_urlsafe(50)}",
        f"FIELD_KEYS=k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    )
    if not ENV_FILE.exists():
        with os.fdopen(os.open(str(ENV_FILE), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
    if setting("GROUNDWORK_MODE", "production") == "local" and "AUDIT_SIGNING_KEY" not in ENV_FILE.read_text():
        with ENV_FILE.open("a") as file:
            file.write(f"\nAUDIT_SIGNING_KEY={base64.b64encode(secrets.token_bytes(32)).decode()}\n")


def setting(name, default):
    """A value from the environment or .env, as cms.env reads it."""
    found = re.findall(rf"(?m)^[ \t]*{name}[ \t]*=(.*)$", ENV_FILE.read_text())
    return os.environ.get(name, found[0].strip() if found else default)


def check_local():
    if setting("GROUNDWORK_MODE", "production") != "local":
        how = "docs/operations.md tells how to start for real."
        raise Stop(f"The settings in .env are for production, and run.py starts local copies only. {how}")


# --- database, static files, content ----------------------------------------------------------------------------------


def set_up(names):
    """Run those steps whose files have changed since they last succeeded on this database."""
    migrated = is_migrated()
    done = {name: mark for name, mark in read_json(DONE).items() if migrated or name == "collectstatic"}
    due = [name for name in names if done.get(name) != fingerprint(name)]
    if due:
        command = [str(PYTHON), "manage.py", "set_up", "--sign-ins", str(SIGN_INS), *due]
        quietly(command, "Groundwork could not be set up.", stdout=None, env=environment())
        DONE.write_text(json.dumps(dict(done, **{name: fingerprint(name) for name in due})))


def fingerprint(name):
    """Of the files that a step is made from, and of the place where its result lies."""
    place = VAR / "static" if name == "collectstatic" else sqlite_path()
    total = hashlib.sha256(str(place and place.exists() and place.stat().st_ino).encode())
    for path in sorted(path for pattern in MADE_FROM[name] for path in ROOT.glob(pattern) if path.is_file()):
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()


def sqlite_path():
    """None for a database server."""
    url = setting("DATABASE_URL", f"sqlite:///{VAR / 'groundwork.sqlite3'}")
    return ROOT / url[len("sqlite:///") :] if url.startswith("sqlite:///") else None


def is_migrated():
    """Whether what was done before still counts: never with a database server, which is asked at each start."""
    path = sqlite_path()
    if path is None or not path.exists():
        return False
    try:
        with contextlib.closing(sqlite3.connect(str(path))) as connection:
            return has_tables(connection, path)
    except sqlite3.DatabaseError as error:
        what = "Put a backup in its place, or move it away: the next start makes a new, empty one."
        raise Stop(f"The database {path} cannot be used ({error}). {what}") from error


def has_tables(connection, path):
    if not os.access(str(path), os.W_OK):
        raise sqlite3.DatabaseError("it may not be written")
    if path.stat().st_size < READ_THROUGH and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("it is damaged")
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchall())


# --- server -----------------------------------------------------------------------------------------------------------


def serve(port, demo, began):
    """Start the server, say where it is once it answers, and stay until Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with SERVER_LOG.open("w") as log, stopping(start_server(port, log)) as server:
        with step("Starting the server"):
            wait_until_ready(server, port)
        with stopping(start_tick(port, log)):
            print(f"\nGroundwork is at http://127.0.0.1:{port}/ after {time.monotonic() - began:.0f} seconds.\n")
            if demo and SIGN_INS.exists():
                print(SIGN_INS.read_text())
            print(f"Errors and mail are written to {SERVER_LOG}. Ctrl-C stops it.", flush=True)
            return server.wait()


def start_tick(port, log):
    """Sends mail and does what else is due, once a minute, as a timer does on a real site."""
    command = [str(PYTHON), "manage.py", "tick", "--every", "60"]
    return subprocess.Popen(command, cwd=str(ROOT), env=server_environment(port), stdout=log, stderr=log)


def start_server(port, log):
    """gunicorn, for this machine only."""
    address = f"127.0.0.1:{port}"
    # One process, so that a change in the editor reaches every cache at once; threads, since requests wait for disks.
    options = ["--worker-class=gthread", "--workers=1", "--threads=8", "--preload", "--log-level=warning"]
    command = ["-m", "gunicorn", "cms.wsgi", "--bind", address, *options]
    if os.name == "nt":  # no gunicorn there
        command = ["manage.py", "runserver", "--noreload", address]
    return subprocess.Popen([str(PYTHON), *command], cwd=str(ROOT), env=server_environment(port), stderr=log)


def server_environment(port):
    return environment(**({} if setting("BASE_URL", "") else {"BASE_URL": f"http://127.0.0.1:{port}"}))


@contextlib.contextmanager
def stopping(server):
    """Leave no server behind, whatever ends the block."""
    try:
        yield server
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=10)
        server.kill()


def wait_until_ready(server, port):
    until = time.monotonic() + READY_WITHIN
    answer = ""
    while answer != "ok":
        if server.poll() is not None or time.monotonic() > until:
            raise Stop(f"The server did not start. {answer or reason(SERVER_LOG)}")
        time.sleep(0.05)
        answer = ask(port, "/healthz/ready")


def ask(port, path):
    """What the server answers, or "" while it does not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode().strip()
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
