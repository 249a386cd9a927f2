"""Keeping places for some students, changing how many, and letting go of them."""

from datetime import date

import pytest
from tests import world

from registrar.areas.registration.actions.release_places import release_due, release_places
from registrar.areas.registration.actions.reserve_places import Reservation, ReserveRefusal, reserve_places
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import ReservedPlaces, SubjectGroup, WaitingEntry

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


@pytest.fixture
def group() -> SubjectGroup:
    subject = world.subject("COMP1011")
    world.compulsory(world.programme(), subject)
    return world.group(subject, quota=3)


def counts(group: SubjectGroup) -> tuple[int, int]:
    group.refresh_from_db()
    return group.seats_taken, group.held


def submit(study, group) -> bool:
    line = submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=NOW).lines[0]
    return line.registration_id is not None


def test_no_more_is_kept_than_is_neither_taken_nor_kept(group) -> None:
    # Given three places of which one is taken and one is kept for others
    world.register(world.study("24000009D"), group)
    assert reserve_places(group.pk, Reservation(None, "2022/23", 1)) is None
    # When two are to be kept, and one
    refused = reserve_places(group.pk, Reservation("61435", "", 2))
    # Then the first is answered with what is possible and changes nothing
    assert refused == ReserveRefusal(most=1, least=1)
    assert (ReservedPlaces.objects.count(), counts(group)) == (1, (1, 1))
    assert reserve_places(group.pk, Reservation("61435", "", 1)) is None
    assert counts(group) == (1, 2)


def test_the_number_changes_but_not_below_what_was_taken_or_offered(group) -> None:
    # Given three places kept, of which one is taken and one offered
    reserve_places(group.pk, Reservation("61435", "", 3))
    assert submit(world.study("24000001D"), group)
    offer(group)
    # When the number is set to one, and to two
    assert reserve_places(group.pk, Reservation("61435", "", 1)) == ReserveRefusal(most=3, least=2)
    assert counts(group) == (1, 2)
    assert reserve_places(group.pk, Reservation("61435", "", 2, date(2024, 9, 10))) is None
    # Then one row holds the new number and the day
    row = ReservedPlaces.objects.get()
    assert (row.places, row.taken, row.release_on, counts(group)) == (2, 1, date(2024, 9, 10), (1, 1))


def offer(group: SubjectGroup) -> WaitingEntry:
    return WaitingEntry.objects.create(
        study=world.study("24000005D"),
        group=group,
        need_class=1,
        joined_at=NOW,
        state="offered",
        reserve=ReservedPlaces.objects.get(),
        offered_at=NOW,
        offer_ends_at=world.at("2024-09-05 10:00"),
    )


def test_releasing_leaves_open_offers_their_place(group) -> None:
    # Given three places kept, one of them offered to somebody
    reserve_places(group.pk, Reservation("61435", "", 3))
    entry = offer(group)
    assert counts(group) == (0, 3)
    # When they are released, twice
    key = ReservedPlaces.objects.get().pk
    assert [release_places([key], now=NOW) for _ in range(2)] == [1, 0]
    # Then the offered place is still held, and the others are anybody's
    entry.refresh_from_db()
    assert (entry.state, entry.reserve_id, counts(group)) == ("offered", None, (0, 1))
    answers = [submit(world.study(number), group) for number in ("24000007D", "24000008D", "24000006D")]
    assert answers == [True, True, False]
    assert submit(entry.study, group)


def test_reserves_are_released_on_their_day_and_not_before(group) -> None:
    # Given places kept until the tenth, and others without a day
    reserve_places(group.pk, Reservation("61435", "", 1, date(2024, 9, 10)))
    reserve_places(group.pk, Reservation(None, "2022/23", 1))
    # When the job runs on the ninth, on the tenth and once more
    ran = [release_due(now=world.at(moment)) for moment in ("2024-09-09 00:02", "2024-09-10 00:02", "2024-09-11 00:02")]
    # Then it releases the first on its day
    assert ran == [0, 1, 0]
    assert [row.released_at is None for row in ReservedPlaces.objects.order_by("pk")] == [False, True]
    assert counts(group) == (0, 1)


def test_what_was_released_can_be_kept_again(group) -> None:
    reserve_places(group.pk, Reservation("61435", "", 2))
    release_places([ReservedPlaces.objects.get().pk], now=NOW)
    assert reserve_places(group.pk, Reservation("61435", "", 3)) is None
    row = ReservedPlaces.objects.get()
    assert (row.released_at, counts(group)) == (None, (0, 3))


def test_a_reservation_for_nobody_is_a_mistake_of_the_program(group) -> None:
    with pytest.raises(ValueError, match="programme or a cohort"):
        reserve_places(group.pk, Reservation(None, "", 1))
