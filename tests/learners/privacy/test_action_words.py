"""Every act that the code notes has words for the person whom it is about, or is known to be about nobody."""

import re

from learners.privacy import action_words
from tests.house import tree

NOTED = re.compile(
    r"""(?:audit\.note|_noted?|_keep)\(\s*(?:\w+,\s*)?f?"([a-z-]+(?:\{\w+\})?)"|action="([a-z]+(?:-[a-z]+)+)\""""
)
KNOWN = {
    *action_words.LOOKED,
    *action_words.OF_GROUP,
    *action_words.CHANGED,
    *action_words.OWN,
    *action_words.OF_NOBODY,
}


def noted() -> set[str]:
    found = set()
    for path in tree.code():
        if tree.name(path).startswith("learners/") and "/migrations/" not in tree.name(path):
            found |= {one or other for one, other in NOTED.findall(tree.read(path))}
    return {one for one in found if "{" not in one}


def test_every_action_is_known():
    assert len(noted()) > 60
    assert sorted(noted() - KNOWN) == []


def test_no_word_is_a_code():
    said = [*action_words.LOOKED.values(), *action_words.OF_GROUP.values(), *action_words.CHANGED.values()]
    assert [str(one) for one in said if re.search(r"[a-z]-(read|exported|made)\b", str(one))] == []


def test_an_action_of_tomorrow_is_told_in_general_words():
    assert action_words.words("something-new") == action_words.SOMETHING
