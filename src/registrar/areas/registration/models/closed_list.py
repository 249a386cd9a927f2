"""Waiting lists that a department closed before their time."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClosedList(models.Model):
    """A list that takes nobody more; everybody who waited was told `reason`. Without a row a list is open."""

    group = models.OneToOneField("registration.SubjectGroup", on_delete=models.CASCADE, related_name="closed_list")
    reason = models.CharField(max_length=300)
    closed_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group"]
