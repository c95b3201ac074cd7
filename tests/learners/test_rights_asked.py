"""Rights asked directly, without a page before them: each check holds by itself, whatever else stands before it."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from courses import author_groups
from courses.models import ModulePage
from learners import access
from learners.access import Refused
from learners.families import consents, shown
from learners.learning import progress
from learners.models import PlanChange, Program, RoleGrant, User
from learners.people import enrolments, grants, roles
from learners.safekeeping import sharing
from tests.learners.matrix import address

pytestmark = pytest.mark.django_db
CLOSED = {
    "ana": lambda person: access.can_learn(person, "participant"),
    "gil": access.can_facilitate,
    "mia": access.can_manage_some,
    "petra": access.can_keep_privacy,
}


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_account_has_no_right_even_where_somebody_still_holds_it(world, name):
    person = world.people[name]
    assert CLOSED[name](person)
    person.is_active = False
    assert not CLOSED[name](person)
    assert not roles.is_staff(person)


def test_families_are_invited_for_a_program_that_has_no_group_yet(world, now):
    mia, gil = world.people["mia"], world.people["gil"]
    new = Program.objects.create(name="New program", curriculum_key=world.cast.morning.program.curriculum_key)
    grants.give_role(mia, RoleGrant.Role.PROGRAM_MANAGER, program=new, by=None, now=now)
    assert access.check_can_invite_families(mia, new.uid) == new
    with pytest.raises(Http404):
        access.check_can_invite_families(gil, new.uid)


def test_a_closed_author_writes_no_more(world):
    amir = world.people["amir"]
    assert roles.can_author(amir)
    amir.is_active = False
    assert not roles.can_author(amir)


def test_pages_are_written_by_a_grant_and_by_the_right_that_follows_from_it(world):
    amir = world.people["amir"]
    amir.groups.clear()
    assert not roles.can_author(User.objects.get(pk=amir.pk)), "a grant without the right"
    amir.groups.add(Group.objects.get(name=author_groups.NAME))
    assert roles.can_author(User.objects.get(pk=amir.pk))
    amir.role_grants.update(ended_at=timezone.now())
    assert not roles.can_author(User.objects.get(pk=amir.pk)), "the right without a grant"


def test_a_closed_operator_is_none(world):
    olga = world.people["olga"]
    assert roles.is_operator(olga)
    assert not roles.is_operator(world.people["amir"])
    olga.is_active = False
    assert not roles.is_operator(olga)


def test_who_counts_as_staff(world):
    staff = {name for name, person in world.people.items() if roles.is_staff(person)}
    assert staff == {"gil", "hana", "mia", "pete", "amir", "rita", "petra", "olga"}
    assert not roles.is_staff(None)


def test_each_kind_of_staff_counts_by_itself(world):
    """By a grant alone, by the right to write alone, and as superuser alone."""
    for name in ("amir", "olga"):
        world.people[name].role_grants.all().delete()
        assert roles.is_staff(world.people[name])
    assert not world.people["petra"].has_perm("wagtailadmin.access_admin")
    assert roles.is_staff(world.people["petra"])


def test_leading_is_asked_group_by_group(world):
    gil, hana, mia = (world.people[name] for name in ("gil", "hana", "mia"))
    morning, evening = world.cast.morning, world.cast.evening
    assert access.check_can_lead(gil, morning.uid) == morning
    assert access.check_can_lead(hana, evening.uid) == evening
    for person, uid in ((gil, evening.uid), (mia, morning.uid), (gil, uuid4())):
        with pytest.raises(Http404):
            access.check_can_lead(person, uid)
    with pytest.raises(Refused):
        access.check_can_lead(world.people["ana"], morning.uid)


def test_of_two_groups_the_one_is_found_that_was_asked_for(world):
    """A person with several rights gets exactly the one in the address."""
    mia, cast = world.people["mia"], world.cast
    for cohort in (cast.morning, cast.evening):
        assert access.check_can_follow(mia, cohort.uid) == cohort
        assert access.check_can_admit(mia, cohort.uid) == cohort
        assert access.check_can_manage_cohort(mia, cohort.uid) == cohort
    for enrolment in (world.learns["ana"], world.learns["ben"]):
        assert access.check_can_follow_person(mia, enrolment.uid) == enrolment
        assert access.check_can_admit_person(mia, enrolment.uid) == enrolment
    assert access.check_can_manage(mia, cast.morning.program.uid) == cast.morning.program


def test_a_grant_of_another_role_opens_nothing(world):
    """Rows that no deed would write: the role decides, not what else stands in the row."""
    assert list(roles.led_cohorts(world.people["mia"])) == []
    assert list(roles.managed_programs(world.people["gil"])) == []
    for name in ("petra", "amir", "rita", "olga", "ivo", "fay", "ana"):
        person = world.people[name]
        assert not roles.followed_cohorts(person).exists(), name
        assert not roles.follows_groups(person), name
        assert roles.curriculum_keys(person) == [], name


def test_curricula_come_by_groups_and_by_programs(world):
    key = world.cast.morning.program.curriculum_key
    assert roles.curriculum_keys(world.people["gil"]) == [key]
    assert roles.curriculum_keys(world.people["mia"]) == [key]


# --- what learners may open -----------------------------------------------------------------------------------------


def test_what_has_not_opened_says_when_and_what_was_taken_out_says_why(world, monkeypatch):
    ana, now = world.people["ana"], timezone.now()
    later = world.second
    with pytest.raises(Refused, match="opens on"):
        access.check_can_open(ana, later.key, now=now)
    enrolments.change_plan(
        world.learns["ana"], PlanChange.Kind.SKIPPED, later.key, reason="Not now", by=world.people["gil"], now=now
    )
    with pytest.raises(Refused, match=r"your plan \(Not now\)\."):
        access.check_can_open(ana, later.key, now=now)
    monkeypatch.setattr(enrolments, "why_taken_out", lambda *_asked: "")  # as where the reason cannot be read
    with pytest.raises(Refused, match=r"your plan\. Ask"):
        access.check_can_open(ana, later.key, now=now)


def test_what_is_not_in_the_plan_is_not_there_unless_it_was_opened(world):
    """p09 is an elective that is not Ana's."""
    ana, now = world.people["ana"], timezone.now()
    elective = ModulePage.objects.get(code="p09").translation_key
    with pytest.raises(Http404):
        access.check_can_open(ana, elective, now=now)
    with pytest.raises(Http404):
        access.check_can_open(ana, uuid4(), now=now)
    with pytest.raises(Http404):
        access.check_can_open(ana, world.family_module.key, now=now)


def test_a_module_of_the_other_track_stays_shut_even_with_a_row_of_progress(world):
    ana, now = world.people["ana"], timezone.now()
    progress.see_card(world.learns["ana"], world.family_module, world.family_module.cards[0].id, now=now)
    with pytest.raises(Http404):
        access.check_can_open(ana, world.family_module.key, now=now)


def test_only_a_sheet_that_is_there_and_open_can_be_shared(world):
    ana, now = world.people["ana"], timezone.now()
    assert access.check_can_share_sheet(ana, world.module.key, now=now)
    progress.see_card(world.learns["ana"], world.second, world.second.cards[0].id, now=now)
    with pytest.raises(Http404):  # it has no worksheet
        access.check_can_share_sheet(ana, world.second.key, now=now)
    with pytest.raises(Http404):
        access.check_can_stop_sharing(ana, world.gone_module.key)


def test_family_members_have_nothing_to_share(world):
    fay, now = world.people["fay"], timezone.now()
    sharing.share(world.learns["fay"], world.family_module.key, now=now)
    with pytest.raises(PermissionDenied):
        access.check_can_share_sheet(fay, world.family_module.key, now=now)
    with pytest.raises(PermissionDenied):
        access.check_can_stop_sharing(fay, world.family_module.key)


def test_a_check_in_is_its_writers(world):
    ana, ben = world.people["ana"], world.people["ben"]
    tried = world.attempts["ana"]
    assert access.check_can_see_attempt(ana, tried.pk) == tried
    assert not access.can_see_attempt(ben, tried.pk)
    assert not access.can_see_attempt(ana, uuid4())


# --- families -------------------------------------------------------------------------------------------------------


def test_a_preview_of_what_is_another_persons_stopped_or_absent_leads_back_alike(world):
    link, client = world.kin.named["ana"], world.clients["ana"]
    shares = (world.kin.items["ben"].uid, world.kin.shown["fay"].uid, world.kin.ended_items["ana"].uid, uuid4())
    for share in shares:
        got = client.get(address("person_preview_item", link_uid=link.uid, share_uid=share))
        assert (got.status_code, got["Location"]) == (302, address("person_preview", link_uid=link.uid))
    own = address("person_preview_item", link_uid=link.uid, share_uid=world.kin.items["ana"].uid)
    assert client.get(own).status_code == 200


@pytest.mark.parametrize("name", ["flo", "fred", "fern", "finn"])
def test_nothing_stands_for_whom_a_consent_was_revoked_expired_narrowed_or_never_signed(world, name):
    now, person = timezone.now(), world.people[name]
    standing = consents.standing(now=now, link__family_member=person)
    assert [consent.shows_items for consent in standing] == ([False] if name == "fern" else [])
    for share in (*world.kin.shown.values(), *world.kin.stopped.values(), *world.kin.items.values()):
        with pytest.raises(shown.NotStanding):
            shown.read_item(share.uid, by=person, now=now)
    assert shown.read_item(world.kin.shown["fay"].uid, by=world.people["fay"], now=now).items
