"""Credit transfers and exemptions: what was recognised for a study, where it came from, and what became of it."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Transfer(models.Model):
    """One approved application (polyu-2024-25:5B-02 to 5B-17); its subjects are lines, each with a result on record.

    A transfer becomes void when its fee is not paid (5B-07): its results stay and count no longer. `round` counts how
    often its fee was charged.
    """

    class Kind(models.TextChoices):
        """What was approved."""

        CREDIT_TRANSFER = "credit_transfer", _("Credit transfer")
        EXEMPTION = "exemption", _("Exemption")

    class Source(models.TextChoices):
        """Where the credits were earned; the caps ask for it (5B-09, 5B-17)."""

        INTERNAL = "internal", _("This university")
        EXTERNAL = "external", _("Another institution")
        EXCHANGE = "exchange", _("Approved exchange of this programme")

    class State(models.TextChoices):
        """Whether it counts."""

        STANDING = "standing", _("Counts")
        VOID = "void", _("Void: its fee was not paid")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    form = models.CharField(max_length=10, help_text="AR41c, AR41e, AS41c, ...")
    source = models.CharField(max_length=10, choices=Source.choices)
    institution = models.CharField(max_length=120)
    award = models.CharField(max_length=120, blank=True, help_text="The award that the credits were earned for")
    used_before = models.BooleanField(default=False, help_text="Another award counted the credits already")
    exception = models.CharField(max_length=400, blank=True, help_text="Why they may count once more")
    completed_in = models.CharField(max_length=7, blank=True, help_text="Academic year of completion")
    late_reason = models.CharField(max_length=10, blank=True, help_text="exchange, other: why it was filed late")
    filed_on = models.DateField()
    approved_on = models.DateField()
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+", help_text="Counts from it")
    state = models.CharField(max_length=10, choices=State.choices, default=State.STANDING, db_index=True)
    void_on = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    standing_decision = models.ForeignKey(
        "platform.StoredDecision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Why it became void, or counts again",
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="void", void_on__isnull=False, standing_decision__isnull=False)
                | Q(state="standing", void_on__isnull=True),
                name="a_void_transfer_says_since_when_and_why",
            ),
            models.CheckConstraint(condition=Q(filed_on__lte=models.F("approved_on")), name="filed_before_approved"),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]
