"""Every action that the code notes has a sentence for the privacy officer."""

import pytest

from learners.privacy import audit_words
from tests.learners.privacy import audit_codes

CODES = audit_codes.collect(audit_codes.modules())


def test_the_code_is_read_as_it_should_be():
    assert {"person-read", "session-begun", "records-exported", "account-closed", "extended"} <= set(CODES)
    assert len(CODES) > 80


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_action_has_words(code):
    start, star, _ = code.partition("*")
    found = [known for known in audit_words.WORDS if (known.startswith(start) if star else known == code)]
    assert found, f"{code}, written in {', '.join(sorted(CODES[code]))}, needs a sentence in audit_words.KINDS"


def test_no_action_stands_in_two_kinds():
    codes = [code for _label, codes in audit_words.KINDS.values() for code in codes]
    assert len(codes) == len(set(codes))


def test_a_code_of_before_reads_as_it_is():
    assert audit_words.said("something-old") == "Something old"


def test_only_harmless_details_are_told():
    told = audit_words.detail({"kind": "csv", "lines": 3, "module": "abc", "after": ["anxiety"], "pathway": "x"})
    assert told == "kind: csv, lines: 3"
