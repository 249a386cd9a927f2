"""Previews of billing runs, kept to be compared."""

import pgtrigger
from django.conf import settings
from django.db import models


class BillingPreview(models.Model):
    """What a billing run would have done at one moment; append-only.

    `summary` holds the counts and amounts of the whole run. `studies` maps each study's id to its answer in short: what
    would be charged, what would go back (HK$, as text), the kind of answer as `kind_of()` in queries/preview.py names
    it, and each line that would be charged with its amount.
    """

    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    summary = models.JSONField()
    studies = models.JSONField()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["term", "-made_at"], name="previews_of_a_term")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete | pgtrigger.Update)]
