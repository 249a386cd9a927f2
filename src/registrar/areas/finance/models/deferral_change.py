"""Corrections and withdrawals of granted deferrals."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DeferralChange(models.Model):
    """One change of a granted deferral: the deadline before and after, whether it was withdrawn, by whom and why.

    Append-only: a deferral corrected twice has two of them. The student reads the reason.
    """

    deferral = models.ForeignKey("finance.Deferral", on_delete=models.PROTECT, related_name="changes")
    withdrawn = models.BooleanField()
    deadline_before = models.DateField()
    deadline = models.DateField()
    reason = models.CharField(max_length=1000)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["changed_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_deferral_is_changed_for_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn=True) | ~Q(deadline=F("deadline_before")), name="a_correction_changes_the_day"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
