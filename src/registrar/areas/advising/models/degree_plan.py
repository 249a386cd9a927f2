"""A student's plan to graduation."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class DegreePlan(models.Model):
    """One plan a study. `before` is the plan before the last change, so that it can be undone once."""

    study = models.OneToOneField("studies.Study", on_delete=models.PROTECT, related_name="degree_plan")
    before = models.JSONField(null=True, help_text="Pairs of subject and term before the last change")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    told = models.JSONField(default=list, help_text="What breaks the plan and was told to the student already")


class PlannedSubject(models.Model):
    """A subject in a term of the plan. The term is a key: terms to come have no calendar yet."""

    plan = models.ForeignKey(DegreePlan, on_delete=models.CASCADE, related_name="subjects")
    subject = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="+")
    term = models.CharField(max_length=10, help_text="Such as 2025/26-S1")

    class Meta:
        ordering = ["term", "subject"]
        constraints = [models.UniqueConstraint(fields=["plan", "subject"], name="subject_planned_once")]
