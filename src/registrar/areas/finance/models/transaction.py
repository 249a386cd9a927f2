"""Transactions: entries that balance."""

import pgtrigger
from django.conf import settings
from django.db import models

TWO_SIDED = """
    IF NOT EXISTS (SELECT 1 FROM finance_entry WHERE transaction_id = NEW.id AND side = 'debit')
       OR NOT EXISTS (SELECT 1 FROM finance_entry WHERE transaction_id = NEW.id AND side = 'credit') THEN
        RAISE EXCEPTION 'transaction % has no two sides', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Transaction(models.Model):
    """One posting. Append-only; a mistake is reversed by another transaction that points back to it."""

    kind = models.CharField(max_length=30, db_index=True, help_text="charge, payment, reversal, ...")
    reference = models.CharField(max_length=60, unique=True, help_text="What it posts, once: charge:123, payment:9")
    posted_on = models.DateField(db_index=True)
    posted_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        ordering = ["-posted_at", "-id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="two_sided",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=TWO_SIDED,
            ),
        ]
