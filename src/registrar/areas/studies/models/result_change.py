"""Why a result on record is not what it was."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class ResultChange(models.Model):
    """The recorded decision that changes one final result: old and new grade, reason, authority, two people.

    Append-only. The database lets a result change only in the transaction that writes its row here, and only to what
    the row says (polyu-2024-25:6I-01).
    """

    class Kind(models.TextChoices):
        """What became of the result."""

        RECTIFIED = "rectified", _("Grade rectified")
        DISQUALIFIED = "disqualified", _("Result disqualified")

    result = models.ForeignKey("studies.SubjectResult", on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    old_grade = models.CharField(max_length=3)
    new_grade = models.CharField(max_length=3)
    authority = models.CharField(max_length=10, help_text="panel, appeal, discipline")
    reference = models.CharField(max_length=80)
    reason = models.CharField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    transaction = models.BigIntegerField(
        db_default=Func(function="txid_current", output_field=models.BigIntegerField()), editable=False
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(proposed_by=F("confirmed_by")), name="result_changed_by_two_persons"),
            models.CheckConstraint(condition=~Q(reason=""), name="result_change_has_reason"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
