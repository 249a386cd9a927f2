"""Charges raised outside tuition: what for, by which office, under which record of theirs."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RaisedCharge(models.Model):
    """One cause of a charge. `reference` is the office's own record of it and is charged once, for ever.

    What is owed stands on a debit note of its own. What is only advised (the Students' Union's fees) never has one: the
    database refuses it. What no rule could price waits for the Finance Office as `asked`.
    """

    class State(models.TextChoices):
        """What came of the cause."""

        CHARGED = "charged", _("Charged")
        FREE = "free", _("Nothing due")
        ADVISED = "advised", _("Advised, voluntary")
        ASKED = "asked", _("Waits for an amount")
        WAIVED = "waived", _("Waived")
        VOID = "void", _("Void: the cause fell away")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="raised_charges")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, help_text="identity_card, library_overdue, ... (finance.charge_kinds)")
    office = models.CharField(max_length=20, help_text="finance, registry, library, ... (finance.charge_offices)")
    department = models.CharField(max_length=12, blank=True, help_text="Which department, where a department raised it")
    reference = models.CharField(max_length=60, help_text="The office's own record, such as ar2:123")
    quantity = models.PositiveSmallIntegerField(default=1)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    reason = models.CharField(max_length=400, blank=True)
    told = models.JSONField(default=dict, help_text="Further facts that the rule was told")
    state = models.CharField(max_length=8, choices=State.choices, db_index=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    debit_note = models.OneToOneField(
        "finance.DebitNote", null=True, on_delete=models.PROTECT, related_name="raised_charge"
    )

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["office", "department", "kind"])]
        constraints = [
            models.UniqueConstraint(fields=["kind", "department", "reference"], name="a_cause_is_charged_once"),
            models.CheckConstraint(condition=~Q(reference=""), name="a_cause_has_a_reference"),
            models.CheckConstraint(
                condition=Q(state__in=["charged", "waived"], debit_note__isnull=False)
                | Q(state__in=["free", "advised", "asked"], debit_note__isnull=True)
                | Q(state="void"),
                name="only_what_is_owed_has_a_note",
            ),
            models.CheckConstraint(
                condition=Q(debit_note__isnull=True) | Q(amount__gt=0), name="what_is_owed_has_an_amount"
            ),
        ]
