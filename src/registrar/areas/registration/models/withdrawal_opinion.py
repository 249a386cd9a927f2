"""What a teacher or a Programme Leader says to a request to leave a subject."""

import pghistory
from django.conf import settings
from django.db import models

from .withdrawal_request import WithdrawalRequest


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class WithdrawalOpinion(models.Model):
    """One opinion, given once for each step."""

    request = models.ForeignKey("registration.WithdrawalRequest", on_delete=models.PROTECT, related_name="opinions")
    step = models.CharField(max_length=20, choices=WithdrawalRequest.Awaiting.choices)
    agreed = models.BooleanField()
    words = models.CharField(max_length=1000, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "step"], name="one_opinion_a_step")]
