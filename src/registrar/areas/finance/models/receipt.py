"""Receipts for payments."""

from django.db import models


class Receipt(models.Model):
    """A numbered receipt; students see it from `available_on` (polyu-2024-25:8C-05)."""

    number = models.CharField(max_length=10, unique=True)
    payment = models.OneToOneField("finance.Payment", on_delete=models.PROTECT, related_name="receipt")
    issued_at = models.DateTimeField()
    available_on = models.DateField()

    class Meta:
        ordering = ["-issued_at", "-id"]
