"""Places that are kept for some students, in the tables and in the action."""

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.registration.actions.change_group import change_group
from registrar.areas.registration.actions.drop_subject import drop_subject
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Registration, ReservedPlaces, SubjectGroup, WaitingEntry

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


def counts(group: SubjectGroup) -> tuple[int, int, int]:
    group.refresh_from_db()
    return group.seats_taken, group.held, group.waiting


def submit(study, group):
    return submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=NOW).lines[0]


def messages(line) -> list[str]:
    return [finding.message.key for finding in line.decision.refusals]


@pytest.fixture
def group() -> SubjectGroup:
    subject = world.subject("COMP1011")
    world.compulsory(world.programme(), subject)
    return world.group(subject, quota=2)


def test_a_reserved_place_is_not_given_to_others(group) -> None:
    # Given two places, both for students of 2023/24
    reserve = ReservedPlaces.objects.create(group=group, cohort="2023/24", places=2)
    assert counts(group) == (0, 2, 0)
    # When one of them and somebody of 2024/25 register
    mine = submit(world.study("23000001D", cohort="2023/24"), group)
    other = submit(world.study("24000002D", cohort="2024/25"), group)
    # Then only the first has a place, counted with the reserve, and nothing else changed
    assert mine.registration_id is not None
    assert messages(other) == ["registration.seat.held"]
    assert Registration.objects.get().reserve == reserve
    reserve.refresh_from_db()
    assert reserve.taken == 1
    assert counts(group) == (1, 1, 0)


def test_a_dropped_reserved_place_goes_back_to_its_reserve(group) -> None:
    # Given a student in a reserved place, who has another subject too
    reserve = ReservedPlaces.objects.create(group=group, programme_id="61435", places=1)
    study = world.study()
    world.register(study, world.group(world.subject("COMP1012")))
    line = submit(study, group)
    assert counts(group) == (1, 0, 0)
    # When they drop it
    drop_subject(line.registration_id, actor=study.student, now=NOW)
    # Then it is kept again
    reserve.refresh_from_db()
    assert (reserve.taken, counts(group)) == (0, (0, 1, 0))


def test_a_change_of_group_gives_one_reserve_back_and_takes_from_the_other(group) -> None:
    # Given a student in a reserved place, and another group with one
    study = world.study()
    second = world.group(group.offering.subject, code="1002", quota=1)
    here = ReservedPlaces.objects.create(group=group, programme_id="61435", places=1)
    there = ReservedPlaces.objects.create(group=second, programme_id="61435", places=1)
    line = submit(study, group)
    # When they change groups
    outcome = change_group(line.registration_id, second.pk, actor=study.student, now=NOW)
    # Then the reserves have changed places
    assert outcome.decision.allowed
    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.taken, there.taken) == (0, 1)
    assert (counts(group), counts(second)) == ((0, 1, 0), (1, 0, 0))


def test_released_places_are_anybodys(group) -> None:
    # Given a reserve of which one place is taken
    reserve = ReservedPlaces.objects.create(group=group, cohort="2023/24", places=2)
    submit(world.study("23000001D", cohort="2023/24"), group)
    # When it is released
    ReservedPlaces.objects.update(released_at=NOW)
    # Then the other place is open, and a place given up later as well
    assert counts(group) == (1, 0, 0)
    assert submit(world.study("24000002D", cohort="2024/25"), group).registration_id is not None
    Registration.objects.filter(reserve=reserve).update(state="dropped", ended_at=NOW)
    assert counts(group) == (1, 0, 0)


@pytest.mark.parametrize("places", [3, 4])
def test_more_than_the_quota_is_not_reserved(group, places) -> None:
    # Given a quota of two / When more is reserved round every action / Then the table refuses
    with pytest.raises(IntegrityError, match="never_oversold"), transaction.atomic():
        ReservedPlaces.objects.create(group=group, cohort="2023/24", places=places)
    assert counts(group) == (0, 0, 0)


def test_a_program_that_goes_round_the_action_takes_no_kept_place(group) -> None:
    # Given both places reserved
    ReservedPlaces.objects.create(group=group, cohort="2023/24", places=2)
    study = world.study()
    # When a row is written straight to the table, as an open place
    with pytest.raises(IntegrityError, match="never_oversold"), transaction.atomic():
        world.register(study, group)
    # Then nothing was written
    assert not Registration.objects.exists()
    assert counts(group) == (0, 2, 0)


def test_nobody_passes_those_who_wait(group) -> None:
    # Given a group with two free places for which two wait
    for number in ("24000003D", "24000004D"):
        WaitingEntry.objects.create(study=world.study(number), group=group, need_class=1, joined_at=NOW)
    assert counts(group) == (0, 0, 2)
    # When somebody else registers
    line = submit(world.study(), group)
    # Then the place is not theirs
    assert messages(line) == ["registration.seat.waiting"]
    assert counts(group) == (0, 0, 2)


def test_an_offered_place_is_held_until_it_is_taken(group) -> None:
    # Given a full group but for one place, which is offered to somebody
    SubjectGroup.objects.update(quota=1)
    study = world.study("24000003D")
    entry = WaitingEntry.objects.create(study=study, group=group, need_class=1, joined_at=NOW)
    entry.state, entry.offered_at, entry.offer_ends_at = "offered", NOW, world.at("2024-09-04 10:00")
    entry.save()
    assert counts(group) == (0, 1, 0)
    # When another student tries, and then the one to whom it was offered
    refused, taken = submit(world.study(), group), submit(study, group)
    # Then only the second has it, and the offer has ended
    assert messages(refused) == ["registration.seat.held"]
    assert taken.registration_id is not None
    entry.refresh_from_db()
    assert (entry.state, entry.ended_at) == ("accepted", NOW)
    assert counts(group) == (1, 0, 0)


def test_an_offer_out_of_a_reserve_is_held_once(group) -> None:
    # Given one reserved place, offered to a student for whom it is reserved
    SubjectGroup.objects.update(quota=1)
    reserve = ReservedPlaces.objects.create(group=group, cohort="2023/24", places=1)
    waits = world.study("23000003D", cohort="2023/24")
    WaitingEntry.objects.create(
        study=waits,
        group=group,
        need_class=1,
        joined_at=NOW,
        state="offered",
        reserve=reserve,
        offered_at=NOW,
        offer_ends_at=world.at("2024-09-04 10:00"),
    )
    assert counts(group) == (0, 1, 0)
    # When another student of the cohort tries, and then the one to whom it was offered
    refused, taken = submit(world.study("23000004D", cohort="2023/24"), group), submit(waits, group)
    # Then the place is the second's
    assert messages(refused) == ["registration.seat.held"]
    assert taken.registration_id is not None
    reserve.refresh_from_db()
    assert (reserve.taken, counts(group)) == (1, (1, 0, 0))
