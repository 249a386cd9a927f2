"""What became of caution money."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

WITHIN = """
    IF (SELECT SUM(amount) FROM finance_depositsettlement WHERE charge_id = NEW.charge_id AND reversed_at IS NULL)
        > (SELECT amount FROM finance_charge WHERE id = NEW.charge_id) THEN
        RAISE EXCEPTION 'more than deposit % was settled', NEW.charge_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class DepositSettlement(models.Model):
    """A part of a deposit that was refunded, forfeited, converted or set off. No more of it is ever settled than held.

    Append-only; cancelling the refund closes it (`reversed_at`), and then the deposit is held again.
    """

    class Outcome(models.TextChoices):
        """What was done with the money."""

        REFUNDED = "refunded", _("Refunded")
        FORFEITED = "forfeited", _("Forfeited")
        CONVERTED = "converted", _("Turned into the graduation fee")
        SET_OFF = "set_off", _("Set off against charges")

    charge = models.ForeignKey("finance.Charge", on_delete=models.PROTECT, related_name="settlements")
    event = models.CharField(max_length=30, help_text="withdrawal_confirmed, award_confirmed, ...")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    transaction = models.OneToOneField("finance.Transaction", on_delete=models.PROTECT, related_name="settlement")
    settled_at = models.DateTimeField()
    reversed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["settled_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_positive"),
            models.UniqueConstraint(
                fields=["charge", "outcome"], condition=Q(reversed_at=None), name="settled_once_each_way"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_closing", exclude=["reversed_at"]),
            pgtrigger.Trigger(
                name="within_the_deposit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=WITHIN,
            ),
        ]
