"""Waivers: a student let off a charge, by one person or by two."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ChargeWaiver(models.Model):
    """One proposal to waive a charge. Above an amount another person decides than the one who proposed it."""

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("Waits for a second person")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")

    charge = models.ForeignKey("finance.RaisedCharge", on_delete=models.PROTECT, related_name="waivers")
    office = models.CharField(max_length=20)
    reason = models.CharField(max_length=400)
    two_persons = models.BooleanField(help_text="Whether a second person has to agree")
    state = models.CharField(max_length=8, choices=State.choices)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["charge"], condition=~Q(state="declined"), name="waived_once"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decided_waiver_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(two_persons=False) | Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="two_persons_waive",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_waiver_has_a_reason"),
        ]
