"""What a board decided about one student."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .proposal import Proposal

# Decisions are taken, changed and taken back while their meeting is open, and never after.
WHILE_OPEN = """
    IF EXISTS (SELECT 1 FROM assessment_meeting m WHERE m.id = {row}.meeting_id AND m.state <> 'open') THEN
        RAISE EXCEPTION 'the meeting is closed; its decisions stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN {row};
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class BoardDecision(models.Model):
    """The decision of a meeting on one proposal, as proposed or departing from it with clause and reason."""

    class Outcome(models.TextChoices):
        """What a board can decide."""

        PROGRESSING = "progressing", _("Progressing")
        PROBATION = "probation", _("Academic probation")
        DEREGISTRATION = "deregistration", _("De-registration")
        GRADUATING = "graduating", _("Award")

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decided")
    meeting = models.ForeignKey("assessment.Meeting", on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    award_class = models.CharField(max_length=40, blank=True, help_text="Classification, where an award is decided")
    departs = models.BooleanField(default=False)
    clause = models.CharField(max_length=60, blank=True, help_text="Clause that allows the departure")
    reason = models.TextField(blank=True)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["meeting", "outcome"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(departs=False) | ~Q(clause="") & ~Q(reason=""), name="departure_with_clause_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(award_class="") | Q(outcome="graduating"), name="class_only_with_an_award"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="written_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WHILE_OPEN.format(row="NEW"),
            ),
            pgtrigger.Trigger(
                name="taken_back_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=WHILE_OPEN.format(row="OLD").replace("RETURN OLD", "RETURN COALESCE(NEW, OLD)"),
            ),
        ]
