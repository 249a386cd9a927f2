"""What a panel or a teacher did to the marks of a whole sheet."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Moderation(models.Model):
    """One act of moderation with its reason; append-only. The marks before and after stand in `lines`."""

    class Kind(models.TextChoices):
        """What was done."""

        SCALED = "scaled", _("Marks scaled")
        NOTED = "noted", _("Looked at, nothing changed")
        RETURNED = "returned", _("Returned to the teacher")

    sheet = models.ForeignKey("assessment.GradeSheet", on_delete=models.PROTECT, related_name="moderations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    component = models.ForeignKey("assessment.SchemeComponent", null=True, on_delete=models.PROTECT, related_name="+")
    factor = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    added = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    reason = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="moderation_has_reason")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
