"""The audit log at the desk: narrowed, page by page, in words, without a name in an address, and as a file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.models import AuditEvent
from learners.privacy import audit_log, audit_table
from learners.privacy.audit_log import Asked
from learners.safekeeping import audit
from tests.learners.pages.test_queries import queries
from tests.learners.privacy.conftest import browser, text

pytestmark = pytest.mark.django_db
LOG = "/privacy/log/"


@pytest.fixture
def events(cast, now):
    audit.note("person-read", by=cast.gil, now=now, enrolment=cast.ana_learns, cohort=cast.morning)
    audit.note("person-read", by=cast.hana, now=now, enrolment=cast.ben_learns, cohort=cast.evening)
    audit.note("sheet-read", by=cast.gil, now=now, enrolment=cast.ana_learns, reason="craving", module="x")
    audit.note("attention-rules-set", by=cast.mia, now=now - timedelta(days=10))


def found(**asked) -> list[str]:
    return [line.event.action for line in audit_log.page(Asked(**asked)).lines]


def test_it_says_in_words_who_did_what_about_whom(petra, cast, events):
    page = text(petra.get(LOG))
    assert "Opened the page of a person Gil E." in page
    assert f"Ana E. {str(cast.ana.uid)[:8]}" in page
    assert "Morning group" in page


def test_what_staff_gave_as_a_reason_is_not_in_it(petra, events):
    csv = b"".join(petra.get(f"{LOG}csv/").streaming_content).decode()
    assert "Read a worksheet that was shared" in csv
    assert "craving" not in csv + petra.get(LOG).content.decode()


def test_it_is_narrowed_by_kind_person_group_and_days(cast, events, now):
    today = now.date()
    assert found(by=cast.mia) == ["attention-rules-set"]
    assert "person-read" in found(about=cast.ben)
    assert "sheet-read" not in found(about=cast.ben)
    assert found(what="sheet-read") == ["sheet-read"]
    assert found(what="reading-people") == ["sheet-read", "person-read", "person-read"]
    assert found(group=cast.evening, what="person-read") == ["person-read"]
    assert found(what="attention-rules-set", first=today - timedelta(days=3)) == []
    assert found(last=today - timedelta(days=8)) == ["attention-rules-set"]
    assert found(emergencies=True) == []


def test_what_was_read_in_an_emergency_is_found_with_it(cast, events, papers, now):
    known = {"enrolment": cast.ana_learns, "emergency": str(papers.emergency.uid)}
    audit.note("person-read", by=cast.hana, now=now + timedelta(minutes=5), **known)
    audit.note("emergency-agreed", by=cast.gil, now=now, **known)
    assert found(emergencies=True) == ["person-read", "emergency-agreed"]
    assert found(emergencies=True, by=cast.gil) == ["emergency-agreed"]
    assert found(emergencies=True, what="person-read") == ["person-read"]


def test_a_sign_in_name_is_posted_and_becomes_an_id(petra, cast, events):
    answer = petra.post(LOG, {"about": " Ana ", "by": str(cast.gil.uid)})
    assert answer.status_code == 302
    assert answer.url == f"{LOG}?by={cast.gil.uid}&about={cast.ana.uid}"
    page = petra.get(answer.url)
    assert {line.event.about_id for line in page.context["page"].lines} == {cast.ana.pk}


def test_no_address_takes_a_name(petra, events):
    answer = petra.get(LOG, {"about": "ana"})
    assert answer.status_code == 422
    assert "That is not an id" in text(answer)


def test_a_name_that_nobody_has_is_said_and_nothing_is_lost(petra, events):
    answer = petra.post(LOG, {"about": "nobody-here", "first": "2026-01-02"})
    assert answer.status_code == 422
    assert "No account has this sign-in name or id" in text(answer)
    assert 'value="2026-01-02"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"first": "x"}, {"what": "x"}, {"group": "x"}, {"first": "2026-02-01", "last": "2026-01-01"}]
)
def test_what_cannot_be_asked_is_said(petra, wrong):
    assert petra.get(LOG, wrong).status_code == 422
    assert petra.get(f"{LOG}csv/", wrong).status_code == 302


def test_older_ones_stand_on_the_next_page_each_once(petra, cast, now):
    for number in range(120):
        audit.note("person-read", by=cast.gil, now=now - timedelta(minutes=number // 7), enrolment=cast.ana_learns)
    asked, seen, before = Asked(what="person-read"), [], None
    while True:
        page = audit_log.page(asked, before=before)
        seen += [line.event.pk for line in page.lines]
        if page.older is None:
            break
        before = page.older
    assert len(seen) == len(set(seen)) == 120
    first = petra.get(LOG, {"what": "person-read"})
    assert f"what=person-read&amp;before={first.context['page'].older}" in first.content.decode()
    for odd in ("x", "0", "9" * 30, "-1"):
        assert petra.get(LOG, {"before": odd}).status_code == 200


def test_reading_and_taking_it_out_stand_in_it(petra, cast, events):
    petra.get(LOG, {"about": str(cast.ana.uid)})
    b"".join(petra.get(f"{LOG}csv/", {"about": str(cast.ana.uid)}).streaming_content)
    read, taken = AuditEvent.objects.filter(action__startswith="audit-log").order_by("pk")
    assert (read.action, read.by, read.about) == ("audit-log-read", cast.petra, cast.ana)
    assert (taken.action, taken.detail["kind"]) == ("audit-log-exported", "csv")
    assert taken.detail["lines"] > 2


def test_a_file_has_every_line_and_no_formula(petra, cast, events):
    type(cast.ana).objects.filter(pk=cast.ana.pk).update(first_name="=HYPERLINK(1)", last_name="")
    rows = b"".join(petra.get(f"{LOG}csv/", {"what": "person-read"}).streaming_content).decode().splitlines()
    assert len(rows) == 3
    assert '"\'=HYPERLINK(1)"' in "".join(rows)
    answer = petra.get(f"{LOG}xlsx/", {"what": "person-read"})
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "ana" not in answer["Content-Disposition"]


def test_whoever_loses_the_role_gets_no_further_piece(cast, now, monkeypatch):
    monkeypatch.setattr(audit_table, "ROWS_AT_ONCE", 2)
    for _ in range(5):
        audit.note("person-read", by=cast.gil, now=now, enrolment=cast.ana_learns)
    answers = iter([True, False])
    rows = list(audit_table.table(Asked(what="person-read"), lambda: next(answers)))
    assert len(rows) == 4
    assert "not whole" in rows[-1][0]


def test_a_file_wants_a_fresh_sign_in(cast, events):
    answer = browser(cast.petra, recently=False).get(f"{LOG}csv/")
    assert answer.status_code == 302
    assert "reauthenticate" in answer.url
    assert not AuditEvent.objects.filter(action="audit-log-exported").exists()


@pytest.mark.parametrize("lines", [1, 30])
def test_it_takes_as_many_queries_for_any_number_of_lines(petra, cast, now, lines):
    for number in range(lines):
        audit.note("person-read", by=cast.gil, now=now, enrolment=cast.ana_learns if number % 2 else cast.ben_learns)
    assert queries(petra, "get", LOG, {"what": "person-read"}) == 7


def test_pages_deep_in_the_log_walk_along_an_index(cast, now):
    """Of each way to narrow it the plan of the database uses an index, and sorts nothing as a whole."""
    if connection.vendor != "sqlite":
        pytest.skip("plans read differently there")
    for asked in (
        Asked(),
        Asked(by=cast.gil),
        Asked(about=cast.ana),
        Asked(what="person-read"),
        Asked(first=now.date()),
    ):
        plan = audit_log._in_order(audit_log.narrowed(asked))[:51].explain()
        assert "USING INDEX" in plan, plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_the_desk_never_counts_the_whole_log(petra):
    with CaptureQueriesContext(connection) as captured:
        petra.get(reverse("privacy_log"))
    assert not [one["sql"] for one in captured if "COUNT(" in one["sql"] and "auditevent" in one["sql"]]
