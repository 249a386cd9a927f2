"""Offers of waiting lists, and how they are answered."""

import pytest
from django.db import transaction
from tests import world

from registrar.areas.platform.models import Notice
from registrar.areas.registration.actions.accept_offer import NoOffer, accept_offer
from registrar.areas.registration.actions.decline_offer import decline_offer
from registrar.areas.registration.actions.expire_offers import expire_offers
from registrar.areas.registration.actions.offer_places import offer_places
from registrar.areas.registration.models import Registration, ReservedPlaces
from registrar.areas.registration.tests.actions.test_submit_basket import meets, taught
from registrar.areas.registration.tests.queues import (
    LATER,
    NOW,
    counts,
    free_one,
    full,
    keys,
    offered_past_quota,
    state,
    submit,
    waits,
)

pytestmark = pytest.mark.django_db


def test_a_free_place_is_offered_in_the_order_of_need_then_time() -> None:
    # Given three who wait: the first to come, one of a better class, and one of that class a little later
    group = full()
    first = waits(world.study("24000001D"), group, need=4, at="2024-09-01 08:00")
    pressing = waits(world.study("24000002D"), group, need=1, at="2024-09-02 12:00")
    waits(world.study("24000003D"), group, need=1, at="2024-09-02 12:01")
    # When one place becomes free
    free_one(group)
    made = offer_places(group.pk, now=NOW)
    # Then the better class has the offer, for a day, and is told in both languages with the deadline
    assert made == [pressing.pk]
    pressing.refresh_from_db()
    assert (pressing.state, pressing.offered_at, pressing.offer_ends_at) == ("offered", NOW, LATER)
    assert state(first) == "waiting"
    assert counts(group) == (0, 1, 2)
    notice = Notice.objects.get()
    assert notice.recipient == pressing.study.student
    assert notice.subject_en == "A place in COMP1011 is offered to you until 4 September 2024, 10:00"
    assert "保留至2024年9月4日 10:00" in notice.body_zh
    assert notice.link == "/my/registration/waiting/"
    assert notice.decision.rule == "registration.offer_deadline"
    # And looking again offers nothing more
    assert offer_places(group.pk, now=NOW) == []
    assert Notice.objects.count() == 1


def test_a_reserved_place_is_offered_to_whom_it_is_reserved_for() -> None:
    # Given a reserved place that becomes free, and a queue headed by somebody else
    group = taught("COMP1011", quota=1)
    reserve = ReservedPlaces.objects.create(group=group, cohort="2023/24", places=1)
    other = waits(world.study("24000001D"), group)
    fits = waits(world.study("23000002D", cohort="2023/24"), group, need=3)
    # When it is offered
    made = offer_places(group.pk, now=NOW)
    # Then it goes to the first of the cohort, and is kept once
    assert made == [fits.pk]
    fits.refresh_from_db()
    assert fits.reserve == reserve
    assert counts(group) == (0, 1, 1)
    assert offer_places(group.pk, now=NOW) == []
    # And when it is released, the place goes on to the queue only after the offer ends
    ReservedPlaces.objects.update(released_at=NOW)
    decline_offer(fits.pk, now=NOW)
    assert offer_places(group.pk, now=NOW) == [other.pk]


def test_a_passer_by_of_the_cohort_does_not_pass_those_who_wait_for_the_reserve() -> None:
    # Given a reserved place that is free for which one of the cohort waits
    group = taught("COMP1011", quota=1)
    ReservedPlaces.objects.create(group=group, cohort="2023/24", places=1)
    waits(world.study("23000002D", cohort="2023/24"), group)
    # When another of the cohort submits before it was offered
    line = submit(world.study("23000003D", cohort="2023/24"), group)
    # Then it is not theirs
    assert line.registration_id is None
    assert keys(line.decision) == {"registration.seat.held"}
    assert counts(group) == (0, 1, 1)


def test_nothing_is_offered_between_the_periods_or_after_add_drop() -> None:
    group = full()
    entry = waits(world.study(), group)
    free_one(group)
    for moment in ("2024-08-20 10:00", "2024-09-16 00:00"):
        assert offer_places(group.pk, now=world.at(moment)) == []
    assert state(entry) == "waiting"
    assert not Notice.objects.exists()


def test_an_offer_is_taken_up_on_the_ordinary_way() -> None:
    # Given an open offer
    group = full()
    entry = offered_past_quota(group)
    # When the student takes it, a minute before its end
    outcome = accept_offer(entry.pk, actor=entry.study.student, now=world.at("2024-09-04 09:59"))
    # Then they are registered by the rule of registering
    assert outcome.decision.rule == "registration.add_subject"
    assert outcome.decision.allowed
    assert state(entry) == "accepted"
    assert counts(group) == (2, 0, 0)
    # And it can't be taken twice
    with pytest.raises(NoOffer), transaction.atomic():
        accept_offer(entry.pk, actor=entry.study.student, now=LATER)


def test_an_offer_is_not_taken_late_by_any_way() -> None:
    # Given an offer that ran out a second ago, which no job has ended yet
    group = full()
    entry, late = offered_past_quota(group), world.at("2024-09-04 10:00:01")
    # When the student takes it, and when they submit a basket
    outcome, line = accept_offer(entry.pk, actor=entry.study.student, now=late), submit(entry.study, group, late)
    # Then both are refused and nothing changed
    assert keys(outcome.decision) == {"registration.offer.late"}
    assert keys(line.decision) == {"registration.seat.held"}
    assert state(entry) == "offered"
    assert counts(group) == (1, 1, 0)


def test_an_offer_stands_while_something_is_in_the_way() -> None:
    # Given an offer and a clash
    group = full()
    meets(group, 1, "09:30", "11:20")
    entry, other = offered_past_quota(group), taught("COMP1012")
    meets(other, 1, "09:30", "11:20")
    row = world.register(entry.study, other)
    # When it is taken before and after the student made room
    before = accept_offer(entry.pk, actor=entry.study.student, now=NOW)
    assert state(entry) == "offered"
    Registration.objects.filter(pk=row.pk).update(state="dropped", ended_at=NOW)
    after = accept_offer(entry.pk, actor=entry.study.student, now=NOW)
    # Then the first answer names the clash and the second registers
    assert keys(before.decision) == {"registration.clash.day_1"}
    assert after.decision.allowed


def test_a_declined_offer_goes_to_the_next() -> None:
    group = full()
    entry, after = offered_past_quota(group), waits(world.study("24000010D"), group)
    assert decline_offer(entry.pk, now=NOW)
    assert not decline_offer(entry.pk, now=NOW)
    assert counts(group) == (1, 0, 1)
    assert offer_places(group.pk, now=NOW) == [after.pk]


def test_an_offer_that_ran_out_goes_to_the_next_once() -> None:
    # Given an offer that ends at ten, and one who waits
    group = full()
    entry, after = offered_past_quota(group), waits(world.study("24000010D"), group)
    # When the job runs at ten, a second later, and once more
    runs = [
        expire_offers(now=moment) for moment in (LATER, world.at("2024-09-04 10:00:01"), world.at("2024-09-04 11:00"))
    ]
    # Then it ended once, both students heard of it, and the place is held for the next
    assert runs == [0, 1, 0]
    assert (state(entry), state(after)) == ("expired", "offered")
    assert after.offer_ends_at == world.at("2024-09-05 10:00:01")
    assert sorted(Notice.objects.values_list("kind", flat=True)) == ["waiting_expired", "waiting_offered"]
    assert counts(group) == (1, 1, 0)
