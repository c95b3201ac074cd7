"""The sequencing rules that an author writes: wrong ones are refused with their place."""

import pytest
from django.core.exceptions import ValidationError

from courses.rules_check import check_rules
from tests.factories import courses as make


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"starter": ["p01"]}, "starter"),
        ({"max_per_week": "3"}, "max_per_week: Write a whole number"),
        ({"pull_forward": {"opiods": 1}}, "pull_forward"),
        (["p01"], "Names with values"),
    ],
)
def test_wrong_rules_are_refused_with_their_place(rules, said):
    with pytest.raises(ValidationError) as refused:
        check_rules(rules)
    assert said in " ".join(refused.value.messages)


def test_good_rules_are_taken():
    check_rules(make.RULES)
    check_rules({})
