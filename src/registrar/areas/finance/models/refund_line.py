"""Lines of a batch: one refund, one bank account, one payment."""

import pgtrigger
from django.db import models
from django.db.models import Q

from .refund import TRUE_STATE
from .refund_batch import ADDS_UP

MATCHES = """
    IF NOT EXISTS (
        SELECT 1 FROM finance_refund r JOIN studies_study s ON s.id = r.study_id
        JOIN finance_studentbankaccount a ON a.id = NEW.bank_account_id AND a.student_id = s.student_id
        WHERE r.id = NEW.refund_id AND r.amount = NEW.amount) THEN
        RAISE EXCEPTION 'refund line % is not its refund', NEW.id USING ERRCODE = 'check_violation';
    END IF;
"""


class RefundLine(models.Model):
    """A refund on its way to one bank account. Dropped before the release, or returned by the bank after it."""

    batch = models.ForeignKey("finance.RefundBatch", on_delete=models.PROTECT, related_name="lines")
    refund = models.ForeignKey("finance.Refund", on_delete=models.PROTECT, related_name="lines")
    bank_account = models.ForeignKey("finance.StudentBankAccount", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    end_to_end_id = models.CharField(max_length=35, unique=True)
    transaction = models.OneToOneField(
        "finance.Transaction", null=True, on_delete=models.PROTECT, related_name="payout"
    )
    dropped_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=140, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_line_positive"),
            models.UniqueConstraint(
                fields=["refund"], condition=Q(dropped_at=None, returned_at=None), name="a_refund_is_paid_once"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(transaction=None, returned_at=None), name="dropped_is_not_paid"
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(transaction__isnull=False), name="returned_was_paid"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="payment_stays", fields=["batch", "refund", "bank_account", "amount", "end_to_end_id"]
            ),
            pgtrigger.Trigger(
                name="matches_refund_and_batch",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=MATCHES + ADDS_UP.format(batch="NEW.batch_id") + TRUE_STATE.format(refund="NEW.refund_id"),
            ),
        ]
