"""Pages of certificates: the preview, issuing, and what the participant sees."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.models import AuditEvent, Certificate
from learners.planning import assigned
from learners.records import certificates
from tests.learners import record_scene
from tests.learners.record_scene import body, of, text
from tests.learners.records.test_certificates import complete, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(program):
    return record_scene.settled(program)


@pytest.fixture
def gil(cast):
    return record_scene.browser(cast.gil)


@pytest.fixture
def held(cast, module):
    return record_scene.met(cast, module)


def ready(cast) -> dict[str, str]:
    """Ana has completed everything; what the form of the page posts."""
    complete(cast.ana_learns, *wanted(cast.ana_learns))
    now = timezone.now()
    facts = certificates.facts_of(assigned.for_enrolment(cast.ana_learns, now=now), now=now)
    return {"seen": facts.fingerprint, "replaces": ""}


def test_the_page_previews_exactly_what_is_issued(gil, cast, held):
    posted = ready(cast)
    page = text(gil.get(of(cast, "certificate")))
    assert posted["seen"] in page
    for words in ("Certificate of completion", "Ana Example", "Day program"):
        assert words in page, words
    answer = gil.post(of(cast, "certificate"), posted, follow=True)
    assert "The certificate is issued." in text(answer)
    assert Certificate.objects.get().code in text(answer)


def test_nothing_about_treatment_stands_on_it(gil, cast, held):
    gil.post(of(cast, "certificate"), ready(cast))
    page = text(record_scene.browser(cast.ana).get(reverse("my_certificate")))
    paper = page[page.index("<article") : page.index("</article>")]
    for words in ("co-occurring", "Co-occurring", "Riding the wave", "alcohol", "42 CFR", "Morning group"):
        assert words not in paper, words
    assert "<svg" in paper
    assert "style=" not in paper


def test_a_mistake_in_issuing_loses_nothing_and_says_what_to_do(gil, cast, held):
    posted = ready(cast)
    gil.post(of(cast, "certificate"), posted)
    answer = gil.post(of(cast, "certificate"), {**posted, "reason": "Spelling"})
    assert answer.status_code == 422
    assert "in the meantime" in text(answer)
    one = Certificate.objects.get()
    answer = gil.post(of(cast, "certificate"), {**posted, "replaces": one.pk})
    assert answer.status_code == 422
    assert "why it is issued again" in text(answer)
    answer = gil.post(of(cast, "certificate"), {**posted, "replaces": one.pk, "reason": "Spelling"})
    assert answer.status_code == 302
    page = text(gil.get(of(cast, "certificate")))
    assert "Spelling" in page
    assert "No longer valid" in page


def test_a_manager_may_issue_it_and_the_page_of_another_person_may_not(cast, held):
    mia = record_scene.browser(cast.mia)
    posted = ready(cast)
    assert mia.post(of(cast, "certificate"), {**posted, "owner": str(cast.gil.uid)}).status_code == 409
    assert not Certificate.objects.exists()
    assert mia.post(of(cast, "certificate"), {**posted, "owner": str(cast.mia.uid)}).status_code == 302
    assert Certificate.objects.get().issued_by == cast.mia


def test_before_there_is_one_each_page_says_so(gil, cast, ana):
    assert "No module is completed yet." in text(gil.get(of(cast, "certificate")))
    assert gil.get(of(cast, "certificate_pdf")).status_code == 302
    assert "There is no certificate yet." in text(ana.get(reverse("my_certificate")))
    assert ana.get(reverse("my_certificate_pdf")).status_code == 302


def test_a_participant_sees_the_own_one_only(gil, cast, held, ana):
    gil.post(of(cast, "certificate"), ready(cast))
    assert Certificate.objects.get().code in text(ana.get(reverse("my_certificate")))
    assert body(ana.get(reverse("my_certificate_pdf")))[:5] == b"%PDF-"
    assert "There is no certificate yet." in text(record_scene.browser(cast.ben).get(reverse("my_certificate")))
    away = record_scene.browser(cast.fay).get(reverse("my_certificate"))
    assert (away.status_code, away["Location"]) == (302, reverse("family_plan"))


def test_reading_and_saving_a_certificate_is_audited(gil, cast, held):
    gil.post(of(cast, "certificate"), ready(cast))
    gil.get(of(cast, "certificate"))
    body(gil.get(of(cast, "certificate_pdf")))
    actions = AuditEvent.objects.filter(action__startswith="certificate").order_by("pk")
    assert [event.action for event in actions] == ["certificate-issued", "certificate-read", "certificate-read"]
