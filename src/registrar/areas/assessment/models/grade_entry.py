"""One student's grade on a sheet."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class GradeEntry(models.Model):
    """The grade entered for one registration; an empty grade is one still missing."""

    sheet = models.ForeignKey("assessment.GradeSheet", on_delete=models.CASCADE, related_name="entries")
    registration = models.OneToOneField(
        "registration.Registration", on_delete=models.PROTECT, related_name="grade_entry"
    )
    grade = models.CharField(max_length=3, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["registration__study__student_number"]
