"""An award is confirmed: on the record that the board decided on, once, with what follows from it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.confirm_award import Board
from registrar.areas.awards.actions.enter_penalty import enter_penalty, lift_penalty
from registrar.areas.awards.models import Award, GraduationPenalty
from registrar.areas.finance.actions.issue_notes import NewNote, issue_notes
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.models import DebitNote, DepositSettlement
from registrar.areas.finance.tests.books import NOW as FEES
from registrar.areas.finance.tests.books import balances, bank_line, check_constraints_now, line, note
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.my_registrations import live_registrations
from registrar.areas.studies.models import Approval, Study
from registrar.kernel import Outcome
from registrar.rulebook import decide

from .graduating import BOARD, CORE, NOW, SUMMER, TERM, confirmed, degree, finishing, later_term, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """Somebody of the Academic Registry."""
    return world.user("registry1", "registry")


def test_what_the_board_decided_makes_a_graduand_until_the_day_of_the_parchment(officer):
    # given (HB24-4K-11/1)
    study = finishing()
    # when
    done = confirmed(study, actor=officer)
    # then
    study.refresh_from_db()
    award = done.award
    assert done.decision.outcome is Outcome.ALLOWED
    assert (study.status, award.state, award.award_class, award.award_gpa) == ("graduand", "graduand", "first", 4)
    assert (award.confirmed_on, award.confer_on) == (date(2025, 6, 12), date(2025, 7, 15))
    assert Notice.objects.filter(kind="award.confirmed", recipient=study.student).count() == 1
    assert confer_awards(now=world.at("2025-07-01 00:20")) == 0
    assert Study.objects.get(pk=study.pk).status == "graduand"


def test_on_its_day_the_award_is_conferred_once(officer):
    # given (HB24-4K-11/2)
    study = finishing()
    confirmed(study, actor=officer)
    # when: a day late, and again
    first, second = confer_awards(now=world.at("2025-07-16 00:20")), confer_awards(now=world.at("2025-07-17 00:20"))
    # then: the award bears its own day
    award = Award.objects.get()
    assert (first, second) == (1, 0)
    assert (award.state, award.conferred_on) == ("conferred", date(2025, 7, 15))
    assert Study.objects.get(pk=study.pk).status == "graduated"
    assert Notice.objects.filter(kind="award.conferred").count() == 1


def test_a_graduand_cannot_register():
    # given (HB24-4K-11)
    facts = {"term": TERM, "status": "graduand", "programme": "61435"}
    # when
    decision = decide("registration.membership", facts, as_of=NOW.date(), university="polyu")
    # then
    assert decision.outcome is Outcome.REFUSED
    assert "polyu-2024-25:4K-11" in {str(finding.clause) for finding in decision.refusals}


def test_later_registrations_fall_away_and_those_of_the_last_term_stay(officer):
    # given (HB24-6J-02/1): Summer Term subjects, one the second half of a consecutive subject
    study = finishing()
    summer = later_term()
    for code in ("COMP3011", "COMP3012"):
        world.register(study, world.group(world.subject(code), summer), "2025-05-20 10:00")
    # when
    confirmed(study, actor=officer)
    # then
    assert live_registrations(study.pk, SUMMER) == []
    assert Registration.objects.filter(state="removed").count() == 2


def test_the_caution_money_becomes_the_graduation_fee_with_the_award_and_once(officer):
    # given HK$400 held (HB24-8I-05/1)
    study = finishing()
    owed = note(study)
    assert record_payment(bank_line(owed), actor=None, now=FEES).accepted
    # when
    confirmed(study, actor=officer)
    confirmed(study, actor=officer, now=world.at("2025-06-13 10:00"))
    # then
    check_constraints_now()
    assert DepositSettlement.objects.get().outcome == "converted"
    assert balances() == {"bank": Decimal(400), "income:graduation_fee": Decimal(-400)}


def test_without_a_deposit_the_fee_is_billed_and_a_refused_award_bills_nothing(officer):
    # given: one student with everything, one whose project is still missing (HB24-8I-13/2)
    done, waiting = finishing(), finishing("21000002D", without="COMP4913")
    # when
    confirmed(done, actor=officer)
    confirmed(waiting, actor=officer)
    # then
    (owed,) = DebitNote.objects.all()
    assert (owed.study, owed.amount, owed.term_id) == (done, Decimal(400), TERM)


def test_unpaid_fees_of_the_removed_subjects_fall_away_with_them(officer):
    # given a Summer Term's subject that is billed and not paid (HB24-6J-02/1)
    study = finishing()
    summer = later_term()
    world.register(study, world.group(world.subject("COMP3011"), summer), "2025-05-20 10:00")
    new = NewNote(study, "ugc", (replace(line("4215.00", "tuition_initial"), basis="credit"),))
    with transaction.atomic():
        (owed,) = issue_notes([new], term=summer, deadline=date(2025, 6, 30), actor=None, now=NOW)
    # when
    confirmed(study, actor=officer)
    # then
    owed.refresh_from_db()
    assert owed.state == "cancelled"


def test_while_a_result_is_pending_nothing_is_confirmed_and_registrations_stay(officer):
    # given (HB24-6J-02/4): the project has no result
    study = finishing(without="COMP4913")
    world.register(study, world.group(world.subject("COMP3011"), later_term()), "2025-05-20 10:00")
    # when
    done = confirmed(study, actor=officer)
    # then
    assert (done.award, done.decision.allowed) == (None, False)
    assert not Award.objects.exists()
    assert len(live_registrations(study.pk, SUMMER)) == 1
    assert Study.objects.get(pk=study.pk).status == "active"
    assert StoredDecision.objects.filter(rule="award.award_confirmation").count() == 1


def test_an_exception_of_a_professional_body_counts_as_it_did_for_the_board(officer):
    # given a student who took three of fifteen credits here, the others transferred (HB24-6J-01)
    first, second = terms()
    study = world.study("21000001D", cohort="2021/22", programme=degree())
    for code in (*CORE[:3], "AMA2011"):
        category = "free_elective" if code == "AMA2011" else "compulsory"
        world.result(study, world.subject(code), first, "T", None, origin="transferred", category=category)
    world.result(study, world.subject(CORE[3]), second, "A", "4.0")
    # when nobody has stipulated otherwise, then a third is asked for and nothing is confirmed
    refused = confirmed(study, actor=officer).decision
    assert [one.message.key for one in refused.findings if one.holds is False] == ["award.confirmation.not_eligible"]
    assert not Award.objects.exists()
    # when the Head has recorded the exception, then the award is confirmed
    Approval.objects.create(study=study, kind="professional_exception", granted_by=officer, granted_at=NOW)
    assert confirmed(study, actor=officer).award is not None


def test_a_second_confirmation_is_refused_and_changes_nothing(officer):
    # given
    study = finishing()
    award = confirmed(study, actor=officer).award
    # when
    again = confirmed(study, actor=officer, now=world.at("2025-06-13 10:00"))
    # then
    assert again.decision.outcome is Outcome.REFUSED
    assert (again.award, Award.objects.count()) == (award, 1)
    assert Notice.objects.filter(kind="award.confirmed").count() == 1


def test_another_class_than_the_board_saw_is_refused(officer):
    # given: the board was shown an upper second
    study = finishing()
    # when
    done = confirmed(study, board=Board(BOARD.decided_at, "upper_second", "upper_second"), actor=officer)
    # then
    keys = {finding.message.key for finding in done.decision.refusals}
    assert (keys, done.award) == ({"award.confirmation.other_class"}, None)
    assert Study.objects.get(pk=study.pk).status == "active"


def test_a_grade_that_changed_after_the_board_is_refused_by_name(officer, monkeypatch):
    # given
    study = finishing()
    from registrar.areas.assessment.queries.rectified_since import Rectified

    changed = [Rectified(study.pk, "COMP4913", TERM, "A", "A-", world.at("2025-06-11 09:00"))]
    monkeypatch.setattr("registrar.areas.awards.actions.confirm_award.rectified_since", lambda *given: changed)
    # when
    done = confirmed(study, actor=officer)
    # then
    (finding,) = done.decision.refusals
    assert (finding.message.key, finding.message.args["subjects"]) == ("award.confirmation.changed", ("COMP4913",))
    assert not Award.objects.exists()


def penalise(study, officer, kind="lower_class", reference="SDC/2025/4", ends_on=None, now=NOW):
    return enter_penalty(
        study.pk, kind, reference=reference, decided_on=date(2025, 3, 1), ends_on=ends_on, actor=officer, now=now
    )


def test_a_penalty_lowers_the_class_by_one_and_is_used_up(officer):
    # given (HB24-11B-13/1)
    study = finishing()
    penalty = penalise(study, officer)
    # when
    award = confirmed(study, actor=officer).award
    # then
    penalty.refresh_from_db()
    assert (award.decided_class, award.award_class) == ("first", "upper_second")
    assert (award.class_en, penalty.used_on) == ("Second Class Honours (Division I)", award)
    with pytest.raises(DatabaseError), transaction.atomic():
        GraduationPenalty.objects.update(used_on=None)


def test_at_the_lowest_class_the_award_stays_and_the_registry_is_asked(officer):
    # given
    study = finishing(grade="D+", points="1.8")
    penalty = penalise(study, officer)
    # when
    award = confirmed(study, board=Board(BOARD.decided_at, "pass", "pass"), actor=officer).award
    # then
    penalty.refresh_from_db()
    assert (award.award_class, penalty.used_on, penalty.flagged_at) == ("pass", None, NOW)


def test_two_such_penalties_leave_it_undetermined(officer):
    # given
    study = finishing()
    penalise(study, officer)
    penalise(study, officer, reference="SDC/2025/5")
    # when
    done = confirmed(study, actor=officer)
    # then
    assert (done.decision.outcome, done.award) == (Outcome.UNDETERMINED, None)


def test_deferring_a_graduand_moves_the_conferment_and_lifting_brings_it_back(officer):
    # given (HB24-11B-16/2)
    study = finishing()
    award = confirmed(study, actor=officer).award
    # when
    penalty = penalise(study, officer, "defer_graduation", ends_on=date(2025, 10, 15))
    # then
    award.refresh_from_db()
    assert (award.confer_on, award.deferred_until) == (date(2026, 3, 15), date(2025, 10, 15))
    assert confer_awards(now=world.at("2025-10-15 00:20")) == 0
    # and when
    lift_penalty(penalty.pk, because="Appeal allowed", actor=officer, now=world.at("2025-06-20 10:00"))
    award.refresh_from_db()
    assert (award.confer_on, award.deferred_until) == (date(2025, 7, 15), None)


def test_a_deferral_before_the_board_keeps_eligibility_from_being_confirmed(officer):
    # given
    study = finishing()
    penalise(study, officer, "defer_graduation", ends_on=date(2025, 10, 15))
    # when
    done = confirmed(study, actor=officer)
    # then
    assert (done.decision.outcome, done.award) == (Outcome.REFUSED, None)


@pytest.mark.parametrize(
    "change",
    [
        {"award_class": "upper_second"},
        {"award_gpa": Decimal("3.00")},
        {"title_en": "Doctor"},
        {"state": "retracted", "conferred_on": date(2025, 7, 15)},
        {"conferred_on": date(2025, 7, 15)},
        {"deferred_until": date(2025, 12, 31)},
    ],
)
def test_the_database_keeps_an_award_as_it_was_made(officer, change):
    # given
    award = confirmed(finishing(), actor=officer).award
    # when, then
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.filter(pk=award.pk).delete()


def test_the_database_knows_one_award_a_study(officer):
    # given
    award = confirmed(finishing(), actor=officer).award
    # when, then
    award.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        award.save(force_insert=True)
