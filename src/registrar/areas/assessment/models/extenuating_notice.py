"""What students tell of circumstances that harmed their results."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class ExtenuatingNotice(models.Model):
    """One notice, filed through the department (polyu-2024-25:6I-02); `subject` empty: all subjects of the term."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="extenuating_notices")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    statement = models.CharField(max_length=4000)
    filed_at = models.DateTimeField()
    appeal_only = models.BooleanField(help_text="Came after the board's decision: for an appeal only")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=1000, blank=True, help_text="The department's remark for panel and board")

    class Meta:
        ordering = ["-filed_at", "-pk"]
        indexes = [models.Index(fields=["term", "study"])]
