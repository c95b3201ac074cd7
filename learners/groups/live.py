"""Anonymous answers in a group: a question is open for some minutes, people answer it by phone or on numbered paper.

While it is open, a seat (a keyed hash) keeps one phone to one answer. On closing, the key is emptied and what was
answered is written anew in a random order, so nobody can tell any more who gave which answer; where the group was too
small to hide anybody in, the answers are deleted instead. docs/adr/0014 has the reasons. Nothing of this is a fact of
a person's learning: no event, no progress, and no audit event about an answer.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from courses import editions
from courses.quiz import Answer
from learners.models import Audience, Enrolment, GroupSession, LiveAnswer, LiveQuestion, User
from learners.safekeeping import audit

KINDS = ("single_choice", "multiple_choice", "true_false")
FEWEST = 5  # fewer answers would tell who gave them
PAPER = "paper-"
LONGEST_OPEN = timedelta(hours=2)  # a question that somebody forgot is closed to answers after this
MOST_SHEETS = 60


class Closed(Exception):
    """The question was closed before this answer arrived. It is not kept."""


# --- questions ------------------------------------------------------------------------------------------------------


def askable(edition_id: int | None) -> list[dict[str, Any]]:
    """The questions of an edition that a group can answer at once. No query when warm."""
    if edition_id is None:
        return []
    questions = editions.content(editions.get(edition_id)).questions
    return [question for question in questions.values() if question["kind"] in KINDS]


def question_of(asked: LiveQuestion) -> dict[str, Any]:
    """Its text, as in its edition."""
    return editions.content(editions.get(asked.edition_id)).questions[asked.question_id]


def of_session(session: GroupSession) -> list[LiveQuestion]:
    """Oldest first. One query."""
    return list(session.live_questions.order_by("pk"))


def open_in(asked: list[LiveQuestion]) -> LiveQuestion | None:
    return next((one for one in asked if one.closed_at is None), None)


def open_for(enrolment: Enrolment, *, now: datetime) -> LiveQuestion | None:
    """What the person's own group is asked at this moment. One query, none for families and after discharge."""
    if enrolment.audience != Audience.PARTICIPANT or enrolment.ended_on is not None:
        return None
    running = LiveQuestion.objects.filter(
        session__cohort=enrolment.cohort_id, closed_at__isnull=True, asked_at__gt=now - LONGEST_OPEN
    )
    return running.select_related("session").order_by("-pk").first()


def own_answer(asked: LiveQuestion, enrolment: Enrolment) -> Answer | None:
    """What this person's phone has answered, while the question is open. One query."""
    row = asked.answers.filter(seat=seat(asked, enrolment)).first()
    return row.answer if row else None


def seat(asked: LiveQuestion, enrolment: Enrolment) -> str:
    """Made of the salt, the site's secret key and the enrolment: the database alone does not lead back."""
    return salted_hmac(f"live answers {asked.salt}", str(enrolment.pk), algorithm="sha256").hexdigest()


def count(asked: LiveQuestion) -> int:
    return asked.answers.count()


def sheets(asked: LiveQuestion) -> dict[int, Answer]:
    """What was typed in from paper, by the number of the sheet; gone once the question is closed. One query."""
    rows = asked.answers.filter(seat__startswith=PAPER)
    return {int(row.seat.removeprefix(PAPER)): row.answer for row in rows}


def may_be_shown(asked: LiveQuestion) -> bool:
    """Only what closed with answers left: too few were deleted on closing."""
    return asked.closed_at is not None and asked.answers.exists()


def answers_to_show(asked: LiveQuestion) -> list[Answer]:
    """Empty while the question is open, and where too few answered. One query, none while open."""
    answers = list(asked.answers.order_by("pk").values_list("answer", flat=True)) if asked.closed_at else []
    return answers if len(answers) >= FEWEST else []


# --- deeds ----------------------------------------------------------------------------------------------------------


def ask(session: GroupSession, question_id: str, *, by: User, now: datetime) -> LiveQuestion:
    """Open a question of the session's edition; one that is open is closed first.

    A question whose answers were shown is not asked again in the same session: the difference of two spreads would
    tell the answer of whoever came or went between them.
    """
    with transaction.atomic():
        GroupSession.objects.select_for_update(no_key=True).only("pk").get(pk=session.pk)
        if session.edition_id is None or question_id not in {one["id"] for one in askable(session.edition_id)}:
            raise ValidationError(_("Choose one of today's questions."))
        asked = of_session(session)
        same = [one for one in asked if one.question_id == question_id]
        if running := open_in(same):
            return running
        if any(may_be_shown(one) for one in same):
            raise ValidationError(_("The group has answered this question today. Choose another one."))
        close_all(session, by=by, now=now)
        made = LiveQuestion.objects.create(
            session=session,
            edition_id=session.edition_id,
            question_id=question_id,
            salt=secrets.token_hex(32),
            asked_at=now,
            by=by,
        )
        audit.note("live-question-asked", by=by, now=now, cohort=session.cohort, **_which(made))
    return made


def answer(asked: LiveQuestion, enrolment: Enrolment, given: Answer) -> None:
    """Keep the answer of one phone; a new one takes its place. Raises Closed."""
    _store(asked, {seat(asked, enrolment): given})


def type_in(asked: LiveQuestion, typed: Mapping[int, Answer | None]) -> None:
    """Answers from numbered sheets, by number; None takes one back. Raises Closed."""
    _store(asked, {f"{PAPER}{number}": given for number, given in typed.items()})


def close(asked: LiveQuestion, *, by: User, now: datetime) -> LiveQuestion:
    """For good. Forgets whose answers they are, or, where they are too few, the answers themselves."""
    with transaction.atomic():
        asked = _locked(asked)
        if asked.closed_at is None:
            kept = _forget_who(asked)
            asked.closed_at, asked.salt = now, ""
            asked.save(update_fields=["closed_at", "salt"])
            audit.note("live-question-closed", by=by, now=now, cohort=asked.session.cohort, kept=kept, **_which(asked))
    return asked


def close_all(session: GroupSession, *, by: User, now: datetime) -> None:
    for asked in session.live_questions.filter(closed_at__isnull=True):
        close(asked, by=by, now=now)


def close_forgotten(*, now: datetime) -> int:
    """Close what was left open too long, in the name of who asked it. Says how many. For a regular job."""
    forgotten = LiveQuestion.objects.filter(closed_at__isnull=True, asked_at__lte=now - LONGEST_OPEN)
    return len([close(asked, by=asked.by, now=now) for asked in forgotten.select_related("by")])


def _store(asked: LiveQuestion, answers: Mapping[str, Answer | None]) -> None:
    with transaction.atomic():
        asked = _locked(asked)
        if asked.closed_at is not None:
            raise Closed
        for one, given in answers.items():
            if given is None:
                asked.answers.filter(seat=one).delete()
            else:
                asked.answers.update_or_create(seat=one, defaults={"answer": given})


def _forget_who(asked: LiveQuestion) -> int:
    """Says whether answers are kept, 1 or 0: a number of answers below five would tell something itself.

    Whoever typed the sheets knows what is on them, so answers by phone must be enough by themselves.
    """
    rows = list(asked.answers.all())
    by_phone = sum(not row.seat.startswith(PAPER) for row in rows)
    asked.answers.all().delete()
    if len(rows) < FEWEST or 0 < by_phone < FEWEST:
        return 0
    secrets.SystemRandom().shuffle(rows)
    LiveAnswer.objects.bulk_create(
        LiveAnswer(question=asked, seat=f"closed-{place}", answer=row.answer) for place, row in enumerate(rows, 1)
    )
    return 1


def _locked(asked: LiveQuestion) -> LiveQuestion:
    return (
        LiveQuestion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("session__cohort")
        .get(pk=asked.pk)
    )


def _which(asked: LiveQuestion) -> dict[str, Any]:
    return {"session": asked.session_id, "live_question": asked.pk, "question": asked.question_id}
