"""Money that came in without a debit note to put it to."""

from django.db import models
from django.db.models import Q


class UnmatchedPayment(models.Model):
    """One bank line whose debit note number is unknown; it waits in the books as the university's liability."""

    bank_reference = models.CharField(max_length=48, unique=True)
    quoted_number = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    received_at = models.DateTimeField()
    transaction = models.OneToOneField("finance.Transaction", on_delete=models.PROTECT, related_name="+")
    matched_to = models.OneToOneField("finance.Payment", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="unmatched_amount_positive")]
