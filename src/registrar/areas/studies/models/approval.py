"""What an authority allowed one student, by which form."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class Approval(models.Model):
    """A recorded approval: form code, scope and, where the form sets one, a figure (such as a credit ceiling)."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="approvals")
    kind = models.CharField(
        max_length=30,
        # One string: its value stands in the migration, letter for letter.
        help_text="credit_ceiling, light_load, second_retake, zero_subject, drop_assigned, prerequisite_waiver, "
        "extension, probation_load",
    )
    form = models.CharField(max_length=10, blank=True, help_text="AR121, AR160, ...")
    term = models.ForeignKey("catalogue.Term", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    ends_on = models.DateField(null=True, help_text="The last day on which it counts; null: as long as its term")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-granted_at", "-id"]
        indexes = [models.Index(fields=["study", "kind", "term"])]
