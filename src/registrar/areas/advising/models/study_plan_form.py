"""The study plan of a student on academic probation (AR150)."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q


@pghistory.track()
class StudyPlanForm(models.Model):
    """One AR150: handed in by the student, settled once the advisor has met the student (polyu-2024-25:6C-04)."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="study_plan_forms")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+", help_text="Probation term")
    announced_on = models.DateField(help_text="Day of the announcement of results")
    due_on = models.DateField()
    subjects = models.CharField(max_length=400, blank=True, help_text="Subjects that the student means to take")
    reflection = models.CharField(max_length=2000, blank=True, help_text="What went wrong and what will change")
    file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    met_on = models.DateField(null=True)
    met_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_subjects = models.CharField(max_length=400, blank=True)
    agreed_credits = models.PositiveSmallIntegerField(null=True)
    approval = models.ForeignKey("studies.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    told_overdue_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["study", "term"], name="one_study_plan_form_a_term"),
            models.CheckConstraint(
                condition=Q(met_on=None, agreed_credits=None) | Q(met_on__isnull=False, agreed_credits__isnull=False),
                name="meeting_agrees_on_credits",
            ),
        ]

    @property
    def settled(self) -> bool:
        """Whether the form is in and the meeting is on record; only then its task is closed."""
        return self.handed_in_at is not None and self.met_on is not None
