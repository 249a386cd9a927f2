"""Changes of final grades, proposed by one person and confirmed by another."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class Rectification(models.Model):
    """A recorded decision on a final result, on its way (polyu-2024-25:6I-01, 11B-15)."""

    class Kind(models.TextChoices):
        """What becomes of the result."""

        RECTIFIED = "rectified", _("Grade rectified")
        DISQUALIFIED = "disqualified", _("Result disqualified")

    class Authority(models.TextChoices):
        """Whose decision stands behind it."""

        PANEL = "panel", _("Subject Assessment Review Panel")
        APPEAL = "appeal", _("Outcome of an appeal")
        DISCIPLINE = "discipline", _("Decision on an offence")

    class Treatment(models.TextChoices):
        """What a disqualified grade does in the GPA, as the decision says."""

        NONE = "", _("Not applicable")
        ZERO_POINTS = "zero_points", _("Counts with zero points")
        NO_POINTS = "no_points", _("Left out of every GPA")

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("Awaiting a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")

    result = models.ForeignKey("studies.SubjectResult", on_delete=models.PROTECT, related_name="rectifications")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    authority = models.CharField(max_length=10, choices=Authority.choices)
    reference = models.CharField(max_length=80, help_text="Minute or case number")
    reason = models.CharField(max_length=2000)
    old_grade = models.CharField(max_length=3)
    new_grade = models.CharField(max_length=3)
    treatment = models.CharField(max_length=12, choices=Treatment.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["result"], condition=Q(state="proposed"), name="one_open_rectification"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("proposed_by")), name="rectified_by_two_persons"
            ),
        ]
