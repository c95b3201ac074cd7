"""Where a worksheet stands, without a word of it, and that it was talked about."""

from dataclasses import replace

import pytest

from learners.groups import homework
from learners.learning import progress, rebuilding, worksheets
from learners.models import LearningEvent

pytestmark = pytest.mark.django_db


def status(cast, module):
    return homework.status(module, progress.row_of(cast.ana_learns, module.key))


def test_it_goes_from_to_do_over_begun_and_done_to_talked_about(cast, module, fields, now):
    seen = [status(cast, module)]
    progress.see_card(cast.ana_learns, module, module.cards[0].id, now=now)
    seen.append(status(cast, module))
    worksheets.save(cast.ana_learns, module, {fields[0]["id"]: "A walk"}, version=0, now=now)
    seen.append(status(cast, module))
    worksheets.finish(cast.ana_learns, module, how="here", now=now)
    seen.append(status(cast, module))
    homework.discuss(cast.ana_learns, module.key, by=cast.gil, now=now)
    seen.append(status(cast, module))
    assert seen == ["to-do", "to-do", "written", "done", "talked-about"]
    assert set(seen) == set(homework.WORDS) - {"later"}


def test_a_module_without_a_worksheet_has_no_homework(module):
    assert homework.status(replace(module, worksheet_title=""), None) == ""


def test_talking_about_it_twice_is_recorded_once_and_by_whom(cast, module, now):
    assert homework.discuss(cast.ana_learns, module.key, by=cast.gil, now=now) is True
    assert homework.discuss(cast.ana_learns, module.key, by=cast.gil, now=now) is False
    event = LearningEvent.objects.get(kind="worksheet-discussed")
    assert (event.by, event.data) == (cast.gil, {})
    assert [one for _, some in rebuilding.differences(repair=False) for one in some] == []
