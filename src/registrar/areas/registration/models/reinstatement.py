"""A student whose registration was nullified asks for it back."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

DECIDED = ["approved", "reinstated", "refused"]


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Reinstatement(models.Model):
    """One application (polyu-2024-25:5H-02 to 5H-04) for one nullification. Whether its fee is paid, its note says."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Being considered")
        APPROVED = "approved", _("Approved, the fee is to be paid")
        REINSTATED = "reinstated", _("Registration restored")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")
        LAPSED = "lapsed", _("Closed, the fee was not paid")

    LIVE = ("open", "approved")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="reinstatements")
    nullification = models.ForeignKey("studies.StatusChange", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, help_text="AR118, AS118")
    reason = models.CharField(max_length=2000, help_text="In the student's words")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    last_day = models.DateField(help_text="Last day for applying, which is also that of the fee charged beforehand")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    charge = models.ForeignKey("finance.RaisedCharge", null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=1000, blank=True, help_text="The department's reason, which the student reads")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nullification"],
                condition=Q(state__in=["open", "approved", "reinstated", "refused"]),
                name="one_reinstatement_for_a_nullification",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "approved"], ended_at__isnull=True)
                | (~Q(state__in=["open", "approved"]) & Q(ended_at__isnull=False)),
                name="reinstatement_end_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(words="")),
                name="decided_reinstatement_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("filed_by")),
                name="nobody_decides_an_own_reinstatement",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_reinstatement_says_why"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_it_was_filed",
                fields=["study", "nullification", "form", "reason", "filed_by", "filed_at", "last_day"],
            ),
        ]
