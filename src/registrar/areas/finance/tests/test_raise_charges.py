"""Charges outside tuition: raised once, by whom they belong to, and told apart in the books."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.actions.void_charges import void_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import BillingQuestion, Charge, DebitNote, RaisedCharge
from registrar.areas.finance.queries.books import proof, trial_balance
from registrar.areas.finance.tests.books import balances, bank_line, check_constraints_now
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.kernel import Outcome

pytestmark = pytest.mark.django_db

NOW = world.at("2024-10-02 10:00")
THEN = world.at("2018-10-03 10:00")


@pytest.fixture
def study():
    world.term()
    return world.study()


def one(study, kind, reference="r:1", now=NOW, **fields):
    (answer,) = raise_charges([Cause(kind, study.pk, reference, **fields)], actor=None, now=now)
    return answer


def test_a_card_is_charged_on_a_note_of_its_own_with_its_clause(study):
    # when (HB24-4B-12/1)
    answer = one(study, "identity_card", "ar2:1")
    # then
    note = DebitNote.objects.get()
    line = Charge.objects.get()
    assert (note.amount, str(note.deadline), answer.charge.debit_note) == (Decimal("110.00"), "2024-10-16", note)
    assert (line.kind, line.clause, line.reference) == ("identity_card", "polyu-2024-25:8I-09", "ar2:1")
    assert answer.charge.decision_id == line.decision_id
    assert balances() == {"income:other_fees": Decimal("-110.00"), "receivable:24000001D": Decimal("110.00")}
    check_constraints_now()
    assert proof().holds


def test_two_cards_in_one_term_are_two_charges(study):
    # when (HB24-4B-12/4)
    one(study, "identity_card", "ar2:1")
    one(study, "identity_card", "ar2:2")
    # then
    assert DebitNote.objects.count() == 2
    assert sum(Charge.objects.values_list("amount", flat=True)) == Decimal("220.00")


def test_raising_twice_changes_nothing(study):
    # given
    first = one(study, "transcript", "TS1", quantity=3)
    # when
    again = one(study, "transcript", "TS1", quantity=3)
    # then (HB24-7A-03/2)
    assert not first.repeated
    assert again.repeated
    assert again.charge == first.charge
    assert DebitNote.objects.get().amount == Decimal("210.00")
    assert Notice.objects.filter(kind="finance.charge_raised").count() == 1
    assert StoredDecision.objects.count() == 1


def test_the_same_cause_twice_in_one_call_is_charged_once(study):
    # when
    cause = Cause("identity_card", study.pk, "ar2:1")
    first, second = raise_charges([cause, cause], actor=None, now=NOW)
    # then
    assert (first.repeated, second.repeated) == (False, True)
    assert DebitNote.objects.count() == 1


def test_a_reference_of_another_student_is_not_charged_again(study):
    # given
    one(study, "identity_card", "ar2:1")
    other = world.study("24000002D")
    # when
    answer = one(other, "identity_card", "ar2:1")
    # then
    assert answer.taken
    assert DebitNote.objects.count() == 1


def test_a_hall_semester_is_one_note_of_two_lines(study):
    # when (HB24-12C-32/2)
    answer = one(study, "hall_semester", "hall:1", facts={"room": "hung_hom_double"})
    # then
    lines = dict(answer.charge.debit_note.lines.values_list("kind", "amount"))
    assert lines == {"hall_lodging": Decimal("7822.50"), "hall_function": Decimal("200.00")}
    assert balances()["income:halls"] == Decimal("-8022.50")


def test_a_hall_deposit_is_a_liability_and_fines_stand_by_office(study):
    # when (HB24-12C-32/3)
    one(study, "hall_place", "hall:2")
    one(study, "library_overdue", "L1", office="library", amount=Decimal("45.50"), reason="Book returned late")
    one(study, "laboratory_breakage", "B1", office="department", department="COMP", amount=Decimal(80), reason="Glass")
    # then
    found = {line.code: line.balance for line in trial_balance()}
    assert found == {
        "income:departments": Decimal("-80.00"),
        "income:library": Decimal("-45.50"),
        "liability:hall_caution_money": Decimal("-600.00"),
        "receivable": Decimal("725.50"),
    }


def test_an_office_raises_its_own_kinds_only(study):
    # when
    answer = one(study, "hall_damage", "H1", office="library", amount=Decimal(50), reason="Window")
    # then
    assert answer.decision.outcome is Outcome.REFUSED
    assert answer.decision.refusals[0].message.key == "finance.office_charge.not_its_own"
    assert answer.charge is None
    assert not RaisedCharge.objects.exists()
    assert not DebitNote.objects.exists()
    assert StoredDecision.objects.get().outcome == "REFUSED"


def test_an_amount_above_the_limit_is_refused(study):
    # when
    answer = one(study, "library_overdue", "L1", office="library", amount=Decimal("500.10"), reason="Late")
    # then
    assert answer.decision.refusals[0].message.key == "finance.office_charge.too_much"
    assert not DebitNote.objects.exists()


def test_what_has_no_amount_waits_and_is_charged_once_it_has_one(study):
    # given (HB24-4C-11, HB24-GAP-12)
    asked = one(study, "data_access", "dar:1")
    assert (asked.charge.state, asked.charge.debit_note) == ("asked", None)
    assert not DebitNote.objects.exists()
    # when
    answer = one(study, "data_access", "dar:1", amount=Decimal("100.00"))
    # then (HB24-4C-11/1)
    row = RaisedCharge.objects.get()
    assert (row.pk, row.state, row.amount) == (asked.charge.pk, "charged", Decimal("100.00"))
    assert answer.charge.debit_note.amount == Decimal("100.00")
    assert not BillingQuestion.objects.exists()


def test_a_correction_of_data_costs_nothing(study):
    # when (HB24-4C-11/2)
    answer = one(study, "data_access", "dar:2", facts={"copy_wanted": False})
    # then
    assert answer.charge.state == "free"
    assert not DebitNote.objects.exists()


def test_the_unions_fees_are_advised_and_never_owed():
    # given
    world.term("2018/19-S1", "2018-09-03")
    study = world.study("18000001D", cohort="2018/19", entry_term=world.term("2018/19-S1", "2018-09-03"))
    # when (HB18-FEE-I-18/1, HB18-FEE-I-19/1)
    facts = {"entrance_fee": "50.00", "subscription": "150.00"}
    answer = one(study, "union_advice", "union:1", now=THEN, facts=facts)
    # then
    assert (answer.charge.state, answer.charge.amount) == ("advised", Decimal("200.00"))
    assert not DebitNote.objects.exists()
    assert balances() == {}
    assert Notice.objects.get(recipient=study.student).kind == "finance.charge_advised"


def test_the_database_keeps_the_unions_fees_off_debit_notes(study):
    # given
    charged = one(study, "identity_card", "ar2:1").charge
    # when, round the action (HB18-FEE-I-18)
    with pytest.raises(IntegrityError, match="only_what_is_owed_has_a_note"), transaction.atomic():
        RaisedCharge.objects.filter(pk=charged.pk).update(state="advised")
    # then
    charged.refresh_from_db()
    assert charged.state == "charged"


def test_the_database_keeps_one_cause_for_a_reference(study):
    # given
    charged = one(study, "identity_card", "ar2:1").charge
    # when, round the action
    charged.pk, charged.debit_note = None, None
    charged.state, charged.amount = "free", None
    with pytest.raises(IntegrityError, match="a_cause_is_charged_once"), transaction.atomic():
        charged.save()
    # then
    assert RaisedCharge.objects.count() == 1


def test_a_transfer_is_charged_to_those_who_pay_by_credits_as_last_billed(study):
    # given a student never billed: nobody knows how tuition is paid
    assert one(study, "credit_transfer", "ct:1", quantity=6).charge.state == "asked"
    # when told (HB24-8I-06/3, HB24-8I-06/2)
    charged = one(study, "credit_transfer", "ct:1", quantity=6, facts={"pays_by_credits": True})
    free = one(study, "credit_transfer", "ct:2", quantity=6, facts={"pays_by_credits": False})
    # then
    assert charged.charge.amount == Decimal("870.00")
    assert free.charge.state == "free"


def test_a_void_charge_is_reversed_and_told_once(study):
    # given
    one(study, "identity_card", "ar2:1")
    # when
    gone = void_charges("identity_card", ["ar2:1"], actor=None, now=NOW)
    again = void_charges("identity_card", ["ar2:1"], actor=None, now=NOW)
    # then
    assert (len(gone), again) == (1, [])
    assert DebitNote.objects.get().state == "cancelled"
    assert balances() == {}
    assert Notice.objects.filter(kind="finance.charge_void").count() == 1
    assert one(study, "identity_card", "ar2:1").repeated


def test_a_paid_charge_does_not_become_void(study):
    # given
    note = one(study, "identity_card", "ar2:1").charge.debit_note
    assert record_payment(bank_line(note, credited_at=NOW), actor=None, now=NOW).accepted
    # when
    gone = void_charges("identity_card", ["ar2:1"], actor=None, now=NOW)
    # then
    assert gone == []
    assert RaisedCharge.objects.get().state == "charged"


def test_a_thousand_charges_take_as_many_statements_as_two(study, django_assert_max_num_queries):
    # given
    studies = [study, *(world.study(f"2400{n:04d}D") for n in range(10, 50))]
    causes = [Cause("identity_card", each.pk, f"ar2:{each.pk}") for each in studies]
    # when
    with django_assert_max_num_queries(30):
        answers = raise_charges(causes, actor=None, now=NOW)
    # then
    assert len({answer.charge.debit_note_id for answer in answers}) == 41
    check_constraints_now()
    assert proof().holds
