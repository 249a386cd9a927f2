"""What leaving a subject after add/drop costs, by the edition of the day."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from tests import world

from registrar.areas.finance.models import Charge, DebitNote, RaisedCharge
from registrar.areas.registration.actions.file_withdrawal import file_withdrawal
from registrar.areas.registration.actions.give_opinion import give_opinion
from registrar.areas.registration.actions.take_back_withdrawal import take_back_withdrawal
from registrar.areas.registration.models import Registration, WithdrawalRequest

pytestmark = pytest.mark.django_db
THEN = world.at("2018-10-15 10:00")
NOW = world.at("2024-10-14 10:00")


def registered(key: str, starts: str, cohort: str, *codes: str) -> list[Registration]:
    """Register a student in subjects of one teacher."""
    term, teacher = world.term(key, starts), world.user("teacher", "teacher")
    study = world.study(cohort=cohort, entry_term=term)
    groups = [world.group(world.subject(code), term, teacher=teacher) for code in codes]
    return [world.register(study, group, starts + " 10:00") for group in groups]


def decided(row: Registration, now: datetime, *, agreed: bool = True) -> Any:
    """File a request and let the teacher and the Programme Leader decide on it."""
    file_withdrawal(row.pk, reason="Long illness", actor=row.study.student, now=now)
    request = WithdrawalRequest.objects.get(registration=row)
    while request.state == "open":
        give_opinion(request.pk, step=request.awaiting, agreed=agreed, words="", actor=row.group.teacher, now=now)
        request.refresh_from_db()
    return request


def test_each_subject_left_in_2018_costs_its_handling() -> None:
    # Given two subjects of 2018/19 / When both are left (HB18-3V-02/1, HB18-3V-02/2)
    rows = registered("2018/19-S1", "2018-09-03", "2018/19", "COMP1011", "COMP1022")
    requests = [decided(row, THEN) for row in rows]
    # Then each is charged, on a note of its own, with its clause and its record
    assert [request.state for request in requests] == ["approved", "approved"]
    charges = Charge.objects.order_by("pk")
    assert [(row.kind, row.amount, row.clause) for row in charges] == [
        ("subject_withdrawal", Decimal("105.00"), "polyu-2018-19:FEE-I-09")
    ] * 2
    assert set(RaisedCharge.objects.values_list("reference", "reason")) == {
        (f"withdrawal:{requests[0].pk}", "COMP1011"),
        (f"withdrawal:{requests[1].pk}", "COMP1022"),
    }
    assert set(DebitNote.objects.values_list("term_id", flat=True)) == {"2018/19-S1"}


def test_a_refused_request_costs_nothing() -> None:
    # Given / When (HB18-3V-02/3)
    (row,) = registered("2018/19-S1", "2018-09-03", "2018/19", "COMP1011")
    request = decided(row, THEN, agreed=False)
    # Then
    assert request.state == "refused"
    assert not RaisedCharge.objects.exists()


def test_a_request_taken_back_costs_nothing() -> None:
    # Given a request that nobody has decided on
    (row,) = registered("2018/19-S1", "2018-09-03", "2018/19", "COMP1011")
    file_withdrawal(row.pk, reason="Long illness", actor=row.study.student, now=THEN)
    # When it is taken back
    assert take_back_withdrawal(WithdrawalRequest.objects.get().pk, now=THEN)
    # Then
    assert not RaisedCharge.objects.exists()
    assert not DebitNote.objects.exists()


def test_the_2024_edition_charges_nothing() -> None:
    # Given / When
    (row,) = registered("2024/25-S1", "2024-09-02", "2024/25", "COMP1011")
    request = decided(row, NOW)
    # Then
    assert request.state == "approved"
    assert not RaisedCharge.objects.exists()
    assert not DebitNote.objects.exists()
