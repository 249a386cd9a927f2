"""Notices: what the university tells a person, in the portal and by mail."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One notice to one person, in both languages; `decision` is the one it tells of."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60, db_index=True)
    subject_en = models.CharField(max_length=200)
    subject_zh = models.CharField(max_length=200)
    body_en = models.TextField()
    body_zh = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["recipient", "-at"])]
