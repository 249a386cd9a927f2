"""Orders at the sandbox bank: what a student was sent to pay."""

from django.db import models


class BankOrder(models.Model):
    """One visit to the bank's page for one note; the bank answers with a signed call."""

    token = models.UUIDField(unique=True)
    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="orders")
    channel = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, help_text="paid, declined, abandoned")

    class Meta:
        ordering = ["-opened_at", "-id"]
