"""A question whose key is wrong, people who answer it, and the deeds that put it right."""

from learners.learning import attempts, progress, rebuilding, remarks
from learners.models import LearningEvent
from tests.learners.answering import right, wrong


def take(learns, module, questions, now, *, missed=(), submit=True):
    """Everything right but what is missed: handed in, or left open."""
    attempt = attempts.start(learns, module, now=now)
    for one in attempts.asked(attempt):
        attempts.save_answer(attempt, one["id"], (wrong if one in missed else right)(one), now=now)
    return attempts.submit(attempt, module, now=now) if submit else attempt


def read_everything(learns, module, now):
    for card in module.cards:
        progress.see_card(learns, module, card.id, now=now)


def correct(cast, module, question, now, by=None):
    right_too, program = wrong(question), cast.morning.program
    return remarks.correct(
        program, module.edition_id, question["id"], right=right_too, reason="Both are", by=by or cast.mia, now=now
    )


def run(cast, module, now):
    return remarks.run(cast.morning.program, module.edition_id, by=cast.mia, now=now)


def events(kind="re-marked"):
    return LearningEvent.objects.filter(kind=kind).order_by("pk")


def rebuilt_equals_stored():
    return [found for _, found in rebuilding.differences(repair=False) if found] == []
