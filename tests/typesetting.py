"""The system libraries that PDFs need: found, or installed where that is ours to do. A local copy runs without them."""

import run

# Debian's Chromium brings most of them; named here, so that nothing hangs on what another package happens to need.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def are_there() -> bool:
    """Asked of a process of its own: what once failed to load stays so in this one."""
    return run.succeeds([str(run.PYTHON), "-c", "import weasyprint"])


def provide() -> bool:
    """As root on Debian or Ubuntu install what is missing. Raises run.Stop where that fails."""
    if not are_there() and run.on_debian_as_root():
        for package in PACKAGES:
            run.apt_install(package)
    return are_there()


def missing() -> str:
    return f"PDFs cannot be made here. On Debian or Ubuntu: sudo apt install {' '.join(PACKAGES)}"
