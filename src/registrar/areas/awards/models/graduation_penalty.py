"""Penalties of a discipline decision that touch graduation."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class GraduationPenalty(models.Model):
    """Lowers the class once, defers graduation, or keeps the parchment back (polyu-2024-25:11B-13, 11B-16).

    `ends_on` is the last day on which it holds; without one it holds until it is lifted. Lowering the class has no
    end: it is used up by the award that it lowered (`used_on`). `flagged_at`: the registry was asked, as there was no
    class below.
    """

    class Kind(models.TextChoices):
        """What it does."""

        LOWER_CLASS = "lower_class", _("Lowers the class by one")
        DEFER = "defer_graduation", _("Defers graduation")
        WITHHOLD = "withhold_parchment", _("Keeps the parchment back")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="graduation_penalties")
    kind = models.CharField(max_length=18, choices=Kind.choices)
    reference = models.CharField(max_length=80, help_text="File of the discipline decision; the student reads it")
    decided_on = models.DateField()
    ends_on = models.DateField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_because = models.CharField(max_length=200, blank=True)
    used_on = models.ForeignKey("awards.Award", null=True, on_delete=models.PROTECT, related_name="penalties_used")
    flagged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind", "reference"], condition=Q(lifted_at=None), name="a_penalty_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="lower_class") | Q(used_on=None), name="only_a_lowered_class_is_used_up"
            ),
            models.CheckConstraint(
                condition=~Q(kind="lower_class") | Q(ends_on=None), name="lowering_a_class_has_no_end"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("decided_on")), name="a_penalty_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="somebody_lifted_the_penalty",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="used_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__used_on__isnull=False)
            ),
        ]
