"""Charges: what is owed, each by its clause."""

import pgtrigger
from django.db import models

MATCHES_BOOKS = """
    IF NEW.amount <> COALESCE((
        SELECT SUM(e.amount) FROM finance_entry e JOIN finance_account a ON a.id = e.account_id
        WHERE e.transaction_id = NEW.transaction_id AND e.side = 'debit' AND a.study_id = NEW.study_id), 0) THEN
        RAISE EXCEPTION 'charge % is not what its transaction posts', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.debit_note_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM finance_debitnote n WHERE n.id = NEW.debit_note_id AND n.study_id = NEW.study_id
        AND n.amount = (SELECT SUM(c.amount) FROM finance_charge c WHERE c.debit_note_id = n.id)) THEN
        RAISE EXCEPTION 'debit note % is not the sum of its lines', NEW.debit_note_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Charge(models.Model):
    """One line that somebody owes. `clause` raised it, `decision` says why and how much.

    The database holds it to its transaction (same student, same amount) and to its note (the lines add up); a charge
    is never edited or deleted: `reversed_at` closes it, and then the same thing may be charged again.
    """

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="charges")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="tuition_flat, tuition_credits, caution_money, rejection, ...")
    basis = models.CharField(max_length=20, help_text="semester, credit, once")
    quantity = models.DecimalField(max_digits=6, decimal_places=2)
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    subject = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(
        max_length=80, blank=True, default="", db_default="", help_text="Tells charges of one kind and term apart"
    )
    clause = models.CharField(max_length=60)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    debit_note = models.ForeignKey("finance.DebitNote", null=True, on_delete=models.PROTECT, related_name="lines")
    transaction = models.OneToOneField("finance.Transaction", on_delete=models.PROTECT, related_name="charge")
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=models.F("quantity") * models.F("unit_price")), name="charge_adds_up"
            ),
            models.UniqueConstraint(
                fields=["study", "term", "kind", "subject", "reference"],
                condition=models.Q(reversed_at=None),
                nulls_distinct=False,
                name="charged_once",
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="charge_amount_positive"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_closing", exclude=["reversed_at"]),
            pgtrigger.Trigger(
                name="matches_books",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=MATCHES_BOOKS,
            ),
        ]
