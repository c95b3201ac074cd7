"""A prepared query answers what its queryset answers, in one query and with SQL that is built once."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db.models import F
from django.db.models.signals import post_init

from cms.prepared import Prepared, insert, quick, run, update
from learners.models import Enrolment, LearningEvent, ModuleProgress, User
from tests.factories import people

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


@pytest.fixture
def ana():
    return people.person("ana", email="ana@example.org")


def test_it_finds_what_the_queryset_finds(ana):
    people.person("ben")
    by_key = Prepared(lambda key: User.objects.filter(pk=key), int)
    found = by_key.first(ana.pk)
    assert found == User.objects.get(pk=ana.pk)
    assert [getattr(found, one.attname) for one in User._meta.concrete_fields] == [
        getattr(ana, one.attname) for one in User._meta.concrete_fields
    ]


def test_values_change_from_call_to_call_and_the_sql_does_not(ana, django_assert_num_queries):
    ben = people.person("ben")
    by_uid = Prepared(lambda uid: User.objects.filter(uid=uid), type(ana.uid))
    assert by_uid.first(ana.uid) == ana
    with django_assert_num_queries(2):
        assert by_uid.first(ben.uid) == ben
        assert by_uid.first(uuid4()) is None


def test_fixed_values_stay_beside_those_that_change(ana):
    people.person("gone", is_active=False)
    active = Prepared(lambda name: User.objects.filter(is_active=True, sign_in_name=name), str)
    assert active("ana") == [ana]
    assert active("gone") == []


def test_related_rows_come_with_the_same_query(cast, django_assert_num_queries):
    episodes = Prepared(
        lambda person: (
            Enrolment.objects.filter(person=person)
            .select_related("cohort__program")
            .order_by(F("ended_on").desc(nulls_first=True))[:1]
        ),
        int,
    )
    episodes.first(cast.ana.pk)
    with django_assert_num_queries(1):
        found = episodes.first(cast.ana.pk)
        assert found.cohort.program.name == cast.morning.program.name
    assert found == cast.ana_learns
    assert found.conditions == cast.ana_learns.conditions


def test_a_row_that_was_found_is_saved_like_any_other(ana):
    found = Prepared(lambda key: User.objects.filter(pk=key), int).first(ana.pk)
    found.first_name = "Anita"
    found.save()
    assert User.objects.get(pk=ana.pk).first_name == "Anita"


def test_a_value_that_shapes_the_sql_is_refused():
    everything = Prepared(lambda key: User.objects.all(), int)
    with pytest.raises(ValueError, match="does not stand in its SQL"):
        everything(1)


def test_an_inserted_row_reads_back_as_it_was(cast):
    event = LearningEvent(enrolment=cast.ana_learns, kind="card-seen", module_key=uuid4(), at=NOW, data={"card": "one"})
    insert(event)
    stored = LearningEvent.objects.get(module_key=event.module_key)
    assert (stored.enrolment, stored.kind, stored.at, stored.data) == (
        cast.ana_learns,
        "card-seen",
        NOW,
        {"card": "one"},
    )


def test_an_update_changes_the_named_fields_only(cast):
    row = ModuleProgress.objects.create(enrolment=cast.ana_learns, module_key=uuid4(), opened_at=NOW, last_at=NOW)
    row.cards_seen, row.last_card, row.attempts = ["one"], "one", 7
    update(row, "cards_seen", "last_card")
    stored = ModuleProgress.objects.get(pk=row.pk)
    assert (stored.cards_seen, stored.last_card, stored.attempts) == (["one"], "one", 0)
    update(row)
    assert ModuleProgress.objects.get(pk=row.pk).attempts == 7


def test_plain_sql_takes_values_as_the_database_does(ana):
    run("UPDATE learners_user SET last_name = %s WHERE uid = %s", "Changed", ana.uid)
    assert User.objects.get(pk=ana.pk).last_name == "Changed"


def test_a_row_is_as_django_makes_it(cast):
    made = Prepared(lambda key: Enrolment.objects.filter(pk=key).select_related("cohort"), int).first(
        cast.ana_learns.pk
    )
    usual = Enrolment.objects.select_related("cohort").get(pk=cast.ana_learns.pk)
    for one, other in ((made, usual), (made.cohort, usual.cohort)):
        assert {**one.__dict__, "_state": None} == {**other.__dict__, "_state": None}
        assert (one._state.adding, one._state.db) == (other._state.adding, other._state.db)
    assert list(made._state.fields_cache) == list(usual._state.fields_cache)


def test_a_column_that_was_left_out_is_read_where_it_is_asked_for(cast, django_assert_num_queries):
    found = Prepared(lambda key: User.objects.filter(pk=key).defer("last_name", "email"), int).first(cast.ana.pk)
    assert found.get_deferred_fields() == {"last_name", "email"}
    with django_assert_num_queries(1):
        assert found.last_name == cast.ana.last_name
    found.first_name = "Anita"
    found.save()
    assert User.objects.get(pk=cast.ana.pk).email == cast.ana.email


def test_whoever_listens_for_rows_that_are_made_still_hears_them(ana):
    heard = []

    def listen(instance, **kwargs):
        heard.append(instance.pk)

    post_init.connect(listen, sender=User)
    try:
        Prepared(lambda key: User.objects.filter(pk=key), int).first(ana.pk)
    finally:
        post_init.disconnect(listen, sender=User)
    assert heard == [ana.pk]


def test_any_queryset_gives_the_same_rows_quickly(cast, django_assert_num_queries):
    people_of = User.objects.filter(pk__in=[cast.ana.pk, cast.ben.pk]).order_by("pk").defer("email")
    with django_assert_num_queries(1):
        found = quick(people_of)
    assert found == list(people_of)
    with django_assert_num_queries(1):
        assert found[0].email == cast.ana.email
    with django_assert_num_queries(0):
        assert quick(User.objects.filter(pk__in=[])) == []
