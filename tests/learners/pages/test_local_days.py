"""In the evening at a clinic in Los Angeles it is tomorrow by UTC: no page and no file for people prints that day."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from wagtail.models import Site

from cms import site
from cms.models import SiteSettings
from learners.models import Cohort, PlanChange
from learners.people import enrolments
from tests.learners.objects import url_for
from tests.learners.rules import RULES
from tests.learners.world import World, make_world, sign_everybody_in

pytestmark = pytest.mark.django_db
# A Saturday evening in Los Angeles: nothing is due and nobody meets on the Sunday.
EVENING = datetime(2027, 2, 7, 3, 30, tzinfo=UTC)
BY_UTC = re.compile(r"\b(?:Feb|February) 7\b|2027-02-07")
HERE = re.compile(r"\b(?:Feb|February) 6\b|2027-02-06")
READERS = ("ana", "fay", "gil", "mia", "petra")
SAYS_TODAY = {
    "ana": "history module my_requests who_looked consent_read",
    "gil": "person person_summary person_minutes emergency_person emergency_summary cohort_admissions records",
    "petra": "privacy_requests privacy_log privacy_log_csv privacy_emergencies privacy_roles privacy_disclosures_xlsx",
}


@pytest.fixture
def evening(program_page) -> World:
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.time_zone = "America/Los_Angeles"
    settings.save()
    site.forget()
    with time_machine.travel(EVENING, tick=False):
        world = make_world(program_page)
        Cohort.objects.update(time_zone="America/Los_Angeles")
        skip = {"reason": "Not now", "by": world.people["gil"], "now": EVENING}
        enrolments.change_plan(world.learns["ana"], PlanChange.Kind.SKIPPED, world.second.key, **skip)
        sign_everybody_in(world)
        yield world


def told(answer) -> str:
    """A page, or what is in a file with its name; what only programs read of a workbook is by UTC."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        packed = ZipFile(BytesIO(body))
        body = b"\n".join(packed.read(name) for name in packed.namelist() if not name.startswith("docProps/"))
    return answer.headers.get("Content-Disposition", "") + body.decode(errors="replace")


def opened(world: World, who: str, name: str):
    return world.clients[who].get(url_for(world, name, who, "own"))


def test_no_page_says_that_it_is_tomorrow(evening):
    wrong, seen = {}, 0
    for name, rule in RULES.items():
        for who in READERS:
            if who in rule.who and "GET" in rule.methods:
                answer = opened(evening, who, name)
                seen += answer.status_code == 200
                if found := BY_UTC.findall(told(answer)):
                    wrong[f"{name} as {who}"] = found
    assert wrong == {}
    assert seen > 150


@pytest.mark.parametrize("who", SAYS_TODAY)
def test_what_happened_this_evening_is_of_today(evening, who):
    pages = {name: told(opened(evening, who, name)) for name in SAYS_TODAY[who].split()}
    assert [name for name, page in pages.items() if not HERE.search(page)] == []


def test_a_request_is_due_thirty_days_after_the_day_on_which_it_was_made(evening):
    assert str(evening.asked["ana"].due_on) == "2027-03-08"


def test_the_own_data_say_when_they_were_gathered(evening):
    given = told(evening.clients["ana"].post("/account/data/file/", {"owner": evening.people["ana"].uid}))
    assert "2027-02-06.zip" in given
    assert not BY_UTC.search(re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)", "", given)), "but for whole instants"
