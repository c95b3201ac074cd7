"""What tests of the curriculum share."""

import pytest

from courses.files.reading import read
from tests.courses.files.example import FILES, build


@pytest.fixture
def files(tmp_path):
    """Read the example, with changes."""

    def changed(**changes):
        return read(build(tmp_path / "curriculum", **{**FILES, **changes}))

    return changed
