"""Who sits on a Subject Assessment Review Panel."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PanelMember(models.Model):
    """One member of one panel; the chair holds the office of the department's panel chair besides."""

    panel = models.ForeignKey("assessment.ReviewPanel", on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panels")

    class Meta:
        ordering = ["user__username"]
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="member_once")]
