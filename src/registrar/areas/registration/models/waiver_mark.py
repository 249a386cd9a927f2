"""What the department says about the pre-requisite of a subject that was removed."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class WaiverMark(models.Model):
    """Waived or not, for one removed registration; without a mark the department has not said yet."""

    registration = models.OneToOneField(
        "registration.Registration", on_delete=models.PROTECT, related_name="waiver_mark"
    )
    waived = models.BooleanField()
    words = models.CharField(max_length=400, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
