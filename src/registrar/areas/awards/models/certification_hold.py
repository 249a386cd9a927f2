"""What the registry has on record against certifying somebody's study."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class CertificationHold(models.Model):
    """A disciplinary action or unsettled matter for which certifications of a study are withheld until it is ended.

    Debts need no row: they are asked of the student account (polyu-2024-25:7C-09).
    """

    class Ground(models.TextChoices):
        """Why certifications are withheld."""

        DISCIPLINE = "discipline", _("Disciplinary action")
        UNSETTLED = "unsettled", _("Unsettled matter")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="certification_holds")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reference = models.CharField(max_length=80, help_text="The file of the matter; the student does not read it")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "ground", "reference"], condition=Q(ended_at=None), name="a_matter_holds_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="somebody_ended_the_hold",
            ),
        ]
