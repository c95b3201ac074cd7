"""What a module asks its reader to say aloud: every module of ours does, families' modules in words without blame."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses import teach_backs, words

pytestmark = pytest.mark.django_db


def test_every_module_for_families_has_a_prompt_of_its_own(curriculum):
    families = [one for one in curriculum.by_key.values() if one.audience == "family"]
    prompts = {teach_backs.prompt_of(one.key) for one in families}
    assert len(families) == 12
    assert len(prompts) == 12
    assert "" not in prompts
    assert [prompt for prompt in prompts if words.find(prompt)] == []


def test_it_is_kept_until_something_is_published(curriculum):
    key = next(iter(curriculum.by_key))
    teach_backs.prompt_of(key)
    with CaptureQueriesContext(connection) as captured:
        assert teach_backs.prompt_of(key)
    assert len(captured) == 0


def test_what_is_not_there_asks_nothing(curriculum):
    assert teach_backs.prompt_of(uuid4()) == ""
