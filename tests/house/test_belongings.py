"""Every table that holds something of a person stands in the register of belongings, and the register tells the truth
about its columns.
"""

import pytest
from django.apps import apps
from django.db import models

from learners.models import User
from learners.privacy import belongings
from learners.privacy.belongings import BELONGINGS, Fate

BY_NAME = {one.model: one for one in BELONGINGS}
STANDING = list(belongings.standing())


def of_people() -> set[str]:
    """All of learners, and whatever else points at an account."""
    ours = apps.get_app_config("learners").get_models(include_auto_created=True)
    pointing = [
        field.related_model
        for field in User._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.related_model
    ]
    return {model._meta.label for model in (*ours, *pointing) if not model._meta.proxy}


def test_every_table_about_people_is_in_the_register_once():
    assert len(BY_NAME) == len(BELONGINGS)
    assert of_people() - set(BY_NAME) == set()
    assert len(of_people()) > 50
    assert [one.model for one in BELONGINGS if belongings.model_of(one) is None] == []


def test_sessions_and_outgoing_mail_are_in_it_although_no_column_points_at_a_person():
    assert {"sessions.Session", "learners.OutgoingMail"} <= set(BY_NAME)


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.model)
def test_its_columns_are_there(one):
    model = belongings.model_of(one)
    names = {field.name for field in model._meta.concrete_fields}
    told = {name for side in one.sides for name in side.only}
    assert {*one.untold, *one.sealed, *one.emptied, *one.emptied_where, *told} - names == set()
    for side in one.sides:
        assert model._default_manager.filter(**{side.path: 0}).query


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.model)
def test_every_column_that_points_at_an_account_is_known(one):
    """Only the account itself and links of Wagtail's own that say who locks or resolves may go without."""
    model = belongings.model_of(one)
    pointing = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }
    assert pointing - {side.path for side in one.sides} - {"locked_by", "resolved_by"} == set()


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.model)
def test_what_says_nothing_of_a_person_is_told_to_nobody(one):
    if one.fate == Fate.NOBODYS:
        assert [side for side in one.sides if side.heading] == []


@pytest.mark.parametrize("one", STANDING, ids=lambda one: one.model)
def test_every_sealed_column_is_named(one):
    """A column that is called sealed is sealed, and nothing of it is left out of an export."""
    model = belongings.model_of(one)
    sealed = {field.name for field in model._meta.concrete_fields if field.name.startswith("sealed")}
    if one.model != "learners.OutgoingMail":
        assert sealed == set(one.sealed)
    assert not sealed & set(one.untold)
