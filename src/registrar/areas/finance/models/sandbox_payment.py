"""What the sandbox bank knows of an order: its side of the wire, which Registrar itself never reads."""

from django.db import models


class SandboxPayment(models.Model):
    """What the sandbox bank was told to do with an order, and when it tells the university.

    `calls` says when its messages go out, as (moment, outcome) pairs in order; `sent` how many have gone. An order
    whose messages are lost has none left and is only found by asking.
    """

    token = models.UUIDField(unique=True)
    outcome = models.CharField(max_length=12)
    reference = models.CharField(max_length=48, unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    credited_at = models.DateTimeField()
    calls = models.JSONField(default=list)
    sent = models.PositiveIntegerField(default=0)
    next_call_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["-id"]
