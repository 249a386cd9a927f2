"""Payments as they came in, accepted or not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Payment(models.Model):
    """One payment against one note. The bank's reference is unique, so that one bank line is never posted twice."""

    class State(models.TextChoices):
        """What was done with it."""

        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="payments")
    channel = models.CharField(max_length=20, help_text="fps, pps, atm, ...")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    bank_reference = models.CharField(max_length=60, unique=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
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
        ]
