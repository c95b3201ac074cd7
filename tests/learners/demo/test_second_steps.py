"""The demo's staff sign in with codes that `demo_code` tells, and a real site does not start with them."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from cms import checks
from learners.demo import second_steps, sign_ins
from learners.entrance import factors
from learners.models import User
from learners.people import roles
from tests.learners.entrance.keys import give_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(curriculum) -> None:
    call_command("seed_demo", stdout=StringIO(), stderr=StringIO())


def told(*names: str) -> dict[str, str]:
    said = StringIO()
    call_command("demo_code", *names, stdout=said)
    return dict(re.findall(r"^  (\w+) +(\d{6}) ", said.getvalue(), re.MULTILINE))


def test_everybody_of_the_demo_comes_in_as_the_table_says(clinic):
    """Staff with the code, learners without."""
    codes = told()
    for one in sign_ins.EVERYBODY:
        client = Client()
        client.post(reverse("account_login"), {"login": one.name, "password": sign_ins.PASSWORD})
        person = User.objects.get(sign_in_name=one.name)
        assert roles.is_staff(person) == (one.name in codes), one.name
        if one.name in codes:
            assert "_auth_user_id" not in client.session
            give_code(client, codes[one.name])
        assert client.session["_auth_user_id"] == str(person.pk), one.name
        assert client.get("/start/", follow=True).status_code == 200, one.name


def test_the_table_says_where_codes_come_from():
    assert "python3 run.py manage demo_code" in sign_ins.table()


def test_one_name_tells_one_code(clinic):
    assert set(told("fran")) == {"fran"}
    with pytest.raises(CommandError, match="No demo account of staff is called maya"):
        told("maya")


def test_codes_are_of_this_copy_alone(settings):
    here = second_steps.secret("fran")
    assert len(here) == 32
    assert here != second_steps.secret("pat")
    settings.SECRET_KEY = "another copy's key, which is long enough for this"
    assert second_steps.secret("fran") != here


@override_settings(MODE="production")
def test_a_real_site_tells_no_code(clinic):
    with pytest.raises(CommandError, match="local copies only"):
        told()


def test_a_real_site_does_not_start_with_a_demo_second_step(clinic):
    found = [problem for problem in checks.problems() if problem.id == "E016"]
    assert len(found) == len(second_steps.STAFF)
    assert all("fran" not in problem.wrong for problem in found), "ids, not names"
    for one in second_steps.STAFF:
        factors.reset(User.objects.get(sign_in_name=one.name), by=None, now=timezone.now())
    assert [problem for problem in checks.problems() if problem.id == "E016"] == []


def test_an_account_of_that_name_with_a_step_of_its_own_is_no_problem(db):
    fran = User.objects.create_user("fran", "three calm words here")
    factors.set_up_app(fran, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert list(second_steps.problems()) == []


def test_a_database_that_is_not_set_up_yet_has_no_problem(monkeypatch):
    from django.db import OperationalError

    def broken(names):
        raise OperationalError("no such table")

    monkeypatch.setattr(factors, "of_names", broken)
    assert list(second_steps.problems()) == []
