"""Proposals to refund everybody on a programme that the University cancels."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ProgrammeCancellation(models.Model):
    """One officer proposes to refund everybody on a programme from a term on; another one confirms it, or nobody does.

    The job that refunds starts with the confirmation only.
    """

    programme = models.CharField(max_length=20)
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "term"], condition=Q(confirmed_at=None), name="one_open_cancellation"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("proposed_by")),
                name="cancellation_confirmed_by_somebody_else",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="confirmed_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="as_proposed", fields=["programme", "term", "proposed_by", "proposed_at"]),
        ]
