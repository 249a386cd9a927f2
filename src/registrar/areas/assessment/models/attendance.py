"""Who was at a meeting."""

import pghistory
from django.db import models
from django.utils.translation import pgettext_lazy


@pghistory.track()
class Attendance(models.Model):
    """One member at one meeting."""

    class Presence(models.TextChoices):
        """Whether the member came."""

        PRESENT = "present", pgettext_lazy("meeting", "Present")
        APOLOGIES = "apologies", pgettext_lazy("meeting", "Apologies")
        ABSENT = "absent", pgettext_lazy("meeting", "Absent")

    meeting = models.ForeignKey("assessment.Meeting", on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey("assessment.BoardMember", on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]
