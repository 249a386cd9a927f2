"""Why an offering was cancelled, and what its department offers instead."""

from django.conf import settings
from django.db import models


class Cancellation(models.Model):
    """One cancelled offering: reason, and the groups that its students may take with one press.

    No place is held for them: whoever comes first has it, as in every registration.
    """

    offering = models.OneToOneField(
        "registration.Offering", on_delete=models.CASCADE, related_name="cancellation", primary_key=True
    )
    reason = models.CharField(max_length=300)
    instead = models.ManyToManyField("registration.SubjectGroup", related_name="+")
    students = models.PositiveIntegerField(help_text="How many lost their place")
    cancelled_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-cancelled_at"]
