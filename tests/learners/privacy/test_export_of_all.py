"""An export of somebody who did the whole program: quick, and without holding it in memory."""

import json
import time
import tracemalloc
from datetime import timedelta

import pytest

from courses import editions
from learners.learning import attempts, progress, worksheets
from learners.models import ModuleProgress
from learners.privacy import export
from tests.factories.people import make_cast
from tests.learners.answering import right

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MODULES, SECONDS, MEGABYTES = 36, 60, 40
A_PAGE_OF_WORDS = "What helps me when an urge comes up at night. " * 60


@pytest.fixture
def cast(curriculum):
    return make_cast(curriculum.program_key)


@pytest.fixture
def done(cast, curriculum, now):
    """Ana read every card, wrote a long text into each worksheet and passed each check-in."""
    modules = [one for one in curriculum.by_key.values() if one.audience == "participant"][:MODULES]
    for place, module in enumerate(modules):
        at = now - timedelta(hours=len(modules) - place)
        for card in module.cards:
            progress.see_card(cast.ana_learns, module, card.id, now=at)
        fields = editions.content(editions.get(module.edition_id)).fields
        texts = {key: A_PAGE_OF_WORDS for key, field in fields.items() if field["kind"] == "long_text"}
        if module.worksheet_title:
            worksheets.save(cast.ana_learns, module, texts, version=0, now=at)
            worksheets.finish(cast.ana_learns, module, how="here", now=at)
        attempt = attempts.start(cast.ana_learns, module, now=at)
        for question in attempts.asked(attempt):
            attempts.save_answer(attempt, question["id"], right(question), now=at)
        attempts.submit(attempt, module, now=at)
    assert ModuleProgress.objects.filter(enrolment=cast.ana_learns).exclude(completed_at=None).count() == len(modules)
    return cast


def test_it_is_made_in_a_minute_and_in_little_memory(done, now, capsys):
    began = time.monotonic()
    pieces = [len(piece) for piece in export.pieces(done.ana, by=done.ana, now=now)]
    took = time.monotonic() - began
    tracemalloc.start()  # for a second one: it makes everything slow, and what is kept of editions is not the export's
    for _piece in export.pieces(done.ana, by=done.ana, now=now):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    told = json.dumps({"seconds": round(took, 1), "bytes": sum(pieces), "peak": peak, "largest piece": max(pieces)})
    with capsys.disabled():
        print(told)  # noqa: T201
    assert took < SECONDS, told
    assert peak < MEGABYTES * 1024 * 1024, told
    assert max(pieces) < 1024 * 1024, told
