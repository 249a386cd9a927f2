"""Reminders that were sent."""

import pgtrigger
from django.db import models


class NoteReminder(models.Model):
    """One reminder of a note: so many working days before one deadline, once, and never two on one day."""

    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="reminders")
    deadline = models.DateField(help_text="The one it reminded of; a deferred deadline is reminded of anew")
    days = models.PositiveSmallIntegerField(help_text="Working days before the deadline")
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debit_note", "deadline", "days"], name="reminded_once"),
            models.UniqueConstraint(fields=["debit_note", "sent_on"], name="reminded_once_a_day"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete | pgtrigger.Update)]
