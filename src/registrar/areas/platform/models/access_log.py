"""Who looked at whose data: looking is logged, as privacy law expects."""

import pgtrigger
from django.conf import settings
from django.db import models


class AccessLog(models.Model):
    """One look of a member of staff at a person's record; append-only."""

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=120)
    subject = models.CharField(max_length=60, db_index=True, help_text="What was looked at, such as study:417")
    at = models.DateTimeField(db_index=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
