"""Answers already given: a form sent twice does its work once."""

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """One submitted form: who sent it, for which action, and the answer that stands."""

    key = models.UUIDField()
    # Found by the whole key only, and swept away after a while.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    action = models.CharField(max_length=80)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "actor", "action"], name="one_answer_per_key")]
