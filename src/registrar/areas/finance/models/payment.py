"""Payments as they came in, accepted or not."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Payment(models.Model):
    """One payment against one note. The bank's reference is unique, so that one bank line is never posted twice.

    A note has at most one accepted payment, of exactly its amount. Only a transfer may bring less: it is `held`, the
    note stays unpaid, and the accepted payment is then exactly what the held ones lack (polyu-2024-25:8C-15). A payment
    that the bank takes back later becomes `reversed`; nothing else of it ever changes.
    """

    class State(models.TextChoices):
        """What was done with it."""

        ACCEPTED = "accepted", _("Accepted")
        HELD = "held", _("Held: a deficit is still to come")
        REJECTED = "rejected", _("Rejected")
        REVERSED = "reversed", _("Taken back by the bank")

    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="payments")
    channel = models.CharField(max_length=20, help_text="fps, pps, atm, ...")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    bank_reference = models.CharField(max_length=48, unique=True)
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
