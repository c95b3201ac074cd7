"""Nothing that begins after a revocation was committed carries data, however quickly somebody reloads."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from learners.models import Disclosure
from tests.factories.people import make_cast
from tests.house import tree
from tests.learners.families.conftest import sign
from tests.learners.families.racing import race_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def consent(curriculum, now):
    link = make_cast(curriculum.program_key).ana_learns.family_links.get()
    return sign(link, now=now)


def test_no_reading_carries_data_after_the_revocation_was_committed(consent):
    found = race_of(consent.pk)
    assert found["carried"] > 0
    assert found["refused"] > 0
    assert (found["late"], found["troubles"]) == (0, 0)
    assert Disclosure.objects.count() == 2 * found["carried"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="for a database in a file")
def test_nor_on_a_database_in_a_file(consent, tmp_path):
    file = tmp_path / "race.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "cms.settings"}
    command = [sys.executable, "-m", "tests.learners.families.racing", str(consent.pk)]
    done = subprocess.run(command, cwd=tree.ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert found["carried"] > 0
    assert found["refused"] > 0
    assert (found["late"], found["troubles"]) == (0, 0)
