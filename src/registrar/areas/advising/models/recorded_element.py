"""A requirement without credits that a student has met."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q


@pghistory.track()
class RecordedElement(models.Model):
    """A non-credit requirement (work-integrated education, a language test) recorded as met by the department."""

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="recorded_elements")
    element = models.CharField(max_length=60, help_text="Name of the element in the requirement document")
    met_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-met_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["study", "element"], condition=Q(revoked_at=None), name="element_met_once")
        ]
