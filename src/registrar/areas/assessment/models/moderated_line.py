"""What moderation did to one student's line."""

import pgtrigger
from django.db import models


class ModeratedLine(models.Model):
    """Mark and grade before and after one act of moderation; append-only."""

    moderation = models.ForeignKey("assessment.Moderation", on_delete=models.PROTECT, related_name="lines")
    entry = models.ForeignKey("assessment.GradeEntry", on_delete=models.PROTECT, related_name="moderated")
    mark_before = models.DecimalField(max_digits=6, decimal_places=2)
    mark_after = models.DecimalField(max_digits=6, decimal_places=2)
    grade_before = models.CharField(max_length=3, blank=True)
    grade_after = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["moderation", "entry"], name="moderated_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
