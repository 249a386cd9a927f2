"""What became of an award's parchment."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class ParchmentEnding(models.Model):
    """A parchment that was handed over, or destroyed as nobody came for it; without a row it waits.

    There is one parchment an award (polyu-2024-25:7D-01), so there is one ending. Of a representative the name is kept,
    not the number: the officer has seen it (7C-04). `override` is why the registry released it all the same (7C-08).
    """

    class How(models.TextChoices):
        """What happened."""

        GRADUATE = "graduate", _("Collected by the graduate")
        REPRESENTATIVE = "representative", _("Collected by a representative")
        DESTROYED = "destroyed", pgettext_lazy("parchment", "Destroyed")

    award = models.OneToOneField(
        "awards.Award", primary_key=True, on_delete=models.PROTECT, related_name="parchment_ending"
    )
    how = models.CharField(max_length=14, choices=How.choices, db_index=True)
    representative = models.CharField(max_length=120, blank=True, help_text="Name of the representative")
    override = models.CharField(max_length=200, blank=True, help_text="Why it was released all the same")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-ended_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="representative") & ~Q(representative="")
                | ~Q(how="representative") & Q(representative=""),
                name="a_representative_has_a_name",
            ),
            models.CheckConstraint(condition=~Q(how="destroyed") | Q(override=""), name="only_a_release_is_overridden"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="issued_once"),
        ]
