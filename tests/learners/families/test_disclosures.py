"""The account of what was shown: by day and person, three years back."""

from datetime import timedelta

import pytest

from learners.families import disclosures, items, shown

pytestmark = pytest.mark.django_db


def test_the_account_groups_by_day_and_person_and_looks_three_years_back(link, signed, written, module, cast, now):
    consent = signed()
    share = items.share(link, module_key=module.key, now=now)
    for ago in (timedelta(days=4 * 365), timedelta(days=2), timedelta(days=2), timedelta(0)):
        disclosures.note(consent, [disclosures.Kind("week")], to=cast.fay, now=now - ago)
    shown.read_item(share.uid, by=cast.fay, now=now)
    found = disclosures.accounting(cast.ana, now=now)
    today = cast.morning.today(now)
    assert [(one.day, one.name) for one in found] == [(today, "parent"), (today - timedelta(days=2), "parent")]
    assert [line.times for line in found[1].lines] == [2]
    assert module.worksheet_title in {line.title for line in found[0].lines}
    assert disclosures.accounting(cast.ben, now=now) == []


def test_the_account_takes_as_many_queries_with_one_reading_as_with_many(
    link, signed, cast, now, django_assert_max_num_queries
):
    consent = signed()
    for _ in range(2):
        for _ in range(12):
            shown.glance(consent, by=cast.fay, now=now)
        with django_assert_max_num_queries(3):
            assert disclosures.accounting(cast.ana, now=now)
