"""How the status of a study came about."""

import pgtrigger
from django.conf import settings
from django.db import models


class StatusChange(models.Model):
    """One change of status, with the decision behind it; append-only."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="status_changes")
    before = models.CharField(max_length=14)
    after = models.CharField(max_length=14)
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=60, help_text="unpaid_fees, ground_iv, ...")
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
