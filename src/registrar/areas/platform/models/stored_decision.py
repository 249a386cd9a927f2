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

    rule = models.CharField(max_length=80, db_index=True)
    outcome = models.CharField(max_length=16)
    subject = models.CharField(max_length=60, db_index=True)
    refusing = ArrayField(models.CharField(max_length=60), default=list)
    body = models.JSONField()
    rule_set = models.CharField(max_length=64)
    as_of = models.DateField()
    decided_at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-id"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
