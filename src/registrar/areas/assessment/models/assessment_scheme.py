"""How an offering is assessed."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q


@pghistory.track()
class AssessmentScheme(models.Model):
    """The scheme of one offering: its components stand in rows of their own (polyu-2024-25:GAP-14, 6A-01).

    `boundaries` lists `{"grade": "A", "minimum": "80"}`, the best first; empty means the default of the term.
    """

    offering = models.OneToOneField("registration.Offering", on_delete=models.PROTECT, related_name="assessment_scheme")
    pass_mark = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="Total needed to pass")
    boundaries = models.JSONField(default=list)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True, help_text="Why it changed after the first mark was in")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__gte=0, pass_mark__lte=100), name="pass_total_in_range"
            )
        ]
