"""Queues for tests: full groups, who waits for them and who has an offer."""

from tests import world

from registrar.areas.registration.actions.join_waiting_list import join_waiting_list
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Registration, SubjectGroup, WaitingEntry
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.studies.models import Study

NOW = world.at("2024-09-03 10:00")
LATER = world.at("2024-09-04 10:00")


def full(code: str = "COMP1011", quota: int = 1) -> SubjectGroup:
    """Make a group of which every place is taken."""
    group = taught(code, quota=quota)
    for number in range(quota):
        world.register(world.study(f"230{int(code[-4:]):04d}{number}D", cohort="2023/24"), group)
    return group


def join(study: Study, group: SubjectGroup, now=NOW):
    return join_waiting_list(study.pk, group.pk, actor=study.student, now=now)


def waits(study: Study, group: SubjectGroup, need: int = 1, at: str = "2024-09-02 10:00", **fields) -> WaitingEntry:
    """Put somebody into a queue past all rules."""
    return WaitingEntry.objects.create(study=study, group=group, need_class=need, joined_at=world.at(at), **fields)


def offered(study: Study, group: SubjectGroup, **fields) -> WaitingEntry:
    return waits(study, group, state="offered", offered_at=NOW, offer_ends_at=LATER, **fields)


def submit(study: Study, group: SubjectGroup, now=NOW):
    return submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=now).lines[0]


def keys(decision) -> set[str]:
    return {finding.message.key for finding in decision.refusals}


def counts(group: SubjectGroup) -> tuple[int, int, int]:
    group.refresh_from_db()
    return group.seats_taken, group.held, group.waiting


def state(entry: WaitingEntry) -> str:
    entry.refresh_from_db()
    return entry.state


def free_one(group: SubjectGroup) -> None:
    """End a registration as a program does that knows of no action."""
    row = Registration.objects.filter(group=group, state="registered").earliest("pk")
    Registration.objects.filter(pk=row.pk).update(state="dropped", ended_at=NOW)


def offered_past_quota(group: SubjectGroup, number: str = "24000009D") -> WaitingEntry:
    """Open one more place and offer it to somebody."""
    SubjectGroup.objects.filter(pk=group.pk).update(quota=group.quota + 1)
    return offered(world.study(number), group)
