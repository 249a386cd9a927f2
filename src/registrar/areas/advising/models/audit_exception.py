"""An exception from a programme's requirements, for one student."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class AuditException(models.Model):
    """A requirement waived, met by another subject, or lowered, with the clause and the authority behind it.

    It is kept for ever: taking it back sets `revoked_at`. `programme` and `document` are those it was recorded under;
    where the study has others now, `survives` says whether it still counts.
    """

    class Kind(models.TextChoices):
        """What is done to the requirement."""

        WAIVE = "waive", _("Waived")
        SUBSTITUTE = "substitute", _("Another subject instead")
        LOWER = "lower", _("Fewer credits")

    class Survives(models.TextChoices):
        """The furthest change after which it still counts."""

        NOTHING = "", _("No change")
        DOCUMENT = "document", _("Another requirement document of the same programme")
        PROGRAMME = "programme", _("A change of programme")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="audit_exceptions")
    programme = models.ForeignKey("catalogue.Programme", on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=60, help_text="Id of the requirement document, such as polyu-61801")
    requirement = models.CharField(max_length=60, help_text="Id within the document, such as electives")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    instead = models.ForeignKey("catalogue.Subject", null=True, on_delete=models.PROTECT, related_name="+")
    credits = models.PositiveSmallIntegerField(default=0, help_text="Credits by which the requirement is lowered")
    clause = models.CharField(max_length=40, help_text="Clause that allows it, such as polyu-2024-25:5B-10")
    authority = models.CharField(max_length=80)
    reason = models.CharField(max_length=400)
    survives = models.CharField(max_length=10, choices=Survives.choices, blank=True)
    ends_on = models.DateField(null=True, help_text="The last day on which it counts")
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        indexes = [models.Index(fields=["study", "revoked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="waive", instead=None, credits=0)
                | Q(kind="substitute", instead__isnull=False, credits=0)
                | Q(kind="lower", subject=None, instead=None, credits__gt=0),
                name="exception_says_what",
            ),
        ]
