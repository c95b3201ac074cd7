"""Measures what a request costs beside a bare Django view, in one run: `python -m tests.bench`."""
