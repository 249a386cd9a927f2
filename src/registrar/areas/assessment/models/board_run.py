"""Runs of the boards over a term."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class BoardRun(models.Model):
    """One run for a term: proposals computed, confirmed by the board, released on their day."""

    class State(models.TextChoices):
        """How far the run has come."""

        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed by the board")
        RELEASED = "released", _("Released")

    term = models.OneToOneField("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    releases_on = models.DateField()
    released_at = models.DateTimeField(null=True)
