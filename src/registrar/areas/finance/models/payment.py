"""Payments as they came in, accepted or not."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from registrar.areas.platform.locking import in_trigger

EXACT = """
    IF EXISTS (SELECT 1 FROM finance_payment WHERE id = NEW.id AND state = 'accepted') AND NOT EXISTS (
        SELECT 1 FROM finance_debitnote n WHERE n.id = NEW.debit_note_id AND n.state = 'paid'
        AND n.amount = NEW.amount + COALESCE((
            SELECT SUM(h.amount) FROM finance_payment h WHERE h.debit_note_id = n.id AND h.state = 'held'), 0))
    THEN
        RAISE EXCEPTION 'payment % is not exactly what its debit note asks', NEW.bank_reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
HELD = """
    IF EXISTS (SELECT 1 FROM finance_payment WHERE id = NEW.id AND state = 'held') AND NOT EXISTS (
        SELECT 1 FROM finance_payment t WHERE t.debit_note_id = NEW.debit_note_id AND t.topped_up
        AND t.state <> 'rejected') THEN
        RAISE EXCEPTION 'payment % is held, but no transfer that may be topped up came for its debit note',
            NEW.bank_reference USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# Money stands in one place: on the note that its live payment names, or in the queue, never in both.
ONE_PLACE = """
    IF EXISTS (
        SELECT 1 FROM finance_payment p JOIN finance_unmatchedpayment u ON u.bank_reference = p.bank_reference
        WHERE p.bank_reference = NEW.bank_reference AND p.state IN ('accepted', 'held')
        AND u.matched_to_id IS DISTINCT FROM p.id
    ) OR EXISTS (
        SELECT 1 FROM finance_unmatchedpayment u JOIN finance_payment p ON p.id = u.matched_to_id
        WHERE u.bank_reference = NEW.bank_reference
        AND (p.state = 'taken_off' OR p.bank_reference <> u.bank_reference)
    ) OR EXISTS (
        SELECT 1 FROM finance_payment p WHERE p.bank_reference = NEW.bank_reference AND p.state = 'taken_off'
        AND NOT EXISTS (SELECT 1 FROM finance_undonematch m JOIN finance_unmatchedpayment u ON u.id = m.waiting_id
                        WHERE m.payment_id = p.id AND u.bank_reference = p.bank_reference)
    ) THEN
        RAISE EXCEPTION 'the money of % does not stand in one place', NEW.bank_reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
# What was given back, or otherwise done, with a note's money rests on it. The study's row is locked, as every action
# that grants a refund has done before, so that neither misses the other.
NOTHING_RESTS = """
    {lock}
    IF EXISTS (
        SELECT 1 FROM finance_charge c WHERE c.debit_note_id = NEW.debit_note_id AND c.reversed_at IS NULL AND (
            EXISTS (SELECT 1 FROM finance_depositsettlement s WHERE s.charge_id = c.id AND s.reversed_at IS NULL)
            OR EXISTS (
                SELECT 1 FROM finance_refund r LEFT JOIN finance_raisedcharge rc ON rc.id = r.charge_id
                WHERE r.study_id = c.study_id AND r.state <> 'cancelled' AND (
                    rc.debit_note_id = NEW.debit_note_id
                    OR (r.kind = 'deposit' AND c.kind = 'caution_money')
                    OR (r.kind = 'hall_deposit' AND c.kind = 'hall_caution_money')
                    OR (r.term_id = c.term_id AND (c.kind LIKE 'tuition%' OR c.kind = 'initial_fee')
                        AND r.kind IN ('before_semester', 'fewer_credits', 'programme_cancelled', 'transfer_excess'))
                )))) THEN
        RAISE EXCEPTION 'something was given back out of payment %', NEW.bank_reference
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Payment(models.Model):
    """One payment against one note. A bank line is posted once at a time: its reference has one payment that counts.

    A note has at most one accepted payment, of exactly its amount. Only a transfer may bring less: it is `held`, the
    note stays unpaid, and the accepted payment is then exactly what the held ones lack (polyu-2024-25:8C-15). A payment
    that the bank takes back later becomes `reversed`. One that an officer takes off its note because it was meant for
    another becomes `taken_off`, for ever: its money waits unmatched, and is put to the right note as a new payment with
    the same reference. Nothing else of a payment ever changes.
    """

    class State(models.TextChoices):
        """What was done with it."""

        ACCEPTED = "accepted", _("Accepted")
        HELD = "held", _("Held: a deficit is still to come")
        REJECTED = "rejected", _("Rejected")
        REVERSED = "reversed", _("Taken back by the bank")
        TAKEN_OFF = "taken_off", _("Taken off: not meant for this note")

    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="payments")
    channel = models.CharField(max_length=20, help_text="fps, pps, atm, ...")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    bank_reference = models.CharField(max_length=48, db_index=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    topped_up = models.BooleanField(
        db_default=False, default=False, help_text="Its channel lets a deficit be made up (8C-15)"
    )
    handling = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        default=0,
        db_default=0,
        help_text="Came besides the amount and stays as bank handling",
    )
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    transaction = models.OneToOneField(
        "finance.Transaction", null=True, on_delete=models.PROTECT, related_name="payment"
    )

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_amount_positive"),
            models.UniqueConstraint(
                fields=["bank_reference"], condition=~models.Q(state="taken_off"), name="a_bank_line_counts_once"
            ),
            models.UniqueConstraint(
                fields=["debit_note"], condition=models.Q(state="accepted"), name="a_note_is_paid_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="rejected", transaction__isnull=True)
                | (~models.Q(state="rejected") & models.Q(transaction__isnull=False)),
                name="accepted_means_posted",
            ),
            models.CheckConstraint(
                condition=models.Q(handling=0) | models.Q(handling__gt=0, topped_up=True), name="handling_of_transfers"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_state", exclude=["state"]),
            pgtrigger.Protect(
                name="taken_off_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="taken_off"),
            ),
            pgtrigger.Trigger(
                name="nothing_rests_on_it",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state="taken_off"),
                func=NOTHING_RESTS.format(
                    lock=in_trigger(
                        "studies_study", "(SELECT study_id FROM finance_debitnote WHERE id = NEW.debit_note_id)"
                    )
                ),
            ),
            pgtrigger.Trigger(
                name="money_in_one_place",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=ONE_PLACE,
            ),
            pgtrigger.Trigger(
                name="exact_amount",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=EXACT,
            ),
            pgtrigger.Trigger(
                name="held_for_a_transfer",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=HELD,
            ),
        ]
