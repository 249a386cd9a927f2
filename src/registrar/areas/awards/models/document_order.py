"""Orders of documents: what was ordered, how far it has come, and where it went."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# A waived charge counts as paid: the Finance Office has let the person off.
PAID_FIRST = """
    IF NEW.state IN ('paid', 'printed', 'dispatched', 'collected') AND NEW.charge_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM finance_raisedcharge r LEFT JOIN finance_debitnote n ON n.id = r.debit_note_id
        WHERE r.id = NEW.charge_id AND (n.state = 'paid' OR r.state = 'waived')) THEN
        RAISE EXCEPTION 'order % has not been paid', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class DocumentOrder(models.Model):
    """One document of one study that somebody asked for, by the form of the handbook.

    `fee` is what the decision names (0 where it is free, None where nobody has set a price) and `charge` asks for it;
    until it is paid nothing is prepared (polyu-2024-25:7A-01), and the database says so too. `certified` counts the
    true copies that were certified at the counter.
    """

    class Form(models.TextChoices):
        """Which document, by its form."""

        TRANSCRIPT = "AR3", _("Transcript of studies")
        TESTIMONIAL = "AR4", _("Testimonial")
        CERTIFICATION = "AR106", _("Certification of award")
        TRUE_COPY = "AR5", _("Certified true copy of the parchment")

    class State(models.TextChoices):
        """How far an order has come."""

        AWAITING_DECISION = "awaiting_decision", _("Waits for a decision")
        WITHHELD = "withheld", pgettext_lazy("order", "Withheld")
        AWAITING_PAYMENT = "awaiting_payment", _("Not submitted: to be paid")
        PAID = "paid", _("Paid, to be prepared")
        RECEIVED = "received", _("Received, to be prepared")
        PRINTED = "printed", pgettext_lazy("order", "Prepared")
        DISPATCHED = "dispatched", pgettext_lazy("order", "Sent")
        COLLECTED = "collected", pgettext_lazy("order", "Handed over")
        DECLINED = "declined", pgettext_lazy("order", "Declined")
        CANCELLED = "cancelled", pgettext_lazy("order", "Cancelled")
        LAPSED = "lapsed", _("Lapsed: not paid")

    class Delivery(models.TextChoices):
        """How the document comes."""

        REGISTERED_MAIL = "registered_mail", _("Registered mail")
        COLLECTION = "collection", _("Collected in person")

    class Parchment(models.TextChoices):
        """What became of the parchment, as the graduate declares it."""

        LOST = "lost", _("It was lost or stolen")
        DAMAGED = "damaged", _("It was damaged")
        DESTROYED = "destroyed", _("I never collected it, and it has been destroyed")
        WAITING = "waiting", _("I have not collected it yet")
        HELD = "held", _("I have it, but need a certification for another reason")

    number = models.CharField(max_length=14, unique=True)
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="document_orders")
    form = models.CharField(max_length=5, choices=Form.choices, db_index=True)
    copies = models.PositiveSmallIntegerField(default=1)
    electronic = models.BooleanField(default=False, help_text="An electronic transcript beside the paper one")
    delivery = models.CharField(max_length=16, choices=Delivery.choices)
    address = models.TextField(max_length=400, blank=True)
    parchment = models.CharField(max_length=10, choices=Parchment.choices, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=18, choices=State.choices, db_index=True)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, help_text="By the decision, in HK$")
    charge = models.OneToOneField(
        "finance.RaisedCharge", null=True, on_delete=models.PROTECT, related_name="document_order"
    )
    ordered_at = models.DateTimeField()
    asked_to_pay_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=400, blank=True)
    prepared_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    transcript = models.OneToOneField(
        "awards.Transcript", null=True, on_delete=models.PROTECT, related_name="document_order"
    )
    certified = models.PositiveSmallIntegerField(default=0)
    tracking_number = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-ordered_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="an_order_has_copies"),
            models.CheckConstraint(condition=Q(certified__lte=models.F("copies")), name="no_more_copies_than_ordered"),
            models.CheckConstraint(
                condition=~Q(state="dispatched") | ~Q(delivery="registered_mail") | ~Q(tracking_number=""),
                name="registered_mail_has_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["printed", "dispatched"]) | Q(prepared_by__isnull=False),
                name="somebody_prepared_it",
            ),
            models.CheckConstraint(condition=~Q(state="paid") | Q(charge__isnull=False), name="what_is_paid_has_a_fee"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="paid_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                func=PAID_FIRST,
            ),
        ]
