"""A sample of the checks of rights is taken away, one at a time: the tests notice. All: `python3 -m tests.removing`."""

import subprocess
import sys

import pytest

from tests.house import tree
from tests.removing import mutants

SAMPLE = 12
ROUTES = ("person", "cohort", "person_sheet", "person_attempt", "program_settings", "guide")
ASKED = [f"tests/learners/test_matrix.py::test_who_comes_in_where_and_how[{name}]" for name in ROUTES]
WHOLE = ("tests/learners/test_rights_asked.py", *ASKED)


@pytest.mark.slow
def test_no_check_of_a_sample_can_go_unnoticed():
    """Every so-manieth of those in learners/access/staff.py."""
    command = [sys.executable, "-m", "tests.removing", "--only", "learners/access/staff", "--sample", str(SAMPLE)]
    done = subprocess.run([*command, *WHOLE], cwd=tree.ROOT, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert f"{SAMPLE} taken away, {SAMPLE} killed" in done.stdout


def test_there_is_something_to_take_away_in_each_place_where_rights_live():
    found = {mutant.file for mutant in mutants.all_of_them()}
    rights = {"learners/access/staff.py", "learners/access/learning.py", "learners/access/admissions.py"}
    assert rights | {"learners/people/roles.py", "learners/views/gates.py", "cms/views/doors.py"} <= found


def test_each_view_behind_a_gate_is_tried_without_it():
    """One mutant for each @signed_in that stands in the views."""
    views = list((tree.ROOT / "learners/views").rglob("*.py"))
    gates = sum(path.read_text().count("\n@signed_in\n") for path in views)
    assert sum(mutant.gate == "signed_in" for mutant in mutants.all_of_them()) == gates > 90
