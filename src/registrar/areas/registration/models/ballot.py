"""Rounds in which the places of a term are given by ballot."""

from datetime import datetime

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

HEX = 64


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["seed"])
class Ballot(models.Model):
    """One round: wishes are taken from `opens_at` to `closes_at`, then drawn, entered and published.

    `seed` decides the lottery. It is made with the row and never changes; until the draw only its `commitment`, the
    SHA-256 of its text, is shown, so that nobody can choose another seed once the wishes are known. `result_hash` is
    the SHA-256 of the result file.
    """

    class State(models.TextChoices):
        """Where the round stands, by its times."""

        PLANNED = "planned", _("Not open yet")
        OPEN = "open", _("Open for wishes")
        CLOSED = "closed", _("Closed, to be drawn")
        ENTERING = "entering", _("Drawn, places being entered")
        DRAWN = "drawn", _("Drawn, not published")
        PUBLISHED = "published", _("Results are out")

    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="ballots")
    round_number = models.PositiveSmallIntegerField(default=1)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    results_at = models.DateTimeField(help_text="When the results are announced for")
    commitment = models.CharField(max_length=HEX)
    seed = models.CharField(max_length=HEX)
    drawn_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    result_hash = models.CharField(max_length=HEX, blank=True, default="")

    class Meta:
        ordering = ["-term", "-round_number"]
        constraints = [
            models.UniqueConstraint(fields=["term", "round_number"], name="ballot_round_once"),
            models.UniqueConstraint(fields=["term"], condition=Q(published_at=None), name="one_ballot_under_way"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at"), closes_at__lte=F("results_at")), name="ballot_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | Q(drawn_at__gt=F("closes_at")) & ~Q(result_hash=""),
                name="drawn_after_the_close",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None) | Q(drawn_at__isnull=False), name="ballot_entered_after_the_draw"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(entered_at__isnull=False), name="published_once_entered"
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="fixed_seed", fields=["seed", "commitment", "term", "round_number"])]

    def state(self, now: datetime) -> "Ballot.State":
        """Return where the round stands."""
        if self.published_at is not None:
            return self.State.PUBLISHED
        if self.drawn_at is not None:
            return self.State.DRAWN if self.entered_at is not None else self.State.ENTERING
        if now < self.opens_at:
            return self.State.PLANNED
        return self.State.OPEN if now <= self.closes_at else self.State.CLOSED

    @property
    def open_seed(self) -> str:
        """The seed once it may be shown, empty before: what pages and files print."""
        return self.seed if self.published_at is not None else ""
