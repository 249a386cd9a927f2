"""What the system proposes to the board for one student."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Only what a board has decided, and its chair has signed, gives way to a new proposal; and it does so once.
SIGNED_FIRST = """
    IF OLD.superseded_at IS NOT NULL THEN
        RAISE EXCEPTION 'a superseded proposal stays superseded' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM assessment_boarddecision d JOIN assessment_meeting m ON m.id = d.meeting_id
        WHERE d.proposal_id = NEW.id AND m.state IN ('confirmed', 'released')
    ) THEN
        RAISE EXCEPTION 'only a signed decision is superseded' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Proposal(models.Model):
    """GPA figures, standing and award proposed for one student in one run, with the decisions that derive them.

    `record_mark` is the mark of the record that it was computed from: while the record has another one, the proposal is
    out of date and can't be decided on. `results_mark` is that of results and earlier standings alone (null: computed
    before it was kept). Where these change after the chair has signed, the proposal is superseded
    by a new one, which comes before a further meeting; its own decision stays on record.
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
    results_mark = models.BigIntegerField(null=True)
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

    superseded_at = models.DateTimeField(null=True, help_text="Put before the board again, because the record changed")
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by", help_text="What was decided before"
    )

    class Meta:
        ordering = ["study"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "study"], condition=Q(superseded_at=None), name="one_proposal_per_run"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="superseded_once_signed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__superseded_at__df=pgtrigger.F("new__superseded_at")),
                func=SIGNED_FIRST,
            )
        ]
        indexes = [models.Index(fields=["run", "board", "group"])]
