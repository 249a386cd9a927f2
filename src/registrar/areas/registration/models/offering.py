"""A subject in a term."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Offering(models.Model):
    """A subject offered in a term, taught in one or more subject groups."""

    class State(models.TextChoices):
        """Whether it runs."""

        OPEN = "open", _("Open")
        CANCELLED = "cancelled", _("Cancelled")

    subject = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="offerings")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="offerings")
    withdraw_by = models.DateField(null=True, help_text="Last day to ask to leave it")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering = ["term", "subject"]
        constraints = [models.UniqueConstraint(fields=["subject", "term"], name="offered_once_a_term")]
