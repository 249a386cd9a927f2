"""What keeping a study place without subjects costs."""

from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.actions.charge_retention import charge_retention
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db

NOW = world.at("2024-09-20 01:50")


def allowed(study, term, **fields):
    """Let a student take no subject in a term."""
    return Approval.objects.create(
        study=study, kind="zero_subject", form="AR112", term=term, granted_by=study.student, granted_at=NOW, **fields
    )


def test_each_semester_kept_is_charged_once():
    # given AR112 approved for both semesters (HB24-8I-10/2), and the approval of a semester long ago
    study = world.study()
    first, second = world.term(), world.term("2024/25-S2", "2025-01-13")
    allowed(study, first)
    allowed(study, second)
    allowed(study, world.term("2022/23-S1", "2022-09-05"))
    # when the job runs, and runs again
    assert charge_retention(now=NOW) == 2
    assert charge_retention(now=NOW) == 0
    # then
    assert dict(DebitNote.objects.values_list("term_id", "amount")) == {
        "2024/25-S1": Decimal("2105.00"),
        "2024/25-S2": Decimal("2105.00"),
    }


def test_an_approval_taken_back_makes_its_charge_void():
    # given (HB24-4I-07/1)
    approval = allowed(world.study(), world.term())
    charge_retention(now=NOW)
    # when
    Approval.objects.filter(pk=approval.pk).update(revoked_at=NOW)
    assert charge_retention(now=NOW) == 0
    # then
    assert RaisedCharge.objects.get().state == "void"
    assert DebitNote.objects.get().state == "cancelled"


def test_nobody_without_an_approval_is_charged():
    # given
    world.study()
    # then
    assert charge_retention(now=NOW) == 0
    assert not RaisedCharge.objects.exists()
