"""Payments taken off a note that they weren't meant for."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class UndoneMatch(models.Model):
    """A payment that an officer took off its note: who, when and why, and where the money waits since.

    `new_deadline` is the day that the student was given where the note's own had passed. Append-only: the history of
    the money stays, whatever it is matched to afterwards.
    """

    payment = models.OneToOneField("finance.Payment", on_delete=models.PROTECT, related_name="undone")
    waiting = models.ForeignKey("finance.UnmatchedPayment", on_delete=models.PROTECT, related_name="undone_matches")
    reason = models.CharField(max_length=200)
    new_deadline = models.DateField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField()

    class Meta:
        ordering = ["-undone_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_match_is_undone_for_a_reason")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
