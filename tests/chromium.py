"""The Chromium that browser tests and screenshots drive: found, or installed where that is ours to do."""

import os
import shutil
import sys

import run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# --no-sandbox: containers and root have none. The rest keeps the browser from calling anybody but our test server.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
]


def find() -> str | None:
    found = (
        shutil.which(os.environ["CHROMIUM"]) if "CHROMIUM" in os.environ else None,
        *map(shutil.which, NAMES + PLACES),
    )
    return next((path for path in found if path), None)


def provide() -> str | None:
    """Find it; as root on Debian or Ubuntu install the distribution's package. Raises run.Stop where that fails."""
    if not find() and run.on_debian_as_root():
        run.apt_install("chromium")
    return find()


def required() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true")


def missing() -> str:
    if sys.platform == "darwin":
        how = "brew install --cask chromium"
    elif shutil.which("apt-get"):
        how = "sudo apt install chromium"
    else:
        how = "install Chromium or Google Chrome with this system's package manager"
    return f"There is no Chromium for the browser tests: {how}, or name one in CHROMIUM."


def launch_options() -> dict[str, object]:
    """For Playwright's `launch`."""
    return {"executable_path": find(), "args": ARGUMENTS}
