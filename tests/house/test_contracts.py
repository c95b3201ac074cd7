"""Knowledge points down, and the database schema is the one that the models describe."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house import tree


def test_the_import_contracts_hold():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["cms/settings.py", "cms/urls.py"])
def test_settings_and_addresses_name_the_other_apps_by_strings_only(name):
    source = tree.read(tree.ROOT / name)
    assert [
        line
        for line in source.splitlines()
        if line.strip().startswith(("from courses", "from learners", "import courses"))
    ] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)


def test_migrations_are_named_for_what_they_do():
    automatic = [
        tree.name(path)
        for app in tree.APPS
        for path in tree.files(".py", under=f"{app}/migrations")
        if "_auto_" in path.name
    ]
    assert automatic == []
