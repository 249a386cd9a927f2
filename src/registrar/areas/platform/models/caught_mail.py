"""Mail kept instead of sent, so that a demonstration can show it."""

from django.db import models


class CaughtMail(models.Model):
    """One message as it would have left the house."""

    to = models.CharField(max_length=400, db_index=True)
    sender = models.CharField(max_length=200)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-id"]
