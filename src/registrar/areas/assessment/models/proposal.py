"""What the system proposes to the board for one student."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """GPA figures, standing and award proposed for one student in one run, with the decisions that derive them.

    `record_mark` is the mark of the record that it was computed from: while the record has another one, the proposal is
    out of date and can't be decided on.
    """

    class Group(models.TextChoices):
        """How the board looks at it."""

        PROGRESSING = "progressing", _("Progressing")
        PROBATION = "probation", _("Academic probation")
        DEREGISTRATION = "deregistration", _("De-registration")
        GRADUATING = "graduating", _("Graduating")
        UNCHANGED = "unchanged", _("Nothing to decide")
        MISSING = "missing", _("Grades missing")

    run = models.ForeignKey("assessment.BoardRun", on_delete=models.CASCADE, related_name="proposals")
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey("assessment.Board", null=True, on_delete=models.PROTECT, related_name="proposals")
    semester_gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    award_gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    credits_taken = models.PositiveSmallIntegerField(default=0)
    credits_earned_total = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=16, choices=Group.choices)
    grounds = ArrayField(models.CharField(max_length=4), default=list, help_text="i to v")
    poor = models.BooleanField(default=False, help_text="On the report of extremely poor performance")
    award_class = models.CharField(max_length=40, blank=True, help_text="Classification proposed, by its code")
    record_mark = models.BigIntegerField(default=0)
    proposed_at = models.DateTimeField()
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    eligibility = models.ForeignKey(
        "platform.StoredDecision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Why an award is proposed, or isn't yet",
    )
    classification = models.ForeignKey(
        "platform.StoredDecision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Where the class comes from",
    )

    class Meta:
        ordering = ["study"]
        constraints = [models.UniqueConstraint(fields=["run", "study"], name="one_proposal_per_run")]
        indexes = [models.Index(fields=["run", "board", "group"])]
