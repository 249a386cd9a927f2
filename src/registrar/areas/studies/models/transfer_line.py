"""The subjects of a credit transfer or exemption."""

import pgtrigger
from django.db import models


class TransferLine(models.Model):
    """One subject here, what it was recognised for, and the result that stands for it. Append-only."""

    transfer = models.ForeignKey("studies.Transfer", on_delete=models.PROTECT, related_name="lines")
    subject = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="+")
    source_subject = models.CharField(max_length=80, blank=True, help_text="As it was called where it was taken")
    result = models.OneToOneField("studies.SubjectResult", on_delete=models.PROTECT, related_name="transfer_line")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["transfer", "subject"], name="transferred_subject_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
