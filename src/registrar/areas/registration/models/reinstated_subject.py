"""What became of a nullified registration when its student was reinstated."""

import pgtrigger
from django.db import models


class ReinstatedSubject(models.Model):
    """One nullified registration: the place that was given back, or the decision that says why not. Append-only."""

    reinstatement = models.ForeignKey("registration.Reinstatement", on_delete=models.PROTECT, related_name="subjects")
    nullified = models.ForeignKey("registration.Registration", on_delete=models.PROTECT, related_name="+")
    restored = models.OneToOneField(
        "registration.Registration", null=True, on_delete=models.PROTECT, related_name="reinstated_by"
    )
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reinstatement", "nullified"], name="reinstated_subject_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
