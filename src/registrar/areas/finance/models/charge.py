"""Charges: what is owed, each by its clause."""

from django.db import models


class Charge(models.Model):
    """One line that somebody owes. `clause` raised it, `decision` says why and how much."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="charges")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="tuition_flat, tuition_credits, caution_money, rejection, ...")
    basis = models.CharField(max_length=20, help_text="semester, credit, once")
    quantity = models.DecimalField(max_digits=6, decimal_places=2)
    unit_price = models.DecimalField(max_digits=14, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    subject = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    clause = models.CharField(max_length=60)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    debit_note = models.ForeignKey("finance.DebitNote", null=True, on_delete=models.PROTECT, related_name="lines")
    transaction = models.OneToOneField("finance.Transaction", on_delete=models.PROTECT, related_name="charge")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=models.F("quantity") * models.F("unit_price")), name="charge_adds_up"
            ),
            models.UniqueConstraint(
                fields=["study", "term", "kind", "subject"], nulls_distinct=False, name="charged_once"
            ),
        ]
