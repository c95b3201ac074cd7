"""Consents, what was shown, emergencies and roles at the desk: what they say, and that each read is audited."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from learners.families import consents, disclosures
from learners.models import AuditEvent, Enrolment, FamilyLink, User
from learners.people import enrolments
from learners.privacy import consent_papers
from tests.factories.people import person
from tests.learners.pages.test_queries import queries
from tests.learners.papers import break_glass, sign
from tests.learners.privacy.conftest import browser, text

pytestmark = pytest.mark.django_db
SHOWN = [disclosures.Kind("week")]


def states(now, **asked) -> list[str]:
    return [one.state for one in consent_papers.papers(consent_papers.all_of(now=now, **asked), now=now)]


def test_each_state_is_found_by_its_name_and_by_no_other(cast, now):
    today = cast.morning.today(now)
    first = sign(cast.fay, now=now, expires_on=today + timedelta(days=5))
    assert states(now) == ["expiring"]
    assert states(now + timedelta(days=6)) == ["expired"]
    sign(cast.fay, now=now)
    assert states(now) == ["standing", "replaced"]
    for state in consent_papers.STATES:
        assert set(states(now, state=state)) <= {state}
    assert consent_papers.expiring(now=now) == 0
    consents.revoke(first.link, by=cast.ana, now=now)
    assert states(now) == ["revoked", "replaced"]
    assert states(now, state="standing") == []


def test_a_consent_for_somebody_who_has_not_come_waits(cast, now):
    consent = sign(cast.fay, now=now)
    FamilyLink.objects.filter(pk=consent.link_id).update(taken_up_at=None, family_member=None)
    assert states(now) == states(now, state="waiting") == ["waiting"]


def test_a_consent_through_the_end_of_the_program_ends_with_it(cast, now):
    sign(cast.fay, now=now)
    Enrolment.objects.filter(pk=cast.ana_learns.pk).update(ended_on=cast.morning.today(now))
    assert states(now) == states(now, state="expiring") == ["expiring"]
    later = now + timedelta(days=2)
    assert states(later) == states(later, state="expired") == ["expired"]


def test_the_page_shows_what_is_known_and_opens_what_was_signed_by_a_button_only(petra, cast, papers):
    page = text(petra.get(reverse("privacy_consent", args=[papers.consent.uid])))
    assert "A consent of Ana E." in page
    assert "I have read this page" not in page
    opened = petra.post(reverse("privacy_consent_signed", args=[papers.consent.uid]))
    assert "[x] I have read this page" in text(opened)
    event = AuditEvent.objects.get(action="consent-opened")
    assert (event.by, event.about) == (cast.petra, cast.ana)


def test_what_was_shown_is_narrowed_and_accounted_for(petra, cast, papers, now):
    disclosures.note(papers.consent, SHOWN, to=cast.fay, now=now)
    disclosures.note(papers.consent, SHOWN, to=cast.fay, now=now - timedelta(days=4 * 366))
    page = petra.post(reverse("privacy_disclosures"), {"about": "ana"})
    assert page.url == f"/privacy/disclosures/?about={cast.ana.uid}"
    assert len(petra.get(page.url).context["page"]) == 2
    assert len(petra.get(reverse("privacy_disclosures"), {"to": str(cast.finn.uid)}).context["page"]) == 0
    account = petra.get(reverse("privacy_accounting", args=[cast.ana.uid]))
    assert len(account.context["found"]) == 1
    assert "42 CFR part 2 prohibits" in text(account)
    rows = b"".join(petra.get(reverse("privacy_disclosures_csv")).streaming_content).decode().splitlines()
    assert len(rows) == 3
    read = {"disclosures-read", "accounting-read", "disclosures-exported"}
    assert read <= set(AuditEvent.objects.filter(by=cast.petra).values_list("action", flat=True))


def test_a_file_of_what_was_shown_wants_a_fresh_sign_in(cast):
    answer = browser(cast.petra, recently=False).get(reverse("privacy_disclosures_csv"))
    assert "reauthenticate" in answer.url


def test_an_emergency_is_read_with_its_reason_and_looked_at_once(petra, cast, papers):
    assert "1 that nobody looked at" in text(petra.get("/privacy/desk/"))
    page = reverse("privacy_emergency", args=[papers.emergency.uid])
    assert "Nobody else is here." in text(petra.get(page))
    assert AuditEvent.objects.get(action="emergency-read").about == cast.ana
    for _ in range(2):
        assert petra.post(reverse("privacy_emergency_seen", args=[papers.emergency.uid])).status_code == 302
    papers.emergency.refresh_from_db()
    assert papers.emergency.seen_by == cast.petra
    assert AuditEvent.objects.filter(action="emergency-seen").count() == 1
    assert "0 that nobody looked at" in text(petra.get("/privacy/desk/"))


def test_roles_of_now_and_of_before_are_told_apart(petra, cast):
    page = petra.get(reverse("privacy_roles"))
    assert cast.petra in [one.person for one in page.context["standing"]]
    assert [one.person for one in page.context["page"]] == [cast.ivo]


def test_the_desk_holds_nothing_of_what_people_learn(petra, cast, papers):
    """No address of the desk leads to a page of a learner or of a facilitator."""
    for name in ("home", "log", "consents", "disclosures", "requests", "emergencies", "roles"):
        body = petra.get(reverse(f"privacy_{name}")).content.decode()
        main = body[body.index("<main") : body.index("</main>")]
        assert not re.findall(r'href="/(?:facilitate|learn|admin)/[^"]*"', main)
    assert petra.get("/facilitate/").status_code == 403
    assert petra.get("/start/").url == "/privacy/desk/"


@pytest.mark.parametrize("many", [1, 30])
def test_lists_take_as_many_queries_for_any_number_of_rows(petra, cast, now, many):
    for number in range(many):
        somebody, close = person(f"one{number}"), person(f"close{number}")
        theirs = enrolments.enrol(
            somebody, cast.morning, by=None, now=now, audience="participant", pathway="co-occurring"
        )
        FamilyLink.objects.create(
            participant=theirs, family_member=close, relation="parent", made_at=now, taken_up_at=now
        )
        disclosures.note(sign(close, now=now), SHOWN, to=close, now=now)
        break_glass(cast, now=now)
    assert User.objects.count() > many
    counts = {name: queries(petra, "get", reverse(f"privacy_{name}")) for name in QUERIES}
    assert counts == QUERIES


QUERIES = {"consents": 8, "disclosures": 8, "emergencies": 7, "roles": 8, "home": 15}
