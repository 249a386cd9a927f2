"""Pending results and the late assessments that they wait for."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class LateAssessment(models.Model):
    """What a pending line waits for, and the grade that came (polyu-2024-25:6H-03).

    The teacher or the department enters the grade; it goes on record when somebody else, for the panel, confirms it.
    """

    entry = models.OneToOneField("assessment.GradeEntry", on_delete=models.PROTECT, related_name="late_assessment")
    permitted = models.BooleanField(help_text="Whether a late assessment was permitted by Head or Subject Teacher")
    method = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(help_text="By when the grade is expected")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    grade = models.CharField(max_length=3, blank=True)
    graded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    graded_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(graded_by=None) | Q(confirmed_by=None) | ~Q(graded_by=F("confirmed_by")),
                name="late_grade_two_persons",
            )
        ]
