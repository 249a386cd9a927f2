"""Money that came in and stays with no debit note."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registrar.areas.finance.models.payment import ONE_PLACE


class UnmatchedPayment(models.Model):
    """One bank line whose money could not settle a note; it waits in the books as the university's liability.

    `rejected` is the payment that was turned down: by the rule of the exact amount its money goes back and settles
    nothing else (polyu-2024-25:8D-01). What waits is matched to one note at a time, or sent back once, never both; a
    wrong match is undone (`undone_matches`), and then it waits again. One person proposes to send it back, another
    releases it.
    """

    class Reason(models.TextChoices):
        """Why the money waits."""

        UNKNOWN = "unknown", _("No debit note has the number quoted")
        REJECTED = "rejected", _("Rejected: to be sent back")
        QUESTION = "question", _("No rule decides it: the Finance Office does")
        TAKEN_OFF = "taken_off", _("Taken off a note that it wasn't meant for")

    bank_reference = models.CharField(max_length=48, unique=True)
    quoted_number = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    received_at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=Reason.choices, default=Reason.UNKNOWN)
    transaction = models.OneToOneField("finance.Transaction", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    rejected = models.OneToOneField("finance.Payment", null=True, on_delete=models.PROTECT, related_name="waiting")
    matched_to = models.OneToOneField("finance.Payment", null=True, on_delete=models.PROTECT, related_name="+")
    return_asked_at = models.DateTimeField(null=True)
    return_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    return_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="unmatched_amount_positive"),
            models.CheckConstraint(condition=Q(matched_to=None) | Q(returned_at=None), name="unmatched_goes_one_way"),
            models.CheckConstraint(
                condition=Q(returned_at=None, return_asked_at=None, return_reason="")
                | (Q(returned_at__isnull=False) | Q(return_asked_at__isnull=False)) & ~Q(return_reason=""),
                name="returned_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(returned_by=None) | Q(return_asked_by=None) | ~Q(returned_by=F("return_asked_by")),
                name="another_person_sends_back",
            ),
            models.CheckConstraint(
                condition=Q(rejected=None) | Q(matched_to=None), name="rejected_money_settles_nothing"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="money_in_one_place",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("matched_to_id"),
                timing=pgtrigger.Deferred,
                func=ONE_PLACE,
            ),
        ]
