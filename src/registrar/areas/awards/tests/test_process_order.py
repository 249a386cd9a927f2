"""What the offices do: prepare, send, certify at the counter, decide, withhold."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests import world

from registrar.areas.awards.actions.answer_order import answer_order
from registrar.areas.awards.actions.cancel_order import cancel_order
from registrar.areas.awards.actions.certify_copy import certify_copy
from registrar.areas.awards.actions.dispatch_order import dispatch_order
from registrar.areas.awards.actions.end_hold import end_hold
from registrar.areas.awards.actions.prepare_order import prepare_order
from registrar.areas.awards.actions.raise_hold import raise_hold
from registrar.areas.awards.models import Certificate, CertificationHold, Transcript
from registrar.areas.awards.queries.certificates import certificate_by_code
from registrar.areas.finance.models import DebitNote
from registrar.areas.platform.models import Notice
from registrar.kernel import Outcome

from .ordering import CHECK, NOW, POSTED, State, graduate, ordered, pay, stored, student, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """Somebody of the Academic Registry."""
    return world.user("registry1", "registry")


def prepare(order, officer):
    return prepare_order(order.pk, address=CHECK, actor=officer, now=NOW)


def test_a_paid_transcript_is_printed_and_sent_with_its_number(officer):
    # given (HB24-7A-01/1, HB24-8I-15/2)
    order = ordered(student(), copies=3, **POSTED)
    pay(order)
    # when
    assert prepare(order, officer).done
    sent = {"delivery": "registered_mail", "tracking_number": " rr123456789hk "}
    assert dispatch_order(order.pk, **sent, actor=officer, now=NOW)
    # then
    order = stored(order)
    assert (order.state, order.tracking_number, order.closed_by) == (State.DISPATCHED, "RR123456789HK", officer)
    assert (order.transcript.official, Transcript.objects.count()) == (True, 1)
    assert Notice.objects.filter(kind="award.order_dispatched", body_en__contains="RR123456789HK").count() == 1
    assert DebitNote.objects.count() == 1


def test_what_is_not_paid_is_not_prepared(officer):
    # given
    order = ordered(student(), **POSTED)
    # when
    done = prepare(order, officer)
    # then
    assert not done.done
    assert stored(order).state == State.AWAITING_PAYMENT
    assert not Transcript.objects.exists()


def test_preparing_twice_prints_one_document(officer):
    order = ordered(student(), "AR4", delivery="collection")
    assert [prepare(order, officer).done for _ in range(2)] == [True, False]
    assert Certificate.objects.count() == 1


def test_registered_mail_needs_its_number(officer):
    # given
    order = ordered(student(), "AR4", **POSTED)
    prepare(order, officer)
    # when / then
    with pytest.raises(ValueError, match="tracking number"):
        dispatch_order(order.pk, delivery="registered_mail", tracking_number=" ", actor=officer, now=NOW)
    assert stored(order).state == State.PRINTED


def test_a_prepared_order_is_not_cancelled(officer):
    order = ordered(student(), "AR4", delivery="collection")
    prepare(order, officer)
    assert not cancel_order(order.pk, actor=None, now=NOW)
    assert stored(order).state == State.PRINTED


def test_discipline_withholds_a_testimonial_until_the_case_is_closed(officer):
    # given (HB24-7C-09/1)
    study = student()
    hold = raise_hold(study.pk, ground="discipline", reference="SDC/1", actor=officer, now=NOW)
    order = ordered(study, "AR4", delivery="collection")
    assert order.state == State.WITHHELD
    # when (HB24-7C-09/2), done twice
    for _ in range(2):
        end_hold(hold.pk, actor=officer, now=NOW)
    # then
    assert stored(order).state == State.RECEIVED
    assert CertificationHold.objects.get().ended_by == officer


def test_one_matter_holds_once(officer):
    study = student()
    for _ in range(2):
        raise_hold(study.pk, ground="unsettled", reference="Locker 12", actor=officer, now=NOW)
    assert CertificationHold.objects.count() == 1


def test_a_hold_after_the_payment_stops_the_printing_and_keeps_the_fee(officer):
    # given a paid order, then a disciplinary action
    order = ordered(student(), **POSTED)
    pay(order)
    hold = raise_hold(order.study_id, ground="discipline", reference="SDC/2", actor=officer, now=NOW)
    # when
    done = prepare(order, officer)
    # then
    assert done.withheld is not None
    assert stored(order).state == State.WITHHELD
    assert not Transcript.objects.exists()
    # when it ends the order is back in the queue, and nothing is charged again
    end_hold(hold.pk, actor=officer, now=NOW)
    assert stored(order).state == State.PAID
    assert DebitNote.objects.count() == 1


def test_a_testimonial_says_that_somebody_studies_and_nothing_of_subjects(officer):
    # given a student with results (HB24-7B-02/1)
    study = student()
    world.result(study, world.subject("COMP1011"), world.term("2023/24-S1", "2023-09-04"), "B+", "3.3")
    order = ordered(study, "AR4", delivery="collection")
    # when
    prepare(order, officer)
    # then
    text = text_of(Certificate.objects.get().file)
    for said in ("Testimonial", "修業證明書", "陳大文", "24000001D", "BSc in Computing", "is a student"):
        assert said in text
    for kept in ("COMP1011", "B+", "GPA", "3.3", "credit", "學分"):
        assert kept not in text


def test_each_certification_is_a_document_of_its_own(officer):
    # given two certifications paid (HB24-7D-02/1)
    order = ordered(graduate(), "AR106", copies=2, parchment="destroyed", delivery="collection")
    pay(order)
    # when
    prepare(order, officer)
    # then
    first, second = Certificate.objects.all()
    assert [first.number, second.number] == ["CA00000001", "CA00000002"]
    text = text_of(first.file)
    for said in ("Certification of Award", "學術資格證明", "BSc in Computing", "電子計算理學士", "15 July 2024"):
        assert said in text
    assert certificate_by_code(first.code.lower()) == first
    assert Notice.objects.filter(kind="award.order_ready").count() == 1


def test_another_reason_waits_for_the_registry(officer):
    # given a graduate who has the parchment
    order = ordered(graduate(), "AR106", parchment="held", reason="A consulate keeps it", delivery="collection")
    assert (order.state, order.charge) == (State.AWAITING_DECISION, None)
    # when agreed
    answer_order(order.pk, agreed=True, reason="Accepted", actor=officer, now=NOW)
    # then it is to be paid, and a second answer changes nothing
    assert stored(order).state == State.AWAITING_PAYMENT
    answer_order(order.pk, agreed=False, reason="No", actor=officer, now=NOW)
    assert (stored(order).state, stored(order).answer) == (State.AWAITING_PAYMENT, "Accepted")


def test_a_declined_reason_charges_nothing(officer):
    # given
    order = ordered(graduate(), "AR106", parchment="held", reason="A spare", delivery="collection")
    # when
    answer_order(order.pk, agreed=False, reason="Use the parchment", actor=officer, now=NOW)
    # then
    assert stored(order).state == State.DECLINED
    assert not DebitNote.objects.exists()
    assert Notice.objects.filter(kind="award.order_declined", body_en__contains="Use the parchment").exists()


def certify(order, officer, *, seen=True, more=None, office=True):
    return certify_copy(order.pk, original_seen=seen, right_office=office, more=more, actor=officer, now=NOW)


def test_a_copy_is_certified_on_sight_of_the_original(officer):
    # given / when (HB24-7E-01/1, HB24-7E-02/1)
    order = ordered(graduate(), "AR5")
    done = certify(order, officer)
    # then
    assert done.decision.outcome is Outcome.ALLOWED
    assert (stored(order).state, stored(order).certified) == (State.COLLECTED, 1)


def test_a_scan_is_not_enough(officer):
    # given / when (HB24-7E-01/2)
    order = ordered(graduate(), "AR5")
    done = certify(order, officer, seen=False)
    # then
    assert done.refused
    assert (stored(order).state, stored(order).certified) == (State.RECEIVED, 0)


@pytest.mark.parametrize(("more", "certified"), [(True, 2), (False, 1)])
def test_a_second_copy_waits_for_the_officer(officer, more, certified):
    # given (HB24-7E-02/2)
    order = ordered(graduate(), "AR5", copies=2, reason="Two professional bodies")
    # when the first is certified at once
    assert certify(order, officer).decision.outcome is Outcome.NEEDS_APPROVAL
    assert (stored(order).state, stored(order).certified) == (State.RECEIVED, 1)
    # when the officer has decided
    certify(order, officer, more=more)
    # then
    assert (stored(order).state, stored(order).certified) == (State.COLLECTED, certified)


def test_a_true_copy_has_no_document_to_prepare(officer):
    order = ordered(graduate(), "AR5")
    assert not prepare(order, officer).done
    assert stored(order).state == State.RECEIVED


def sql(statement, *values):
    """Go round the ORM."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("state", ["paid", "printed", "dispatched", "collected"])
def test_the_database_lets_nothing_unpaid_through(officer, state):
    order = ordered(student(), **POSTED)
    with pytest.raises(IntegrityError, match="has not been paid"):
        sql(
            "UPDATE awards_documentorder SET state = %s, tracking_number = 'X', prepared_by_id = %s WHERE id = %s",
            state,
            officer.pk,
            order.pk,
        )
    assert stored(order).state == State.AWAITING_PAYMENT


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("certified = 2", "no_more_copies_than_ordered"),
        ("state = 'printed'", "somebody_prepared_it"),
        ("state = 'paid'", "what_is_paid_has_a_fee"),
        ("copies = 0", "an_order_has_copies"),
    ],
)
def test_the_database_guards_orders(change, guard):
    order = ordered(student(), "AR4", delivery="collection")
    with pytest.raises(IntegrityError, match=guard):
        sql(f"UPDATE awards_documentorder SET {change} WHERE id = %s", order.pk)  # noqa: S608


def test_the_database_wants_a_number_for_registered_mail(officer):
    order = ordered(student(), "AR4", **POSTED)
    prepare(order, officer)
    with pytest.raises(IntegrityError, match="registered_mail_has_a_number"):
        sql("UPDATE awards_documentorder SET state = 'dispatched' WHERE id = %s", order.pk)


def test_the_database_keeps_orders():
    order = ordered(student(), "AR4", delivery="collection")
    with pytest.raises(Exception, match="Cannot delete"):
        sql("DELETE FROM awards_documentorder WHERE id = %s", order.pk)


def test_the_database_wants_somebody_who_ended_a_hold(officer):
    hold = raise_hold(student().pk, ground="discipline", reference="SDC/3", actor=officer, now=NOW)
    with pytest.raises(IntegrityError, match="somebody_ended_the_hold"):
        sql("UPDATE awards_certificationhold SET ended_at = now() WHERE id = %s", hold.pk)
