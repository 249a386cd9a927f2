"""Ends of a study that the caution money waits on."""

import pgtrigger
from django.conf import settings
from django.db import models


class DepositEvent(models.Model):
    """What happened to a study, as far as its caution money hangs on it; asked again while something is in the way."""

    refund = models.OneToOneField("finance.Refund", on_delete=models.PROTECT, related_name="deposit_event")
    charge = models.ForeignKey("finance.Charge", on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=30)
    event_on = models.DateField()
    card_returned_on = models.DateField(null=True)
    card_noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_the_card", exclude=["card_returned_on", "card_noted_by"]),
        ]
