"""The jobs of the waiting lists, as the worker runs them."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.actions.end_registrations import end_registrations
from registrar.areas.registration.actions.queue_offers import TASK, queue_offers
from registrar.areas.registration.models import WaitingEntry
from registrar.areas.registration.tasks import free_places, lists_over, offer_places_job, offers_over
from registrar.areas.registration.tests.queues import NOW, counts, free_one, full, offered_past_quota, state, waits
from registrar.areas.studies.actions.change_status import change_status

pytestmark = pytest.mark.django_db


def test_a_list_is_queued_once_until_it_is_looked_at(django_capture_on_commit_callbacks) -> None:
    # Given a list that two steps free places of
    group = full()
    waits(world.study("24000005D"), group)
    with django_capture_on_commit_callbacks(execute=True):
        queue_offers([group.pk])
        queue_offers([group.pk])
    # Then one job waits for the worker
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status="todo")
    assert [job.args for job in jobs] == [{"group_id": group.pk}]


def test_the_job_of_a_list_offers_at_the_universitys_time() -> None:
    group = full()
    entry = waits(world.study("24000005D"), group)
    free_one(group)
    clock.set_to(NOW)
    assert offer_places_job(group_id=group.pk) == 1
    assert state(entry) == "offered"
    # A group that is gone meanwhile is nothing to worry about
    assert offer_places_job(group_id=group.pk + 999) == 0


def test_the_periodic_jobs_do_each_thing_once() -> None:
    # Given an offer until the fourth, two who wait for the place behind it, and a list of a place freed by nobody
    group, other = full(), full("COMP1012")
    offered_past_quota(group)
    entries = [waits(world.study(f"2400001{number}D"), group, need=2 + number) for number in range(2)]
    waits(world.study("24000015D"), other)
    free_one(other)
    # When everything runs every day from the third to the end of add/drop and past it
    done = []
    for day in ("03 10:30", "04 10:30", "04 10:35", "15 12:00", "16 00:05", "16 00:10"):
        clock.set_to(world.at(f"2024-09-{day}"))
        done.append((free_places(timestamp=0), offers_over(timestamp=0), lists_over(timestamp=0)))
    # Then each offer ran out a day later and went on, until nobody waited; nothing was done twice
    assert done == [(1, 0, 0), (0, 2, 0), (0, 0, 0), (0, 1, 0), (0, 1, 0), (0, 0, 0)]
    assert [state(entry) for entry in entries] == ["expired", "expired"]
    assert counts(group) == (1, 0, 0)


def test_whose_registrations_end_queues_both_what_they_had_and_where_they_waited(
    django_capture_on_commit_callbacks,
) -> None:
    # Given a student in a group that somebody waits for, who waits for another group
    group, other = full(), full("COMP1012")
    waits(world.study("24000005D"), group)
    row = group.registrations.get()
    waits(row.study, other)
    # When their study ends
    with django_capture_on_commit_callbacks(execute=True):
        before = world.term("2023/24-S2", "2024-01-15")
        change_status([row.study_id], "withdrawn", term=before.pk, reason="asked", actor=None, now=NOW)
        assert end_registrations(actor=None, now=NOW) == 1
    # Then both lists are looked at
    queued = ProcrastinateJob.objects.filter(task_name=TASK).values_list("args", flat=True)
    assert sorted(job["group_id"] for job in queued) == [group.pk, other.pk]
    assert WaitingEntry.objects.filter(state="waiting").count() == 2
