"""Makes the demo clinic and, if asked, any number of invented learners. Repeating it changes nothing."""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from courses import outline
from courses.map import Outline
from learners.demo import clinic, crowd, sign_ins
from learners.demo.crowd import Crowd

EVENTS_HELP = (
    "about how much each of them did (100): where the curriculum gives less, cards are read again; "
    "where it gives more, everybody began more recently"
)
NOT_HERE = (
    "The demo's accounts have a password that everybody knows, so they are made in local copies only "
    "(GROUNDWORK_MODE=local)."
)


class Command(BaseCommand):
    help = "Makes the demo clinic with its sign-ins and, with --learners, cohorts of invented people with a history."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--learners", type=int, default=0, metavar="N", help="so many invented learners more")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="the same seed and day give the same people"
        )
        parser.add_argument("--events-per-learner", type=int, default=100, metavar="E", help=EVENTS_HELP)
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as if this were today")
        parser.add_argument("--sign-ins", action="store_true", help="only print the sign-ins")
        parser.add_argument("--json", action="store_true", help="print for a program")

    def handle(self, **options: Any) -> None:
        if settings.MODE != "local":
            raise CommandError(NOT_HERE)
        told: dict[str, Any] = {"accounts": sign_ins.as_json(), "family_code": sign_ins.FAMILY_CODE}
        if not options["sign_ins"]:
            told |= self.seed(options)
        self.stdout.write(json.dumps(told, indent=2) if options["json"] else sign_ins.table())

    def seed(self, options: dict[str, Any]) -> dict[str, Any]:
        program = self.program()
        today = options["on"] or timezone.localdate()
        password = make_password(sign_ins.PASSWORD)
        made = clinic.make(program, today=today, password=password)
        told: dict[str, Any] = {"cohorts": {cohort.name: str(cohort.uid) for cohort in made.cohorts}}
        if options["learners"]:
            everybody = Crowd(made.program, program, options["seed"], today, password)
            told |= crowd.fill(crowd.tuned(everybody, options["events_per_learner"]), options["learners"], self.tell)
        return told

    def program(self) -> Outline:
        keys = outline.program_keys()
        if not keys:
            raise CommandError("There is no curriculum yet. Load it first: python3 run.py manage load_curriculum")
        return outline.get(keys[0])

    def tell(self, learners: int, events: int) -> None:
        if learners % 1000 == 0:
            self.stderr.write(f"{learners:,} learners, {events:,} events")
