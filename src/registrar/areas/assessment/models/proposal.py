"""What the system proposes to the board for one student."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """GPA figures and standing proposed for one student in one run, with the decision that derives them."""

    class Group(models.TextChoices):
        """How the board looks at it."""

        PROGRESSING = "progressing", _("Progressing")
        PROBATION = "probation", _("Academic probation")
        DEREGISTRATION = "deregistration", _("De-registration")
        MISSING = "missing", _("Grades missing")

    run = models.ForeignKey("assessment.BoardRun", on_delete=models.CASCADE, related_name="proposals")
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="+")
    semester_gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    credits_taken = models.PositiveSmallIntegerField(default=0)
    credits_earned_total = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=16, choices=Group.choices)
    grounds = ArrayField(models.CharField(max_length=4), default=list, help_text="i to v")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["study"]
        constraints = [models.UniqueConstraint(fields=["run", "study"], name="one_proposal_per_run")]
        indexes = [models.Index(fields=["run", "group"])]
