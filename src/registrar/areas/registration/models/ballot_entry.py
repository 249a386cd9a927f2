"""Who takes part in a ballot."""

import uuid

import pghistory
from django.db import models


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class BallotEntry(models.Model):
    """One student's list of wishes. `ticket` stands for the student in the lottery and in every public list."""

    ballot = models.ForeignKey("registration.Ballot", on_delete=models.PROTECT, related_name="entries")
    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="ballots")
    ticket = models.UUIDField(unique=True, default=uuid.uuid4)
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["ballot", "ticket"]
        constraints = [models.UniqueConstraint(fields=["ballot", "study"], name="ballot_entered_once")]
