"""What leads to offers, and how lists close."""

import pytest
from django.db import transaction
from tests import world

from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions.cancel_offering import cancel_offering
from registrar.areas.registration.actions.change_group import change_group
from registrar.areas.registration.actions.close_list import close_list, open_list
from registrar.areas.registration.actions.close_lists import close_lists
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.offer_free_places import offer_free_places
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.actions.set_quota import set_quota
from registrar.areas.registration.models import ClosedList, Registration
from registrar.areas.registration.queries.lists_to_look_at import lists_to_look_at
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.queues import (
    NOW,
    counts,
    free_one,
    full,
    join,
    keys,
    offered_past_quota,
    state,
    submit,
    waits,
)
from registrar.areas.studies.models import Study

pytestmark = pytest.mark.django_db


def queued(callbacks) -> list[int]:
    """Return the groups whose lists were queued to be looked at."""
    return sorted(one.args[0] for one in callbacks if getattr(getattr(one, "func", None), "__name__", "") == "_defer")


def test_what_frees_a_place_queues_a_look_on_commit(django_capture_on_commit_callbacks) -> None:
    # Given a full group that somebody waits for, in which one has three subjects more
    group, second = full(), taught("COMP1012")
    waits(world.study("24000005D"), group)
    row = Registration.objects.get(group=group)
    for number in range(3):
        world.register(row.study, taught(f"COMP102{number}"))
    # When a place of each kind of way is freed, and one for which nobody waits
    with django_capture_on_commit_callbacks() as dropped, transaction.atomic():
        drop_subject(row.pk, actor=None, now=NOW)
    with django_capture_on_commit_callbacks() as raised:
        set_quota(group.pk, 5)
    with django_capture_on_commit_callbacks() as lowered:
        set_quota(group.pk, 4)
    with django_capture_on_commit_callbacks() as unwanted:
        set_quota(second.pk, 90)
    # Then only those that somebody waits for are looked at
    assert [queued(one) for one in (dropped, raised, lowered, unwanted)] == [[group.pk], [group.pk], [], []]


def test_a_change_of_group_queues_the_group_that_is_left(django_capture_on_commit_callbacks) -> None:
    group, second = full(), taught("COMP1099")
    row = Registration.objects.get(group=group)
    third = world.group(group.offering.subject, code="1003")
    waits(world.study("24000005D"), group)
    with django_capture_on_commit_callbacks() as callbacks:
        assert change_group(row.pk, third.pk, actor=None, now=NOW).decision.allowed
    assert queued(callbacks) == [group.pk]
    assert second.waiting == 0


def test_a_place_in_one_group_ends_waiting_for_the_others(django_capture_on_commit_callbacks) -> None:
    # Given a student who waits for one group of a subject, and for another subject
    group, other = full(), full("COMP1012")
    study = world.study()
    second = world.group(group.offering.subject, code="1002")
    mine, elsewhere = waits(study, group), waits(study, other)
    # When they register in another group, and the list is looked at
    with django_capture_on_commit_callbacks() as callbacks:
        assert submit(study, second).registration_id is not None
    assert group.pk in queued(callbacks)
    offer_places(group.pk, now=NOW)
    offer_places(other.pk, now=NOW)
    # Then they wait only for the other subject
    assert (state(mine), state(elsewhere)) == ("placed", "waiting")
    assert counts(group) == (1, 0, 0)


def test_whoever_leaves_the_university_waits_no_longer() -> None:
    group = full()
    entry, offer = waits(world.study("24000005D"), group), offered_past_quota(group)
    Study.objects.filter(pk__in=[entry.study_id, offer.study_id]).update(status="withdrawn")
    assert lists_to_look_at(NOW) == [group.pk]
    offer_free_places(now=NOW)
    assert (state(entry), state(offer)) == ("gone", "gone")
    assert counts(group) == (1, 0, 0)


def test_the_periodic_run_finds_places_freed_by_plain_sql() -> None:
    # Given two full groups with a queue, one with a queue for whom nothing is free, and one without
    group, closed, idle = full(), full("COMP1012"), full("COMP1013")
    entry = waits(world.study("24000005D"), group)
    waits(world.study("24000006D"), closed)
    for freed in (group, idle):
        free_one(freed)
    # When it runs twice
    assert lists_to_look_at(NOW) == [group.pk]
    assert [offer_free_places(now=NOW), offer_free_places(now=NOW)] == [1, 0]
    # Then the place is held for the first in the queue
    assert state(entry) == "offered"
    assert counts(group) == (0, 1, 0)


def test_lists_close_after_add_drop_and_everybody_is_told_once() -> None:
    group = full()
    entry = waits(world.study("24000005D"), group)
    runs = [
        close_lists(now=world.at(moment)) for moment in ("2024-09-15 23:59", "2024-09-16 00:05", "2024-09-17 00:05")
    ]
    assert runs == [0, 1, 0]
    assert state(entry) == "closed"
    assert Notice.objects.get().kind == "waiting_closed"
    assert counts(group) == (1, 0, 0)


def test_a_department_closes_a_list_with_a_reason_and_opens_it_again() -> None:
    # Given one who waits and one with an offer
    group = full()
    entry, offer = waits(world.study("24000005D"), group), offered_past_quota(group)
    office = world.user("office", "department", department="COMP")
    # When the department closes the list, twice
    with pytest.raises(ValueError, match="reason"), transaction.atomic():
        close_list(group.pk, reason=" ", actor=office, now=NOW)
    ended = [close_list(group.pk, reason="A second class opens", actor=office, now=NOW) for _ in range(2)]
    # Then who waited is told why, the offer stands, and nobody can join
    assert ended == [1, 0]
    assert (state(entry), state(offer)) == ("closed", "offered")
    assert "A second class opens" in Notice.objects.get().body_en
    assert keys(join(world.study("24000007D"), group).decision) == {"registration.list.closed"}
    # And once it is open again, somebody can
    assert open_list(group.pk)
    assert not ClosedList.objects.exists()
    assert join(Study.objects.get(student_number="24000007D"), group).decision.allowed


def test_a_cancelled_subject_ends_waiting_and_offers() -> None:
    group = full()
    entry, offer = waits(world.study("24000005D"), group), offered_past_quota(group)
    cancel_offering(group.offering_id, replacements=[], actor=None, now=NOW)
    assert (state(entry), state(offer)) == ("closed", "closed")
    assert counts(group) == (0, 0, 0)
    assert Notice.objects.filter(kind="waiting_cancelled").count() == 2


def test_looking_at_a_list_takes_the_same_statements_for_one_and_for_many(django_assert_max_num_queries) -> None:
    one, many = full("COMP1011"), full("COMP1012", quota=3)
    for place, group in enumerate((one, many, many, many)):
        waits(world.study(f"2400001{place}D"), group)
    Registration.objects.filter(group__in=[one, many]).update(state="dropped", ended_at=NOW)
    with django_assert_max_num_queries(14) as single:
        assert len(offer_places(one.pk, now=NOW)) == 1
    with django_assert_max_num_queries(14) as several:
        assert len(offer_places(many.pk, now=NOW)) == 3
    assert len(single) == len(several)
