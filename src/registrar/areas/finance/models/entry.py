"""Entries: the two or more sides of a transaction."""

import pgtrigger
from django.db import models

BALANCED = """
    IF (SELECT SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END)
        FROM finance_entry WHERE transaction_id = NEW.transaction_id) <> 0 THEN
        RAISE EXCEPTION 'transaction % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Entry(models.Model):
    """One side of a transaction; the amount is positive, the side says where it stands."""

    class Side(models.TextChoices):
        """Debit or credit."""

        DEBIT = "debit"
        CREDIT = "credit"

    transaction = models.ForeignKey("finance.Transaction", on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey("finance.Account", on_delete=models.PROTECT, related_name="entries")
    side = models.CharField(max_length=6, choices=Side.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="entry_amount_positive")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="balanced",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=BALANCED,
            ),
        ]
