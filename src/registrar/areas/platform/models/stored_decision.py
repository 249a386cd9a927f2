"""Decisions as they were taken: append-only, so that each can be questioned and replayed."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class StoredDecision(models.Model):
    """One Decision of the rules engine with the facts, parameters and rule set it rested on.

    `subject` says what it is about ("study:417"); `body` is `Decision.to_json()`; `refusing` lists the clauses of
    the findings that did not hold, so that refusals can be counted by clause.
    """

    rule = models.CharField(max_length=80)
    outcome = models.CharField(max_length=16)
    subject = models.CharField(max_length=60)
    refusing = ArrayField(models.CharField(max_length=60), default=list)
    body = models.JSONField()
    rule_set = models.CharField(max_length=64)
    as_of = models.DateField()
    decided_at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-decided_at", "-id"]
        # No more than are looked up by: on registration morning every one is written a hundred thousand times.
        indexes = [
            models.Index(fields=["rule"], name="decided_by_rule"),
            models.Index(fields=["subject"], name="decided_about"),
            models.Index(fields=["decided_at"], name="decided_when"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
