"""Debit notes: the documents that ask for money."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

HAS_LINES = """
    IF NEW.amount IS DISTINCT FROM (SELECT SUM(amount) FROM finance_charge WHERE debit_note_id = NEW.id) THEN
        RAISE EXCEPTION 'debit note % is not the sum of its lines', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
PAID_BY = """
    IF EXISTS (SELECT 1 FROM finance_debitnote WHERE id = NEW.id AND state = 'paid') <> EXISTS (
        SELECT 1 FROM finance_payment WHERE debit_note_id = NEW.id AND state = 'accepted') THEN
        RAISE EXCEPTION 'debit note % is paid exactly when a payment is accepted', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class DebitNote(models.Model):
    """A numbered document over charges, with one deadline and one exact amount (polyu-2024-25:8C-18, 8D-01)."""

    class State(models.TextChoices):
        """What has become of the note."""

        OUTSTANDING = "outstanding", _("Outstanding")
        PAID = "paid", _("Paid")
        OVERDUE = "overdue", _("Not paid by the deadline")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(max_length=8, unique=True)
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="debit_notes")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    deadline = models.DateField(db_index=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OUTSTANDING, db_index=True)

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="note_amount_positive"),
            models.CheckConstraint(condition=models.Q(number__regex=r"^\d{8}$"), name="note_number_eight_digits"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_state_and_deadline", exclude=["state", "deadline"]),
            pgtrigger.Trigger(
                name="has_lines",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=HAS_LINES,
            ),
            pgtrigger.Trigger(
                name="paid_by_a_payment",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=PAID_BY,
            ),
        ]
