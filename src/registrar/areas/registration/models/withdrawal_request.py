"""A student asks to leave a subject after add/drop."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class WithdrawalRequest(models.Model):
    """One request for one registration; who has to give an opinion next follows from the rule."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Being considered")
        APPROVED = "approved", _("Withdrawn")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")
        LAPSED = "lapsed", _("Not decided in time")

    class Awaiting(models.TextChoices):
        """Whose turn it is."""

        TEACHER = "subject_teacher", _("Subject Teacher")
        LEADER = "programme_leader", _("Programme Leader")

    registration = models.ForeignKey(
        "registration.Registration", on_delete=models.PROTECT, related_name="withdrawal_requests"
    )
    reason = models.CharField(max_length=1000)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    awaiting = models.CharField(max_length=20, choices=Awaiting.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration"], condition=Q(state="open"), name="one_open_withdrawal"),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="request_end_has_a_day"),
            models.CheckConstraint(condition=~Q(state="open") | ~Q(awaiting=""), name="open_request_awaits_somebody"),
        ]
