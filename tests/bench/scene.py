"""What the bench runs on: the curriculum, people with a history, a check-in of ten questions, open attempts."""

import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from typing import Any
from uuid import UUID

from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from courses import editions, outline
from courses.map import ModuleOutline
from courses.models import Edition, OutlineVersion
from learners.demo.diary import Diary, Rows
from learners.demo.library import lesson_of
from learners.demo.lives import Habits
from learners.demo.work import Work
from learners.entrance import recent
from learners.entrance.second_step import GIVEN, STATE
from learners.learning import attempts
from learners.models import Attempt, Cohort, Enrolment, LearningEvent, User

QUESTIONS = 10
AWAY = 3600  # seconds: the idle clock is not written while the bench runs


@dataclass(frozen=True, slots=True)
class Person:
    """`session` is the key of a running session; `attempt` an open one of ten questions, all of them answered."""

    owner: UUID
    session: str
    attempt: UUID


@dataclass(frozen=True, slots=True)
class Scene:
    """`readers` are people in the middle of the program, one for each client; `takers` hand in once each."""

    module: ModuleOutline
    readers: list[Person]
    takers: list[Person]
    question: str
    options: tuple[str, ...]
    people: int
    events: int


def prepare(*, learners: int, readers: int, takers: int) -> Scene:
    for name in ("collectstatic", "migrate"):
        call_command(name, verbosity=0, interactive=False)
    for name in ("load_public_pages", "load_curriculum"):
        call_command(name, stdout=StringIO())
    module = _ten_questions()
    call_command("seed_demo", learners=learners, stdout=StringIO(), stderr=StringIO())
    Authenticator.objects.all().delete()  # with those of the demo a real site does not start
    made = _people(module, readers + takers)
    question, options = _single_choice(module)
    numbers = {"people": User.objects.count(), "events": LearningEvent.objects.count()}
    return Scene(module, made[:readers], made[readers:], question, options, **numbers)


def _ten_questions() -> ModuleOutline:
    """A new edition of one module, whose check-in takes what it lacks from the others."""
    program = outline.get(outline.program_keys()[0])
    module = program.by_code.get("p02") or next(iter(program.by_key.values()))
    newest = editions.get(module.edition_id)
    others = (one for one in program.by_key.values() if one.key != module.key and one.question_count)
    questions = list(newest.content["quiz"]["questions"])
    for other in others:
        questions += editions.get(other.edition_id).content["quiz"]["questions"]
    quiz = {**newest.content["quiz"], "questions": questions[:QUESTIONS]}
    same = {name: getattr(newest, name) for name in ("module_key", "language", "title")}
    content = {**newest.content, "quiz": quiz}
    edition = Edition.objects.create(number=newest.number + 1, checksum="of the bench", content=content, **same)
    OutlineVersion.change()
    return replace(module, edition_id=edition.pk, question_count=QUESTIONS)


def _single_choice(module: ModuleOutline) -> tuple[str, tuple[str, ...]]:
    for question in editions.content(editions.get(module.edition_id)).questions.values():
        if question["kind"] == "single_choice":
            return question["id"], tuple(option["id"] for option in question["options"])
    raise LookupError("The check-in has no single choice.")


# --- people ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def _people(module: ModuleOutline, number: int) -> list[Person]:
    """Each has read the cards, done the worksheet and answered ten questions: handing in may complete the module."""
    cohort = Cohort.objects.get(name="Morning group")
    password, now = make_password(None), timezone.now()
    users = [User(sign_in_name=f"bench-{n}", first_name="Bench", password=password) for n in range(number)]
    User.objects.bulk_create(users)
    starts_on = cohort.today(now) - timedelta(days=10)
    common: dict[str, Any] = {"cohort": cohort, "pathway": "substance-use", "conditions": ["alcohol"]}
    enrolments = [Enrolment(person=user, starts_on=starts_on, **common) for user in users]
    Enrolment.objects.bulk_create(enrolments)
    rows, made = Rows(), []
    for place, enrolment in enumerate(enrolments):
        attempt = _open_attempt(module, enrolment, Random(place), now, rows)
        made.append(Person(enrolment.person.uid, f"bench{place:027}", attempt.pk))
    rows.save()
    Session.objects.bulk_create(
        session_for(user, person.session, now) for user, person in zip(users, made, strict=True)
    )
    return made


def _open_attempt(module: ModuleOutline, enrolment: Enrolment, chance: Random, now: datetime, rows: Rows) -> Attempt:
    diary = Diary(enrolment, Habits(skill=0.9), chance, now - timedelta(days=5), now)
    work = Work(diary, lesson_of(module))
    work.read()
    work.note(LearningEvent.Kind.WORKSHEET_FINISHED, how="on-paper")
    attempt = work.start()
    for question in work.lesson.questions:
        work.answer(attempt, question)
    rows.add(diary.rows)
    return attempt


def session_for(user: User, key: str, now: datetime) -> Session:
    """A running session, as signing in makes it; not stored."""
    data = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "learners.entrance.sign_in.Backend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        "idle_seen": int(time.time()) + AWAY,
        STATE: GIVEN,
        recent.AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "password", "at": time.time()}],
        recent.WHOSE: user_id_to_str(user),
        "idle_minutes": 600,
    }
    encoded = SessionStore().encode(data)
    return Session(session_key=key, session_data=encoded, expire_date=now + timedelta(hours=12))


def all_handed_in(scene: Scene, number: int) -> bool:
    """Whether the attempts that were posted are marked and on record: fast answers that store nothing do not count."""
    taken = [person.attempt for person in scene.takers[:number]]
    marked = Attempt.objects.filter(pk__in=taken[-500:], submitted_at__isnull=False, out_of=QUESTIONS).count()
    last = Attempt.objects.get(pk=taken[-1])
    return marked == len(taken[-500:]) and attempts.receipt_of(last).version >= QUESTIONS
