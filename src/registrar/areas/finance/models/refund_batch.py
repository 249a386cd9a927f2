"""Batches of refunds, as they go to the bank."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# `{batch}` is the batch's key. A cancelled batch keeps its figures for the record and has no live line.
ADDS_UP = """
    IF EXISTS (
        SELECT 1 FROM finance_refundbatch b
        LEFT JOIN (SELECT batch_id, count(*) AS lines, sum(amount) AS total FROM finance_refundline
                   WHERE batch_id = {batch} AND dropped_at IS NULL GROUP BY batch_id) l ON l.batch_id = b.id
        WHERE b.id = {batch} AND (
            (b.state = 'cancelled' AND l.lines > 0)
            OR (b.state <> 'cancelled'
                AND (b.amount IS DISTINCT FROM l.total OR b.lines_count IS DISTINCT FROM l.lines)))) THEN
        RAISE EXCEPTION 'refund batch % is not the sum of its lines', {batch} USING ERRCODE = 'check_violation';
    END IF;
"""


class RefundBatch(models.Model):
    """Refunds that are paid together: one person prepares them, another one releases them with a file for the bank."""

    class State(models.TextChoices):
        """Where it stands."""

        PREPARED = "prepared", _("Waits for release")
        RELEASED = "released", pgettext_lazy("refund batch", "Released")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(max_length=10, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED, db_index=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    lines_count = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-prepared_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="batch_amount_positive"),
            models.CheckConstraint(condition=~Q(released_by=F("prepared_by")), name="released_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(state="released", released_by__isnull=False, released_at__isnull=False, file__isnull=False)
                & ~Q(file_sha256="")
                | ~Q(state="released") & Q(released_by=None, released_at=None, file=None, file_sha256=""),
                name="released_with_a_file",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="preparation_stays", fields=["number", "prepared_by", "prepared_at"]),
            pgtrigger.Protect(
                name="over_is_over", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__state="prepared")
            ),
            pgtrigger.Trigger(
                name="adds_up",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=ADDS_UP.format(batch="NEW.id") + "    RETURN NULL;\n",
            ),
        ]
