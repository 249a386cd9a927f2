"""Files of the bank: what it says was paid."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BankFile(models.Model):
    """One file as it was uploaded. Equal content is one stored file, and a stored file is one bank file."""

    stored = models.OneToOneField("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=20, help_text="camt.054.001.08, csv, ...")
    message = models.CharField(max_length=35, blank=True, help_text="The bank's own number of the message")
    problem = models.CharField(max_length=30, blank=True, help_text="What is wrong with the file as a whole")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]


POSTED = ("accepted", "held", "rejected", "unmatched", "taken_back")


class BankFileLine(models.Model):
    """One line of a file: what it says, what was expected of it before, and what was done with it.

    The bank's reference is put on record for a line that moved money once only, in whatever file it comes.
    """

    class Outcome(models.TextChoices):
        """What becomes of a line."""

        ACCEPTED = "accepted", _("Accepted")
        HELD = "held", _("Held: transfer with a deficit")
        REJECTED = "rejected", _("Rejected: to be sent back")
        UNMATCHED = "unmatched", _("Waits unmatched")
        TAKEN_BACK = "taken_back", _("Payment taken back")
        NOTHING = "nothing", _("Nothing to take back")
        REPEATED = "repeated", _("Seen before")
        DUPLICATE = "duplicate", _("Twice in this file")
        CONFLICT = "conflict", _("Reference seen before with other facts")
        UNREADABLE = "unreadable", _("Unreadable")

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField(help_text="Line of the table, or number of the entry")
    text = models.CharField(max_length=300, help_text="The line as it stood, shortened")
    reference = models.CharField(max_length=48, blank=True)
    takes_back = models.BooleanField(default=False, help_text="The bank takes the payment with this reference back")
    number = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    credited_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=30, blank=True, help_text="Why it can't be read")
    expected = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    payment = models.ForeignKey("finance.Payment", null=True, on_delete=models.PROTECT, related_name="+")
    unmatched = models.ForeignKey("finance.UnmatchedPayment", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["file", "place"]
        constraints = [
            models.UniqueConstraint(fields=["file", "place"], name="one_line_at_a_place"),
            models.UniqueConstraint(
                fields=["reference", "takes_back"],
                condition=Q(outcome__in=POSTED),
                name="a_bank_line_is_posted_once",
            ),
            models.CheckConstraint(
                condition=Q(problem="") & Q(amount__gt=0) & ~Q(reference="") & Q(credited_at__isnull=False)
                | ~Q(problem="") & ~Q(outcome__in=POSTED),
                name="unreadable_lines_move_nothing",
            ),
        ]
