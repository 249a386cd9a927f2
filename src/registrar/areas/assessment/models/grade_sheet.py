"""Grade sheets: the grades of one offering on their way."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class GradeSheet(models.Model):
    """The sheet of one offering; the teacher submits, the panel reviews and makes it final (polyu-2024-25:6I-01)."""

    class Stage(models.TextChoices):
        """How far the grades have come."""

        OPEN = "open", _("Being entered")
        SUBMITTED = "submitted", _("Submitted to the panel")
        REVIEWED = "reviewed", _("Reviewed by the panel")
        FINAL = "final", _("Final")

    offering = models.OneToOneField("registration.Offering", on_delete=models.PROTECT, related_name="grade_sheet")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.OPEN)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    finalised_at = models.DateTimeField(null=True)
    releases_on = models.DateField(null=True, help_text="From when students see the grades; set when they are final")
    announced_at = models.DateTimeField(null=True, help_text="When students were told that the grades are out")
    note = models.TextField(blank=True, help_text="The panel's note")
