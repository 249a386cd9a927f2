"""Taking an award back: one member of staff proposes, a second one carries it out."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy


@pghistory.track()
class AwardRetraction(models.Model):
    """A proposal to take back a conferred award, with reason and authority (polyu-2024-25:7C-10)."""

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", pgettext_lazy("retraction", "Proposed")
        CARRIED_OUT = "carried_out", pgettext_lazy("retraction", "Carried out")
        DROPPED = "dropped", pgettext_lazy("retraction", "Dropped")

    award = models.ForeignKey("awards.Award", on_delete=models.PROTECT, related_name="retractions")
    reason = models.CharField(max_length=400)
    authority = models.CharField(max_length=120, help_text="Who decided it, such as the Senate")
    reference = models.CharField(max_length=80, help_text="File of the decision")
    state = models.CharField(max_length=11, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["award"], condition=Q(state="proposed"), name="one_retraction_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="carried_out") | Q(settled_by__isnull=False) & ~Q(settled_by=F("proposed_by")),
                name="a_second_person_retracts",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(authority="") & ~Q(reference=""), name="retracted_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="settled_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state <> 'proposed'"),
            ),
        ]
