"""The test database is in a known state at the start of each test, whatever the test before committed."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.models import Locale, Page, Site

import cms.settings
from cms import append_only
from learners.models import User


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_migrations_made_is_there_after_a_test_that_committed(turn):
    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.filter(is_default_site=True).exists()
    assert Locale.objects.exists()
    assert Permission.objects.filter(codename="access_admin").exists()
    assert append_only.tables(connection)
    assert not User.objects.exists()
    User.objects.create_user("left-over")
    Group.objects.all().delete()
    Site.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_may_have_the_curriculum(curriculum):
    assert "p02" in curriculum.by_code
    Page.objects.filter(depth__gt=1).delete()


@pytest.mark.django_db
def test_a_test_may_have_the_curriculum(curriculum):
    assert "f01" in curriculum.by_code


@pytest.mark.django_db
def test_without_asking_there_is_none():
    from courses.models import ModulePage

    assert not ModulePage.objects.exists()


def test_passwords_are_hashed_quickly_in_tests_only(settings):
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert cms.settings.PASSWORD_HASHERS[0] == "learners.entrance.sign_in.Argon2id"


def test_real_passwords_are_hashed_with_argon2id(settings):
    from django.contrib.auth.hashers import check_password, make_password

    settings.PASSWORD_HASHERS = cms.settings.PASSWORD_HASHERS
    hashed = make_password("three calm words here")
    assert hashed.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert check_password("three calm words here", hashed)
