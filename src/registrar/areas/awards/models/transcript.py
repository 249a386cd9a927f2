"""Transcripts of Studies as issued."""

from django.conf import settings
from django.db import models


class Transcript(models.Model):
    """One issued transcript; `code` lets a third party check it, the file is the issued PDF."""

    number = models.CharField(max_length=12, unique=True)
    code = models.CharField(max_length=24, unique=True)
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="transcripts")
    official = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_at", "-id"]
