"""A password does not say where it is used."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from learners.demo import sign_ins
from learners.entrance.password_words import OF_DEMO, NotOurWords

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programs(cast, settings):
    """Of the cast: "Day program"."""
    settings.BASE_URL = "https://learn.lakeside.example"


@pytest.mark.parametrize(
    "password",
    ["Groundwork-2026!", "groundworkgroundwork", "lakeside 12345678", "Recovery.Program.1", "welcome password 1"],
)
def test_words_of_the_site_alone_are_refused(password):
    with pytest.raises(ValidationError, match="names of this site"):
        validate_password(password)


def test_with_other_words_they_may_stand():
    validate_password("groundwork under a pear tree")
    validate_password("three calm words here")
    validate_password("483920-573920-1184")


def test_the_password_of_the_demo_is_for_the_demo(settings):
    assert sign_ins.PASSWORD.replace("-", "") == OF_DEMO
    NotOurWords().validate(sign_ins.PASSWORD)
    settings.MODE = "production"
    for password in (sign_ins.PASSWORD, "Quiet River Bread Window 1"):
        with pytest.raises(ValidationError, match="of the demo"):
            validate_password(password)
