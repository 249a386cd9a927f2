"""Two officers decide at once; a place goes while a registration comes back."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.concurrency.at_once import at_once

from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.bank_lines import BankLine
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.actions.decide_reinstatement import decide_reinstatement
from registrar.areas.registration.actions.file_reinstatement import file_reinstatement
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.nullify_unpaid import nullify_unpaid
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.models import Registration, Reinstatement, SubjectGroup
from registrar.areas.studies.models import StatusChange

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
FELL = world.at("2024-09-10 01:10")
NOW = world.at("2024-09-11 10:00")


def waiting() -> tuple[Reinstatement, SubjectGroup]:
    """Return a paid application of a student who lost the only place of a group, within add/drop."""
    subject = world.subject("COMP1011")
    world.compulsory(world.programme(), subject)
    group, study = world.group(subject, quota=1), world.study()
    world.register(study, group)
    bill_term("2024/25-S1", actor=None, now=world.at("2024-08-20 10:00"), deadline=world.at("2024-09-09 10:00").date())
    nullify_unpaid(actor=None, now=FELL)
    row = file_reinstatement(study.pk, reason="In hospital", actor=study.student, now=NOW).reinstatement
    assert row is not None
    note = row.charge.debit_note
    record_payment(BankLine(f"B{note.number}", note.number, "fps", note.amount, NOW), actor=None, now=NOW)
    return row, group


def test_of_two_officers_one_decides() -> None:
    # Given an application, and two officers of the department
    row, _ = waiting()
    officers = [world.user(f"office{number}", "department", department="COMP") for number in (1, 2)]

    def decides(officer: Any, approved: bool) -> Any:
        return lambda: decide_reinstatement(row.pk, approved=approved, words="Because", actor=officer, now=NOW)

    # When one approves and the other refuses at the same moment
    answers = at_once([decides(officers[0], True), decides(officers[1], False)])
    # Then one decision stands, whole, and the other officer is told
    assert sum(isinstance(one, NotAwaited) for one in answers) == 1
    row.refresh_from_db()
    approved = row.state == "reinstated"
    assert row.state in ("reinstated", "refused")
    assert StatusChange.objects.filter(after="active").count() == approved
    assert Registration.objects.filter(state="registered").count() == approved
    assert row.decided_by == officers[0 if approved else 1]


def test_the_last_place_goes_to_one_of_two() -> None:
    # Given the place that was lost, and another student who wants it
    row, group = waiting()
    officer, rival = world.user("office1", "department", department="COMP"), world.study("24000002D")
    # When the department approves while the other student registers
    answers = at_once(
        [
            lambda: decide_reinstatement(row.pk, approved=True, words="Yes", actor=officer, now=NOW),
            lambda: submit_basket(rival.pk, [Choice(group.pk)], all_or_nothing=True, actor=rival.student, now=NOW),
        ]
    )
    # Then both are answered, one has the place, and the group is not oversold
    assert [one for one in answers if isinstance(one, Exception)] == []
    row.refresh_from_db()
    assert row.state == "reinstated"
    group.refresh_from_db()
    assert (group.seats_taken, Registration.objects.filter(group=group, state="registered").count()) == (1, 1)
    restored = row.subjects.get().restored is not None
    assert restored is not answers[1].written
