"""The site as it runs for real, but with its collected files in the bench's own folder."""

import os
from pathlib import Path

from cms.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["BENCH_ROOT"]) / "static"
