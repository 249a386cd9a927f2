"""Orders at the bank or gateway: what a student was sent to pay."""

from django.db import models
from django.db.models import Q


class BankOrder(models.Model):
    """One visit to the bank's page for one note; the bank answers with a signed call, or when it is asked.

    `asked_at` is when the bank was last asked about an order that it had not answered.
    """

    token = models.UUIDField(unique=True)
    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="orders")
    channel = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    opened_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, help_text="paid, declined, abandoned")
    reference = models.CharField(max_length=48, blank=True, help_text="The bank's reference of the payment")

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["opened_at"], condition=Q(answered_at=None), name="orders_without_answer")]
